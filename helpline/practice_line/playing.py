"""Playing faults: whether this occasion is one, drawn so that it can be drawn again."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpline.practice_line.faults import Faults
from helpline.practice_line.journal import Journal
from helpline.practice_line.knob import Share, Value


@dataclass(slots=True)
class Playing:
    """Every knob draws from a chance of its own, so that no other knob's occasions disturb it.

    `occasions` are those since a knob, the seed or everything was set; `played` counts by knob.
    """

    faults: Faults
    journal: Journal
    occasions: Counter[str] = field(default_factory=Counter)
    played: Counter[str] = field(default_factory=Counter)
    _chances: dict[str, random.Random] = field(default_factory=dict)

    def plays(self, name: str, **about: Any) -> bool:
        """True when the fault is to be played now; it then stands in the journal with its number.

        `about` says in the journal what it was played on.
        """
        self.occasions[name] += 1
        if not self._is_drawn(name):
            return False
        self.played[name] += 1
        numbered = {"fault": self.played.total(), "occasion": self.occasions[name]}
        self.journal.note("fault", name=name, **numbered, **about)
        return True

    def set(self, wanted: Mapping[str, object]) -> None:
        """All or none. What is set begins anew; the seed begins everything anew. Raises ValueError."""
        for name in self.faults.set(wanted):
            if name == "seed":
                self._begin_anew()
            self._chances.pop(name, None)
            self.occasions.pop(name, None)
        self.journal.note("fault", asked_for=dict(wanted))

    def reset(self) -> None:
        """Everything off, and numbered from one again."""
        self.faults.reset()
        self._begin_anew()
        self.journal.note("fault", asked_for="none")

    def described(self) -> dict[str, Any]:
        """All knobs with value, meaning, what each must be, and what has been played."""
        values = self.faults.values()
        return {
            "seed": self.faults.seed,
            "played": self.played.total(),
            "knobs": {
                name: {
                    "value": written(values[name]),
                    "meaning": knob.meaning,
                    "must_be": knob.words,
                    "played": self.played[name],
                    "occasions": self.occasions[name],
                }
                for name, knob in self.faults.knobs().items()
            },
        }

    def _begin_anew(self) -> None:
        self._chances.clear()
        self.occasions.clear()
        self.played.clear()

    def _is_drawn(self, name: str) -> bool:
        often = getattr(self.faults, name)
        if isinstance(often, Share):
            return self._chance(name).random() * 100 < often.percent
        if often > 0:
            setattr(self.faults, name, often - 1)
        return bool(often > 0)

    def _chance(self, name: str) -> random.Random:
        if name not in self._chances:
            seed = f"{self.faults.seed} {name}"
            self._chances[name] = random.Random(seed)  # noqa: S311 -- to be drawn again, no secret
        return self._chances[name]


def written(value: Value) -> int | float | str:
    """As JSON has it."""
    return str(value) if isinstance(value, Share) else value
