"""What stands for a caller for a moment: her number, or the reference an edge gives in its place."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_REFERENCE = re.compile(r"[0-9a-fA-F]{32}")


def reference_or_number(number: str | None, reference: str) -> str | None:
    """What a repeat mark is made of; None when the caller wishes to be nobody.

    `reference` is the header X-Ref of an edge in front of the carrier: 32 hex digits, the same for the
    same caller within the week, and no number at all. Anything else in it counts as no reference.
    """
    if _REFERENCE.fullmatch(reference):
        return "ref:" + reference.lower()
    return number


def week_of(now: datetime, zone: ZoneInfo) -> str:
    """The helpline's own week, from Monday to Sunday, such as 2026-W48."""
    year, week, _ = now.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"
