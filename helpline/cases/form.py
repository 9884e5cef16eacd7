"""The codes of a contact, and what must be there before it is complete."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "1"
NOTE_LENGTH = 4000
CALL_TYPES = (
    "counselling",
    "information",
    "silent",
    "hang_up",
    "abusive",
    "wrong_number",
    "joke",
    "test",
    "thanks",
)
WITH_A_REASON = frozenset({"counselling", "information"})
GENDERS = ("girl", "boy", "other", "unknown")
RELATIONS = ("child", "parent", "relative", "teacher", "other", "unknown")
URGENCIES = ("low", "medium", "high", "danger")
ACTIONS = ("listened", "informed", "referred", "case_opened", "emergency", "follow_up")
RISKS = ("suicide", "violence_now", "abuse_at_home", "alone", "injured", "weapon")
RISK_ANSWERS = ("yes", "no", "unknown")
REGIONS = (
    "abai", "akmola", "aktobe", "almaty_region", "atyrau", "east_kazakhstan", "jambyl", "jetisu",
    "karaganda", "kostanay", "kyzylorda", "mangystau", "north_kazakhstan", "pavlodar",
    "turkistan", "ulytau", "west_kazakhstan", "astana", "almaty", "shymkent",
)  # fmt: skip
AGES = range(26)

Fault = tuple[str, str]


@cache
def taxonomy() -> Mapping[str, Any]:
    """Reasons for contact after Child Helpline International: ten categories, with subcategories."""
    read: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("taxonomy.json").read_text("utf-8")
    )
    return read


@cache
def category_codes() -> frozenset[str]:
    return frozenset(
        sub["code"] for category in taxonomy()["categories"] for sub in category["subcategories"]
    )


def faults(form: Mapping[str, Any], note: str, *, complete: bool) -> list[Fault]:
    """(field, what is wrong) for everything wrong. A draft may be unfinished, but not nonsense.

    The second of each pair is an English message id of the catalogues.
    """
    found = [*_known_fields(form), *_codes(form), *_child(form.get("child"))]
    found += _many("categories", form.get("categories"), category_codes())
    found += _many("actions", form.get("actions"), ACTIONS)
    found += _risk(form.get("risk"))
    if len(note) > NOTE_LENGTH:
        found.append(("note", "The note is longer than 4,000 characters."))
    return found or (_unfinished(form) if complete else [])


def _known_fields(form: Mapping[str, Any]) -> Iterable[Fault]:
    known = {"call_type", "categories", "child", "caller_relation", "urgency", "actions", "risk"}
    return [(str(name)[:40], "This field is not known.") for name in form if name not in known]


def _codes(form: Mapping[str, Any]) -> Iterable[Fault]:
    for name, allowed in (
        ("call_type", CALL_TYPES),
        ("caller_relation", RELATIONS),
        ("urgency", URGENCIES),
    ):
        if form.get(name) is not None and form[name] not in allowed:
            yield name, "Choose one of the list."


def _child(child: Any) -> Iterable[Fault]:
    if child is None:
        return
    if not isinstance(child, Mapping) or not set(child) <= {"age", "gender", "region"}:
        yield "child", "This field is not known."
        return
    age = child.get("age")
    if age is not None and (isinstance(age, bool) or not isinstance(age, int) or age not in AGES):
        yield "child.age", "Enter an age from 0 to 25."
    if child.get("gender") is not None and child["gender"] not in GENDERS:
        yield "child.gender", "Choose one of the list."
    if child.get("region") is not None and child["region"] not in REGIONS:
        yield "child.region", "Choose one of the list."


def _many(name: str, chosen: Any, allowed: Iterable[str]) -> Iterable[Fault]:
    if chosen is None:
        return
    is_list = isinstance(chosen, list) and all(isinstance(each, str) for each in chosen)
    if not is_list or not set(chosen) <= set(allowed):
        yield name, "Choose from the list."


def _risk(risk: Any) -> Iterable[Fault]:
    if risk is None:
        return
    if not isinstance(risk, Mapping):
        yield "risk", "This field is not known."
        return
    for name, answer in risk.items():
        if name not in RISKS or answer not in RISK_ANSWERS:
            yield "risk", "Choose one of the list."
            return


def _unfinished(form: Mapping[str, Any]) -> list[Fault]:
    call_type = form.get("call_type")
    if call_type is None:
        return [("call_type", "Choose what kind of call it was.")]
    if call_type in WITH_A_REASON and not form.get("categories"):
        return [("categories", "Choose at least one reason for the contact.")]
    return []
