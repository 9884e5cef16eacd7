"""What a search asks for, read from a form or from JSON: every code known, every fault named."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from helpline.cases.case import CaseState
from helpline.cases.form import REGIONS, category_codes, taxonomy
from helpline.cases.ports import ContactState
from helpline.cases.search import Cursor, Sought
from helpline.cases.statistics import AGE_BANDS
from helpline.console import reading
from helpline.console.access import parts

STATES = (*ContactState, *CaseState)
WHOSE = ("mine", "all")
_CATEGORIES = category_codes() | {each["code"] for each in taxonomy()["categories"]}
_CODED: Mapping[str, tuple[str, frozenset[str]]] = {
    "category": ("category", frozenset(_CATEGORIES)),
    "region": ("region", frozenset(REGIONS)),
    "age_band": ("age", frozenset(AGE_BANDS)),
}
_TEXTS = ("category", "region", "age_band", "state", "owner_id", "reference", "after")


def sought_in_form(form: Mapping[str, str], *, limit: int) -> Sought:
    """As a page sends it: days are those of the helpline, the last one is in it."""
    since, until = _day_or_none(form, "since"), _day_or_none(form, "until")
    values: dict[str, Any] = {name: form.get(name, "")[:200].strip() for name in _TEXTS}
    values |= {name: form.get(name) == "yes" for name in ("flagged", "overdue")}
    return _sought(
        values,
        since=None if since is None else _midnight(since),
        until=None if until is None else _midnight(until + timedelta(days=1)),
        limit=limit,
    )


def sought_in_json(body: Mapping[str, Any]) -> Sought:
    values: dict[str, Any] = {name: reading.text(body, name, default="") for name in _TEXTS}
    for name in ("flagged", "overdue"):
        values[name] = reading.yes_or_no({name: False, **body}, name)
    since, until = body.get("since"), body.get("until")
    limit = reading.whole({"limit": 50, **body}, "limit")
    if not 1 <= limit <= reading.LONGEST_PAGE:
        raise reading.wrong("limit", "A whole number from 1 to 200 is expected here.")
    return _sought(
        values,
        since=None if since is None else reading.instant(since, "since"),
        until=None if until is None else reading.instant(until, "until"),
        limit=limit,
    )


def _sought(
    values: Mapping[str, Any], *, since: datetime | None, until: datetime | None, limit: int
) -> Sought:
    codes = set()
    for name, (kind, known) in _CODED.items():
        if values[name]:
            codes.add(f"{kind}:{reading.one_of(values, name, known)}")
    if values["state"]:
        reading.one_of(values, "state", frozenset(STATES))
    for name in ("reference", "owner_id"):
        if not reading.is_text(values[name]):
            raise reading.wrong(name, "Text is expected here.")
    return Sought(
        codes=frozenset(codes),
        state=values["state"],
        owner_id=values["owner_id"],
        since=since,
        until=until,
        flagged=values["flagged"],
        due_by=_today() - timedelta(days=1) if values["overdue"] else None,
        reference=values["reference"].lower(),
        after=_cursor(values["after"]),
        limit=limit,
    )


def cursor_text(cursor: Cursor | None) -> str | None:
    return None if cursor is None else f"{cursor.opened_at.isoformat()}~{cursor.id}"


def _cursor(text: str) -> Cursor | None:
    if not text:
        return None
    opened_at, _, row_id = text.partition("~")
    if not row_id.isalnum() or not row_id.isascii():
        raise reading.wrong("after", "Text is expected here.")
    return Cursor(opened_at=reading.instant(opened_at, "after"), id=row_id)


def _day_or_none(form: Mapping[str, str], name: str) -> date | None:
    return reading.day(form[name], name) if form.get(name) else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), parts().zone).astimezone(UTC)


def _today() -> date:
    return parts().now().astimezone(parts().zone).date()
