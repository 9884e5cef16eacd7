"""Telephones outside: what each does when it is rung. Where none is known, nobody is there."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

ANSWERS, BUSY, NO_ANSWER, FAILED = "answer", "busy", "no-answer", "failed"
DEEDS = (ANSWERS, BUSY, NO_ANSWER, FAILED)
LISTENERS = ("human", "machine", "fax", "silence")
ENDINGS = ("beep", "silence", "other")
_KEYS = frozenset("0123456789*#w")
_LONGEST_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """`keys` are pressed one after the other once it is answered; `w` is half a second's pause.

    `talks_s` after that it hangs up; None: never.

    A machine says its greeting, which ends with a beep, silently or otherwise, and records; a
    person says a word and listens; in silence nobody says anything.
    """

    does: str = NO_ANSWER
    after_s: float = 0.0
    by: str = "human"
    greeting_s: float = 4.0
    greeting_ends: str = "beep"
    keys: str = ""
    talks_s: float | None = None


NOBODY = Telephone()


def telephone_of(said: Mapping[str, Any]) -> Telephone:
    """Raises ValueError, in words."""
    unknown = set(said) - {each.name for each in fields(Telephone)}
    if unknown:
        raise ValueError(f"a telephone has no {', '.join(sorted(unknown))}")
    made = Telephone(**said)
    for name, choices in (("does", DEEDS), ("by", LISTENERS), ("greeting_ends", ENDINGS)):
        if getattr(made, name) not in choices:
            raise ValueError(f"{name} must be one of {', '.join(choices)}")
    for name in ("after_s", "greeting_s", "talks_s"):
        value = getattr(made, name)
        if value is None and name == "talks_s":
            continue
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 <= value <= _LONGEST_S:
            raise ValueError(f"{name} must be a number of seconds from 0 to {_LONGEST_S}")
    if set(str(made.keys)) - _KEYS:
        raise ValueError("keys must be keys of a telephone, or w for a pause")
    return made
