"""What goes over the API, held against the carrier's own OpenAPI description of it."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from tests.practice_line.scene import ACCOUNT

_ADDRESS = "https://api.twilio.com"
# The description's known defects, and nothing else: its own examples are at odds with it there.
WAIVED = {
    "Conference.reason_conference_ended": "null while the conference goes on",
    "Recording.price": "a text in the examples of calls' recordings, a number in their schema",
    "IncomingPhoneNumber.*_application_sid": "empty where there is none",
    "Notification.request_method": "null where nothing was asked; not in every part of the file",
}


@dataclass(frozen=True)
class Exchange:
    request: Any
    status: int
    answer: bytes

    @property
    def operation(self) -> str:
        """`POST Calls/*`: its method and the resources that its path names."""
        *_, path = urlsplit(self.request.path).path.partition(f"{ACCOUNT}/")
        parts = path.removesuffix(".json").split("/")
        named = ["*" if number % 2 else part for number, part in enumerate(parts)]
        return f"{self.request.method.upper()} {'/'.join(named)}"

    def response(self) -> Any:
        kind = "application/json" if self.answer else ""
        return MockResponse(self.answer, self.status, content_type=kind)


def corrected(description: dict[str, Any]) -> dict[str, Any]:
    """The description, less its known defects."""
    found = copy.deepcopy(description)
    schemas = found["components"]["schemas"]
    ended = schemas["conference_enum_reason_conference_ended"]
    ended["nullable"] = True
    ended["enum"].append(None)
    for name, correct in _CORRECTIONS.items():
        kind, _, field = name.rpartition(".")
        if kind in schemas:
            correct(schemas[kind]["properties"][field])
    return found


def _is_text(schema: dict[str, Any]) -> None:
    schema["type"] = "string"


def _may_be_empty(schema: dict[str, Any]) -> None:
    schema.pop("minLength")
    schema["pattern"] = f"^$|{schema['pattern']}"


def _may_be_null(schema: dict[str, Any]) -> None:
    schema["nullable"] = True


_OF_ACCOUNT = "api.v2010.account"
_CORRECTIONS: dict[str, Callable[[dict[str, Any]], None]] = {
    f"{_OF_ACCOUNT}.call.call_recording.price": _is_text,
    f"{_OF_ACCOUNT}.incoming_phone_number.sms_application_sid": _may_be_empty,
    f"{_OF_ACCOUNT}.incoming_phone_number.voice_application_sid": _may_be_empty,
    f"{_OF_ACCOUNT}.notification.request_method": _may_be_null,
}


def note_into(seen: list[Exchange]) -> Callable[..., None]:
    """A hook for the session of the carrier's library: every exchange, as it went."""

    def note(response: Any, *_: Any, **__: Any) -> None:
        sent = response.request
        asked = _asked(sent.method, sent.url, sent.headers, sent.body)
        seen.append(Exchange(asked, response.status_code, response.content))

    return note


def _asked(method: str, url: str, headers: Mapping[str, str], body: str | None) -> Any:
    parts = urlsplit(url)
    return MockRequest(
        _ADDRESS,
        method.lower(),
        parts.path,
        args=dict(parse_qsl(parts.query)),
        headers=dict(headers),
        data=(body or "").encode() or None,
        content_type=headers.get("Content-Type", ""),
    )


def faults_of(api: OpenAPI, exchange: Exchange) -> list[str]:
    try:
        api.validate_request(exchange.request)
        api.validate_response(exchange.request, exchange.response())
    except OpenAPIError as error:
        return [f"{exchange.operation} {exchange.status}: {error} {error.__cause__}"]
    return []


def parsed(file: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file)
    return found
