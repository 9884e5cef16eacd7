"""TwiML as parsed: verbs, checked against the vocabulary of twilio-python's own classes."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from twilio.twiml import TwiML, lower_camel, voice_response


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
        return int(text) if text.isdecimal() else default


def parse(body: bytes) -> tuple[Verb, ...]:
    """The verbs of a document. Raises BadDocument; a blank before the declaration is an error too."""
    if body[:1].isspace() and b"<?xml" in body[:200]:
        raise BadDocument("white space before the XML declaration")
    try:
        root = ET.fromstring(body)  # noqa: S314 -- our own application's answer on loopback
    except (ET.ParseError, LookupError, ValueError) as error:  # or an encoding nobody knows
        raise BadDocument(f"not XML: {error}") from error
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
    kinds = dict(inspect.getmembers(voice_response, inspect.isclass))
    words: dict[str, set[str]] = {}
    for kind in kinds.values():
        if kind.__module__ != voice_response.__name__:
            continue
        for name, method in vars(kind).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                camel = "".join(part.capitalize() for part in name.split("_"))
                element = kinds.get(camel) or kinds.get(f"Ssml{camel}")
                if element is not None:
                    words.setdefault(_name(element), set()).update(_attributes(method, element))
    return {name: frozenset(found) for name, found in words.items()}


def _name(element: Any) -> str:
    """As it is written: `Gather`, but `say-as`."""
    needed = [each for each in _parameters(element) if each.default is each.empty]
    return str(element(*("" for _ in needed)).name)


def _attributes(method: Any, element: Any) -> set[str]:
    """What the method takes beyond the element's text."""
    text = {each.name for each in _parameters(element)}
    return {
        lower_camel(TwiML.MAP.get(each.name, each.name))
        for each in _parameters(method)
        if each.name not in text | {"self"}
    }


def _parameters(function: Any) -> list[inspect.Parameter]:
    found = inspect.signature(function).parameters.values()
    return [each for each in found if each.kind is each.POSITIONAL_OR_KEYWORD]
