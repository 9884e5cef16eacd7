"""TwiML as parsed: verbs, checked against the vocabulary of twilio-python's own classes."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from xml.etree import ElementTree as ET

from twilio.twiml import voice_response


class BadDocument(Exception):
    """Not TwiML: the caller would hear an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    name: str
    text: str
    attributes: dict[str, str]
    children: "tuple[Verb, ...]" = field(default=())

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def is_on(self, name: str, *, default: bool) -> bool:
        return self.get(name, "true" if default else "false").lower() == "true"

    def number(self, name: str, default: int) -> int:
        text = self.get(name)
        return int(text) if text.isdigit() else default


def parse(body: bytes) -> tuple[Verb, ...]:
    """The verbs of a document. Raises BadDocument; a blank before the declaration is an error too."""
    if body[:1].isspace() and b"<?xml" in body[:200]:
        raise BadDocument("white space before the XML declaration")
    try:
        root = ET.fromstring(body)  # noqa: S314 -- our own application's answer on loopback
    except ET.ParseError as error:
        raise BadDocument(f"not XML: {error.msg}") from error
    if root.tag != "Response":
        raise BadDocument("the root is not Response")
    return tuple(_verb(child) for child in root)


def _verb(element: ET.Element) -> Verb:
    return Verb(
        name=element.tag,
        text=(element.text or "").strip(),
        attributes=dict(element.attrib),
        children=tuple(_verb(child) for child in element),
    )


def warnings(verbs: tuple[Verb, ...]) -> Iterator[str]:
    """A sentence for every name that is not in the vocabulary; names are case-sensitive."""
    for verb in verbs:
        known = vocabulary().get(verb.name)
        if known is None:
            yield f"unknown verb {verb.name}"
        else:
            for name in verb.attributes:
                if name not in known:
                    yield f"unknown attribute {name} of {verb.name}"
        yield from warnings(verb.children)


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Every element's attributes, read from the methods that write them."""
    words: dict[str, set[str]] = {}
    for _, kind in inspect.getmembers(voice_response, inspect.isclass):
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if name.startswith("_") or kind.__module__ != voice_response.__name__:
                continue
            element = "".join(part.capitalize() for part in name.split("_"))
            found = {_attribute(each) for each in inspect.signature(method).parameters}
            words.setdefault(element, set()).update(found)
    return {name: frozenset(found) for name, found in words.items()}


def _attribute(parameter: str) -> str:
    """`num_digits` → `numDigits`; `from_` → `from`."""
    first, *rest = parameter.strip("_").split("_")
    return first + "".join(part.capitalize() for part in rest)
