"""What is counted over a simulated day, in batches, so that each figure has its interval."""

import math
from dataclasses import dataclass, field

BATCHES = 40
_STUDENT_T = 2.023  # two-sided 95 % for 39 degrees of freedom
LONGEST_SHOWN_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean over batches and half the width of its 95 % interval."""

    value: float
    half_width: float

    @property
    def sigma(self) -> float:
        """The standard error of the value."""
        return self.half_width / _STUDENT_T


@dataclass(slots=True)
class _Batch:
    calls: int = 0
    waited: int = 0
    abandoned: int = 0
    wait_s: float = 0.0
    handled_s: float = 0.0
    began_s: float = 0.0
    ended_s: float = 0.0  # when the next one begins; the last one with its last call
    answered_by: list[int] = field(default_factory=lambda: [0] * (LONGEST_SHOWN_S + 1))


class Tally:
    """One call is noted three times at most: when it arrives, and when it is answered or given up."""

    def __init__(self, *, calls: int, counsellors: int) -> None:
        self._size = math.ceil(calls / BATCHES)
        self._counsellors = counsellors
        self._batches = [_Batch() for _ in range(math.ceil(calls / self._size))]

    def _batch(self, number: int) -> _Batch | None:
        """None for the calls before the count (below zero) and after it."""
        place = number // self._size
        return self._batches[place] if 0 <= place < len(self._batches) else None

    def arrived(self, number: int, at_s: float, *, waits: bool) -> None:
        if (batch := self._batch(number)) is not None:
            if number % self._size == 0:
                batch.began_s = at_s
                self._batches[number // self._size - 1].ended_s = at_s
            batch.calls += 1
            batch.waited += waits
            batch.ended_s = at_s

    def answered(self, number: int, *, wait_s: float, handle_s: float) -> None:
        if (batch := self._batch(number)) is not None:
            batch.wait_s += wait_s
            batch.handled_s += handle_s
            for second in range(math.ceil(wait_s - 1e-9), LONGEST_SHOWN_S + 1):
                batch.answered_by[second] += 1

    def gave_up(self, number: int, *, wait_s: float) -> None:
        if (batch := self._batch(number)) is not None:
            batch.abandoned += 1
            batch.wait_s += wait_s

    @property
    def p_wait(self) -> Figure:
        return self._figure([batch.waited / batch.calls for batch in self._batches])

    @property
    def abandoned(self) -> Figure:
        return self._figure([batch.abandoned / batch.calls for batch in self._batches])

    @property
    def mean_wait_s(self) -> Figure:
        return self._figure([batch.wait_s / batch.calls for batch in self._batches])

    @property
    def occupancy(self) -> Figure:
        """Talk and wrap-up over the time of everybody on shift, those who walked away with them."""
        offered_s = [(b.ended_s - b.began_s) * self._counsellors for b in self._batches]
        handled_s = [batch.handled_s for batch in self._batches]
        share = math.fsum(handled_s) / max(math.fsum(offered_s), 1e-9)
        # One long batch must not count as much as two short ones: a ratio of sums, not a mean of ratios.
        mean_s = max(math.fsum(offered_s) / len(offered_s), 1e-9)
        off = [(did - share * was) / mean_s for did, was in zip(handled_s, offered_s, strict=True)]
        return Figure(value=share, half_width=self._figure(off).half_width)

    def service_level(self, within_s: int) -> Figure:
        """Answered within so many whole seconds, up to `LONGEST_SHOWN_S`, of all offered."""
        return self._figure([b.answered_by[within_s] / b.calls for b in self._batches])

    def _figure(self, values: list[float]) -> Figure:
        """Without a second batch nothing can be said about the width: it is infinite."""
        mean, number = math.fsum(values) / len(values), len(values)
        if number == 1:
            return Figure(value=mean, half_width=math.inf)
        spread = math.fsum((value - mean) ** 2 for value in values) / (number - 1)
        return Figure(value=mean, half_width=_STUDENT_T * math.sqrt(spread / number))
