"""What is asked for in JSON, and how nonsense is refused: in words."""

import json

from aiohttp import web


async def body_of(request: web.Request) -> dict[str, object]:
    """An object, empty where nothing was sent. Raises the refusal."""
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except (LookupError, RecursionError, ValueError) as error:
        raise refused("JSON is expected") from error
    if not isinstance(body, dict):
        raise refused("a JSON object is expected")
    return body


def words(value: object, name: str) -> str:
    """A text that can be sent on: half a surrogate pair cannot."""
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise refused(f"{name} must be a text")
    return value


def refused(why: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=json.dumps({"error": why}), content_type="application/json")
