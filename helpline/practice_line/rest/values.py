"""Reading what a request of the API says: a value that cannot be is refused in words."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

_TRUTH = {"true": True, "false": False}
_LONGEST_TWIML = 4000
INVALID = 20001
INVALID_URL = 21205


class BadValue(Exception):
    """Answered with status 400; `code` is the carrier's error number."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


def text(form: Mapping[str, Any], name: str) -> str | None:
    return str(form[name]) if name in form else None


def truth(form: Mapping[str, Any], name: str) -> bool | None:
    said = text(form, name)
    if said is not None and said.lower() not in _TRUTH:
        raise BadValue(INVALID, f"{name} must be true or false")
    return None if said is None else _TRUTH[said.lower()]


def one_of(form: Mapping[str, Any], name: str, choices: Collection[str]) -> str | None:
    said = text(form, name)
    if said is not None and said not in choices:
        raise BadValue(INVALID, f"{name} must be one of {', '.join(sorted(choices))}")
    return said


def whole(form: Mapping[str, Any], name: str, default: int) -> int:
    said = text(form, name)
    if said is not None and not (said.isdecimal() and len(said) < 10):  # noqa: PLR2004 -- any number of this API is shorter
        raise BadValue(INVALID, f"{name} must be a whole number")
    return default if said is None else int(said)


def address(form: Mapping[str, Any], name: str) -> str | None:
    """An absolute one: there is no document yet against which another could be resolved."""
    said = text(form, name)
    if said is None:
        return None
    try:
        parts = urlsplit(said)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadValue(INVALID_URL, f"{name} is not a valid URL")
    return said


def document(form: Mapping[str, Any], name: str) -> str | None:
    said = text(form, name)
    if said is not None and len(said) > _LONGEST_TWIML:
        raise BadValue(INVALID, f"{name} may be at most {_LONGEST_TWIML} characters long")
    return said


def day(form: Mapping[str, Any], name: str) -> date:
    """A day, of which more may be said: `2026-03-01` or `2026-03-01T08:00:00Z`."""
    try:
        return date.fromisoformat(str(form[name])[:10])
    except ValueError as error:
        raise BadValue(INVALID, f"{name} must be a day: YYYY-MM-DD") from error


def days(form: Mapping[str, Any], *names: str) -> list[tuple[str, str, date]]:
    """What a list is narrowed to: each (name, `<`, `>` or nothing, a day of UTC)."""
    return [
        (name, sign, day(form, name + sign))
        for name in names
        for sign in ("<", ">", "")
        if name + sign in form
    ]


def is_on(at: datetime | None, sign: str, wanted: date) -> bool:
    """`<` is on or before that day, `>` on or after it; what has no time is on none."""
    if at is None:
        return False
    match sign:
        case "<":
            return at.date() <= wanted
        case ">":
            return at.date() >= wanted
        case _:
            return at.date() == wanted
