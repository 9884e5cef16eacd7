"""The faults as a form: every knob in its group, and what a posted form wants changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpline.practice_line.playing import Playing, written

_WAS = "was."
ANEW = "anew"
GROUPS = {
    "Callbacks": "callbacks",
    "Documents and signatures": "document signature",
    "The carrier's API": "rest",
    "Calls and callers": "calls withheld",
    "Browsers": "sockets ice",
    "Chance": "seed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`was` is what the knob stood at when the form was made; `value` what stands in the field."""

    name: str
    meaning: str
    must_be: str
    choices: tuple[str, ...]
    value: str
    was: str
    played: int
    occasions: int


def groups(playing: Playing, typed: Mapping[str, str]) -> dict[str, list[Field]]:
    """By the words of their names; `typed` is what stays in the fields when it was refused."""
    fields = [_field(playing, name, typed) for name in playing.faults.knobs()]
    return {
        legend: [each for each in fields if _group_of(each.name) == legend] for legend in GROUPS
    }


def _group_of(name: str) -> str:
    return next(
        legend for legend, words in GROUPS.items() if any(word in name for word in words.split())
    )


def _field(playing: Playing, name: str, typed: Mapping[str, str]) -> Field:
    knob, now = playing.faults.knobs()[name], _as_typed(playing, name)
    return Field(
        name=name,
        meaning=knob.meaning,
        must_be=knob.words,
        choices=knob.choices,
        value=typed.get(name, now),
        was=now,
        played=playing.played[name],
        occasions=playing.occasions[name],
    )


def _as_typed(playing: Playing, name: str) -> str:
    value = written(getattr(playing.faults, name))
    return f"{value:g}" if isinstance(value, float) else str(value)


def changed(form: Mapping[str, str]) -> dict[str, object]:
    """What was changed in the form: a count that has gone down meanwhile is not put up again.

    With the box ticked the seed is set too, even to what it was, and all is drawn from its beginning.
    """
    wanted: dict[str, object] = {
        name: value
        for name, value in form.items()
        if f"{_WAS}{name}" in form and form[f"{_WAS}{name}"] != value
    }
    if ANEW in form and "seed" in form:
        wanted["seed"] = form["seed"]
    return wanted
