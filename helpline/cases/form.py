"""The contact form as data: its codes lie in `forms/`, and what is written is held against them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "2"
NOTE_LENGTH = 4000
RISK_ANSWERS = ("yes", "no", "unknown")
AGES = range(26)
# How a contact came: by telephone, or written down later from paper.
PAPER_CHANNELS = ("paper", "in_person", "post", "other_line")
CHANNELS = ("voice", "chat", *PAPER_CHANNELS)

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`kind` is one, many, age or checklist; `words` names the group of its labels in the catalogues."""

    name: str
    kind: str
    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of the form. A contact keeps the number of the version it was written with."""

    version: str
    with_a_reason: frozenset[str]
    single_click: tuple[str, ...]
    fields: tuple[Field, ...]

    def codes(self, name: str) -> tuple[str, ...]:
        return next((field.codes for field in self.fields if field.name == name), ())


@cache
def taxonomy() -> Mapping[str, Any]:
    """Reasons for contact after Child Helpline International: ten categories, 67 subcategories."""
    read: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("taxonomy.json").read_text("utf-8")
    )
    return read


@cache
def category_codes() -> frozenset[str]:
    return frozenset(_in_order())


def _in_order() -> tuple[str, ...]:
    return tuple(
        sub["code"] for category in taxonomy()["categories"] for sub in category["subcategories"]
    )


@cache
def definition(version: str = VERSION) -> Form:
    """A version of the form. Raises KeyError for one that never was."""
    path = Path(__file__).with_name("forms") / f"{version}.json"
    if not version.isdigit() or not path.exists():
        raise KeyError(version)
    read = json.loads(path.read_text("utf-8"))
    return Form(
        version=read["version"],
        with_a_reason=frozenset(read["with_a_reason"]),
        single_click=tuple(read["single_click"]),
        fields=tuple(_field(each) for each in read["fields"]),
    )


def versions() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in Path(__file__).with_name("forms").glob("*.json")))


def _field(read: Mapping[str, Any]) -> Field:
    codes = _in_order() if read["codes"] == "taxonomy" else tuple(read["codes"])
    return Field(name=read["name"], kind=read["kind"], words=read["words"], codes=codes)


_NOW = definition()
CALL_TYPES = _NOW.codes("call_type")
SINGLE_CLICK = _NOW.single_click
GENDERS = _NOW.codes("child.gender")
REGIONS = _NOW.codes("child.region")
AGE_GROUPS = _NOW.codes("child.age_group")
LIVING = _NOW.codes("child.living")
GROUPS = _NOW.codes("child.groups")
RELATIONS = _NOW.codes("caller_relation")
URGENCIES = _NOW.codes("urgency")
ACTIONS = _NOW.codes("actions")
REFERRALS = _NOW.codes("referrals")
AGREED = _NOW.codes("agreed")
RISKS = _NOW.codes("risk")


def value_of(form: Mapping[str, Any], name: str) -> Any:
    """What stands in a field such as `child.age`; None when nothing does."""
    group, _, inner = name.rpartition(".")
    place = form.get(group) if group else form
    return place.get(inner) if isinstance(place, Mapping) else None


def faults(form: Mapping[str, Any], note: str, *, complete: bool) -> list[Fault]:
    """(field, what is wrong) for everything wrong. A draft may be unfinished, but not nonsense.

    The second of each pair is an English message id of the catalogues.
    """
    found = [*_known_fields(form)]
    for field in _NOW.fields:
        found += _wrong(field, value_of(form, field.name))
    if len(note) > NOTE_LENGTH:
        found.append(("note", "The note is longer than 4,000 characters."))
    return found or (_unfinished(form) if complete else [])


def _known_fields(form: Mapping[str, Any]) -> Iterable[Fault]:
    tops = {field.name.partition(".")[0] for field in _NOW.fields}
    for name in form:
        if name not in tops:
            yield str(name)[:40], "This field is not known."
    child = form.get("child")
    inner = {field.name[6:] for field in _NOW.fields if field.name.startswith("child.")}
    if child is not None and (not isinstance(child, Mapping) or not set(child) <= inner):
        yield "child", "This field is not known."


def _wrong(field: Field, value: Any) -> Iterable[Fault]:
    if value is None:
        return
    match field.kind:
        case "one" if not isinstance(value, str) or value not in field.codes:
            yield field.name, "Choose one of the list."
        case "many" if not _is_choice(value, field.codes):
            yield field.name, "Choose from the list."
        case "age" if isinstance(value, bool) or not isinstance(value, int) or value not in AGES:
            yield field.name, "Enter an age from 0 to 25."
        case "checklist" if not _is_checked(value, field.codes):
            yield field.name, "Choose one of the list."
        case _:
            return


def _is_choice(value: Any, codes: Iterable[str]) -> bool:
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return is_list and set(value) <= set(codes)


def _is_checked(value: Any, codes: Iterable[str]) -> bool:
    return isinstance(value, Mapping) and all(
        name in codes and isinstance(answer, str) and answer in RISK_ANSWERS
        for name, answer in value.items()
    )


def _unfinished(form: Mapping[str, Any]) -> list[Fault]:
    call_type = form.get("call_type")
    if call_type is None:
        return [("call_type", "Choose what kind of call it was.")]
    if call_type in _NOW.with_a_reason and not form.get("categories"):
        return [("categories", "Choose at least one reason for the contact.")]
    return []
