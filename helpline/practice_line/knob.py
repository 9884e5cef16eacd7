"""One knob of the faults: what it means, what it may be set to, and how that is written."""

import math
from dataclasses import dataclass
from typing import Literal

MOST = 100_000  # the carrier's error numbers are the largest that make sense
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Share:
    """Of all occasions, so many in a hundred; written `25%`."""

    percent: float

    def __str__(self) -> str:
        return f"{self.percent:g}%"


Often = int | Share  # the next so many occasions, or a share of all of them
Value = int | float | str | Share
Kind = Literal["often", "seconds", "number", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """`choices`, where there are any, are the only texts it can be set to."""

    kind: Kind
    meaning: str
    low: int = 0
    high: int = MOST
    choices: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it must be."""
        whole = f"a whole number from {self.low} to {self.high}"
        match self.kind:
            case "often":
                return f"{whole}, or a share such as 25%"
            case "seconds":
                return f"a number of seconds from {self.low} to {self.high}"
            case "number":
                return whole
            case "text" if self.choices:
                return f"one of: {', '.join(self.choices)}"
            case _:
                return f"a text of at most {_LONGEST_TEXT} characters"

    def read(self, said: object) -> Value:
        """From JSON or from a form. Raises ValueError."""
        match self.kind:
            case "often":
                return _share(said) if isinstance(said, str) and "%" in said else self._whole(said)
            case "seconds":
                return self._within(_number(said))
            case "number":
                return self._whole(said)
            case _:
                return self._text(said)

    def _whole(self, said: object) -> int:
        number = self._within(_number(said))
        if number != int(number):
            raise ValueError("not a whole number")
        return int(number)

    def _within(self, number: float) -> float:
        if not self.low <= number <= self.high:
            raise ValueError("beyond its limits")
        return number

    def _text(self, said: object) -> str:
        if not isinstance(said, str) or len(said) > _LONGEST_TEXT or not said.isprintable():
            raise ValueError("not a text")
        if self.choices and said not in self.choices:
            raise ValueError("not a choice")
        return said


def _number(said: object) -> float:
    """A text may hold one, as in a form; True is none."""
    number = float(str(said).strip())
    if not math.isfinite(number):
        raise ValueError("not a number")
    return number


def _share(said: str) -> Share:
    percent = _number(said.strip().removesuffix("%"))
    if not 0 <= percent <= 100:  # noqa: PLR2004 -- per cent
        raise ValueError("not a share")
    return Share(percent)


def often(meaning: str) -> Knob:
    """The fault is played on the next so many occasions, or on a share of them."""
    return Knob(kind="often", meaning=meaning)


def seconds(meaning: str) -> Knob:
    return Knob(kind="seconds", meaning=meaning)


def number(meaning: str, low: int = 0, high: int = MOST) -> Knob:
    return Knob(kind="number", meaning=meaning, low=low, high=high)


def text(meaning: str, choices: tuple[str, ...] = ()) -> Knob:
    return Knob(kind="text", meaning=meaning, choices=choices)
