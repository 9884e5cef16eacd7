"""What a simulated line is like: its callers, its counsellors, and how both behave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

_WHOLE = 1.0 + 1e-9


class Chance(Protocol):
    """A source of chance, as `random.Random` is one; handed in, so that a seed gives the same day again."""

    def random(self) -> float:
        """Between 0 and 1, all alike."""

    def expovariate(self, lambd: float) -> float:
        """Exponential with this rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A language or a skill: the share of the callers who want it, and how many counsellors have it."""

    share: float
    counsellors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Times in seconds, shares from 0 to 1. Call and handle times and patience are exponential.

    `handle_s` is the mean of talk plus wrap-up over all calls. With `short_share` above zero they are of
    two kinds: the short ones (silent, test, wrong number) last `short_s` on average and the others so
    much longer that the mean stays. `misses` is the chance that an offer is not answered in time;
    `back_s` later she is available again. Those who have walked away never answer and never return.
    """

    counsellors: int
    calls_per_hour: float
    handle_s: float
    patience_s: float
    calls: int
    ring_s: float = 0.0
    misses: float = 0.0
    back_s: float = 30.0
    walked_away: int = 0
    wrap_up_share: float = 0.2
    short_share: float = 0.0
    short_s: float = 60.0
    languages: Mapping[str, Kind] = field(default_factory=dict)
    skills: Mapping[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError that names what is wrong."""
        faults = [words for words, holds in self._claims().items() if not holds]
        if faults:
            raise ValueError("; ".join(faults))

    def _claims(self) -> Mapping[str, bool]:
        shares = (self.misses, self.wrap_up_share, self.short_share)
        kinds = (*self.languages.values(), *self.skills.values())
        there = self.counsellors - self.walked_away
        return {
            "counsellors: one at least must be there": there >= 1 and self.walked_away >= 0,
            "calls: one at least": self.calls >= 1,
            "calls per hour, handle time and patience: above zero": min(
                self.calls_per_hour, self.handle_s, self.patience_s
            )
            > 0,
            "ring and the time until somebody is back: not below zero": min(
                self.ring_s, self.back_s
            )
            >= 0,
            "shares: from 0 to 1": all(0 <= share <= 1 for share in shares),
            "misses: less than all": self.misses < 1,
            "short calls: shorter than the mean of all, and not all calls": self.short_share == 0
            or (0 < self.short_s < self.handle_s and self.short_share < 1),
            "languages and skills: shares from 0 to 1, spoken by 1 to all counsellors": all(
                0 <= kind.share <= 1 and 1 <= kind.counsellors <= self.counsellors for kind in kinds
            ),
            "languages: their shares make 1 at most": sum(k.share for k in self.languages.values())
            <= _WHOLE,
        }

    @property
    def calls_per_s(self) -> float:
        return self.calls_per_hour / 3600

    @property
    def long_s(self) -> float:
        """The mean of the calls that are not short."""
        return (self.handle_s - self.short_share * self.short_s) / (1 - self.short_share)
