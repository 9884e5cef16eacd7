"""Reading what browsers send: a JSON object, field by field, every fault named."""

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from flask import request

from helpline.console.access import me
from helpline.console.problems import Problem
from helpline.console.translations import LANGUAGES

KEY_LENGTH = 120
LONGEST_PAGE = 200
# Sums and zones never leave what a date can hold.
YEARS = range(2000, 2200)
# PostgreSQL stores no null, and half of a surrogate pair is no text at all.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def json_object() -> Mapping[str, Any]:
    """The body as an object; no body is an empty one."""
    if not request.get_data(cache=True):
        return {}
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:  # nested deeper than any of our forms
        body = None
    if not isinstance(body, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "A JSON object is expected.")
    return body


def is_text(value: str) -> bool:
    """True when it can be stored as it is."""
    return _NO_TEXT.search(value) is None


def text(
    body: Mapping[str, Any], name: str, *, longest: int = 200, default: str | None = None
) -> str:
    value = body.get(name, default)
    if not isinstance(value, str) or len(value) > longest or not is_text(value):
        raise wrong(name, "Text is expected here.")
    return value


def reason(body: Mapping[str, Any]) -> str | None:
    """None when none is given."""
    return None if body.get("reason") is None else text(body, "reason", longest=64) or None


def whole(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**31:
        raise wrong(name, "A whole number is expected here.")
    return value


def yes_or_no(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise wrong(name, "Yes or no is expected here.")
    return value


def one_of(body: Mapping[str, Any], name: str, allowed: frozenset[str]) -> str:
    value = body.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise wrong(name, "Choose one of the list.")
    return value


def an_object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if not isinstance(value, dict):
        raise wrong(name, "A JSON object is expected.")
    return value


def languages(body: Mapping[str, Any], name: str) -> frozenset[str]:
    value = body.get(name)
    if not isinstance(value, list) or not value or not all(each in LANGUAGES for each in value):
        raise wrong(name, "Choose at least one language.")
    return frozenset(value)


def instant(value: Any, name: str) -> datetime:
    """An aware ISO instant, in UTC whatever its zone was."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or read.tzinfo is None or read.year not in YEARS:
        raise wrong(name, "A date and time with its zone is expected here.")
    return read.astimezone(UTC)


def day(value: Any, name: str) -> date:
    """A day of the calendar, written as 2027-01-31."""
    try:
        read = date.fromisoformat(value) if isinstance(value, str) and _DAY.match(value) else None
    except ValueError:
        read = None
    if read is None or read.year not in YEARS:
        raise wrong(name, "Enter a date.")
    return read


def instant_of_query(name: str) -> datetime | None:
    """None when the query does not name it."""
    value = request.args.get(name)
    # In a query "+" means a space; an instant's zone begins with one.
    return None if not value else instant(value.replace(" ", "+"), name)


def limit_of_query(default: int = 50) -> int:
    value = request.args.get("limit", str(default))
    if not re.fullmatch("[0-9]{1,3}", value) or not 1 <= int(value) <= LONGEST_PAGE:
        raise wrong("limit", "A whole number from 1 to 200 is expected here.")
    return int(value)


def event_id(route: str) -> str:
    """The same key on the same route by the same person is the same event."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > KEY_LENGTH:
        raise wrong("Idempotency-Key", "Text is expected here.")
    return f"api:{me().id}:{route}:{key or uuid.uuid4().hex}"


def wrong(name: str, words: str) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Something is missing or wrong", errors=[(name, words)]
    )
