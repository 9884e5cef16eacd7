"""Reading what browsers send: a JSON object, field by field, every fault named."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import request

from helpline.console.access import me
from helpline.console.problems import Problem

_KEY_LENGTH = 120


def json_object() -> Mapping[str, Any]:
    """The body as an object; no body is an empty one."""
    if not request.get_data(cache=True):
        return {}
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "A JSON object is expected.")
    return body


def text(
    body: Mapping[str, Any], name: str, *, longest: int = 200, default: str | None = None
) -> str:
    value = body.get(name, default)
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        raise wrong(name, "Text is expected here.")
    return value


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
    if (
        not isinstance(value, list)
        or not value
        or not {"kk", "ru", "en"}.issuperset(map(str, value))
    ):
        raise wrong(name, "Choose at least one language.")
    return frozenset(map(str, value))


def instant(value: Any, name: str) -> datetime:
    """An aware ISO instant."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise wrong(name, "A date and time with its zone is expected here.")
    return read


def instant_of_query(name: str) -> datetime | None:
    """None when the query does not name it."""
    value = request.args.get(name)
    # In a query "+" means a space; an instant's zone begins with one.
    return None if not value else instant(value.replace(" ", "+"), name)


def limit_of_query(default: int = 50) -> int:
    value = request.args.get("limit", str(default))
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= 200):  # noqa: PLR2004 -- a page
        raise wrong("limit", "A whole number from 1 to 200 is expected here.")
    return int(value)


def event_id(route: str) -> str:
    """The same key on the same route by the same person is the same event."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > _KEY_LENGTH:
        raise wrong("Idempotency-Key", "Text is expected here.")
    return f"api:{me().id}:{route}:{key or uuid.uuid4().hex}"


def wrong(name: str, words: str) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Something is missing or wrong", errors=[(name, words)]
    )
