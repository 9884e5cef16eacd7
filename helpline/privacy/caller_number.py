"""A caller's number, for the moment it is known: a short mark of it for a week, and nothing else.

The mark has 20 bits on purpose: some 180 of the country's numbers share each, so that even with the
week's key nobody can tell whose it is. Two callers of the same week get the same by chance once in
500, when 2,000 call. The key is destroyed with the week, and the mark with it.
"""

import hashlib
import hmac
import re
from datetime import datetime
from zoneinfo import ZoneInfo

BITS = 20
_PLAIN = re.compile(r"\+[1-9][0-9]{6,14}")
_REFERENCE = re.compile(r"[0-9a-fA-F]{32}")
# What carriers send when a number is withheld: words, or the same words typed on a keypad.
WITHHELD_WORDS = frozenset(
    {"anonymous", "restricted", "blocked", "unknown", "unavailable", "private", "withheld", ""}
)
WITHHELD_DIGITS = frozenset(
    {"266696687", "7378742833", "2562533", "8656696", "86282452253", "464748329"}
)


def week_of(now: datetime, zone: ZoneInfo) -> str:
    """The helpline's own week, from Monday to Sunday, such as 2026-W48."""
    year, week, _ = now.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"


def is_withheld(number: str) -> bool:
    """A withheld number, in words or in keypad digits: such callers are not one person."""
    text = number.strip().lower().removeprefix("sip:").partition("@")[0]
    return text in WITHHELD_WORDS or text.lstrip("+") in WITHHELD_DIGITS


def repeat_mark(key: bytes, *, number: str = "", reference: str = "") -> int | None:
    """20 bits of a keyed hash; None for a withheld number or what is none.

    `reference` is what an edge in front of the carrier gives in place of the number (`X-Ref`): 32
    hex digits, the same for the same caller within the week. It comes first when both are there.
    """
    if _REFERENCE.fullmatch(reference):
        return _mark(key, "ref:" + reference.lower())
    if is_withheld(number) or not _PLAIN.fullmatch(number.strip()):
        return None
    return _mark(key, "tel:" + number.strip())


def _mark(key: bytes, what: str) -> int:
    digest = hmac.digest(key, what.encode(), hashlib.sha256)
    return int.from_bytes(digest[:4], "big") >> (32 - BITS)
