"""What may stand in a log: no run of digits that could be a telephone number, no secret."""

import re
import unicodedata
from collections.abc import MutableMapping
from typing import Any

from helpline.privacy.plain_line import shown_line

_SECRET_NAMES = re.compile(
    r"password|secret|token|cookie|authorization|csrf|note|form\b", re.IGNORECASE
)
# Seven digits or more in any script, with the usual separators between; ids in hex are not touched.
_NUMBER = re.compile(r"(?<![\w-])\+?\d(?:[\s().\-]{0,2}\d){6,}(?![\w-])")
_GONE = "[number]"


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor. Instants under `timestamp` are our own and stay."""
    for name, value in list(event.items()):
        if name == "timestamp":
            continue
        event[name] = "[secret]" if _SECRET_NAMES.search(name) else redacted(value)
    return event


def redacted(value: Any) -> Any:
    """Text without telephone numbers, all the way down."""
    match value:
        case str():
            return _without_numbers(value)
        case dict():
            return {key: redacted(each) for key, each in value.items()}
        case list() | tuple():
            return [redacted(each) for each in value]
        case bool() | None | float():
            return value
        case int():
            return value if abs(value) < 10**6 else _GONE
        case _:
            return _without_numbers(str(value))


def _without_numbers(text: str) -> str:
    """And without signs that could begin a line of their own or turn the reading round."""
    text = shown_line(text)
    plain = "".join(_plain_digit(letter) for letter in text)
    if len(plain) != len(text):
        plain = text
    spans = [match.span() for match in _NUMBER.finditer(plain)]
    for start, end in reversed(spans):
        text = text[:start] + _GONE + text[end:]
    return text


def _plain_digit(letter: str) -> str:
    """Arabic, full-width and other digits count as digits."""
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
