"""What becomes of a roster, however it was asked for: each fault by its field, each change on record."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus

from helpline.console import reading
from helpline.console.access import me, parts, put_on_record
from helpline.console.problems import Problem
from helpline.console.rota_acts import refusals
from helpline.rota.rosters import RosterDraft, RosterError

SECONDS = range(5, 601)
REASON = 500


def start(month: str, seconds: int, *, propose: bool) -> RosterDraft:
    """The whole month; the jobs process makes it. Raises Problem."""
    errors = []
    if not re.fullmatch(r"2[01][0-9]{2}-(0[1-9]|1[0-2])", month, re.ASCII):
        errors.append(("month", "Enter a month, such as 2027-01."))
    if seconds not in SECONDS:
        errors.append(("seconds", "A whole number from 5 to 600 is expected here."))
    if errors:
        raise _wrong(errors)
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    put_on_record("roster.asked", month)
    try:
        return parts().rota.rosters.start(
            first, last, seconds=seconds, by=me().id, now=parts().now(), propose=propose
        )
    except RosterError as fault:
        raise _wrong([("month", str(fault))]) from fault


def _wrong(errors: list[tuple[str, str]]) -> Problem:
    words = "Something is missing or wrong"
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, errors=errors)


def one(roster_id: str) -> RosterDraft:
    """Raises Problem."""
    found = parts().rota.rosters.book.one(roster_id)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return found


def cancel(roster_id: str) -> None:
    """Raises Problem."""
    one(roster_id)
    put_on_record("roster.cancelled", roster_id)
    with _refused():
        parts().rota.rosters.cancel(roster_id)


def publish(roster_id: str, reason: str) -> RosterDraft:
    """Where it is short or breaks the law, a supervisor's reason is kept with her name. Raises Problem."""
    one(roster_id)
    put_on_record("roster.published", roster_id)
    try:
        with refusals():
            return parts().rota.rosters.publish(
                roster_id, by=me().id, reason=reason or None, now=parts().now()
            )
    except RosterError as fault:
        raise _wrong([("reason", str(fault))]) from fault


def restore(roster_id: str) -> RosterDraft:
    """Raises Problem."""
    one(roster_id)
    put_on_record("roster.restored", roster_id)
    with _refused():
        return parts().rota.rosters.restore(roster_id, by=me().id, now=parts().now())


@contextmanager
def _refused() -> Iterator[None]:
    try:
        with refusals():
            yield
    except RosterError as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from fault


def typed_reason(typed: str) -> str:
    """Raises Problem."""
    if not reading.is_text(typed) or len(typed) > REASON:
        raise reading.wrong("reason", "Text is expected here.")
    return typed.strip()
