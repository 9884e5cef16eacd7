"""What a waiting line can do at best: Erlang-A (callers lose patience), and its floor when ringing takes time.

Times in seconds, rates per second, shares from 0 to 1. Every share is of the calls offered, not of those
answered: a line must not look good by losing callers.
Source: C. Palm 1957; O. Garnett, A. Mandelbaum, M. Reiman 2002.
"""

import math
from dataclasses import dataclass
from functools import cached_property

_NEGLIGIBLE = -45.0  # log of what is left out of a sum: 3e-20


@dataclass(frozen=True, kw_only=True)
class Load:
    """What the line is asked to do. `handle_s` is talk plus wrap-up; patience is exponential."""

    counsellors: int
    calls_per_s: float
    handle_s: float
    patience_s: float

    def __post_init__(self) -> None:
        """Raises ValueError when there is nobody, no call or no time."""
        if self.counsellors < 1:
            raise ValueError("a line needs one counsellor at least")
        if min(self.calls_per_s, self.handle_s, self.patience_s) <= 0:
            raise ValueError("calls per second, handle time and patience must be above zero")

    @property
    def erlangs(self) -> float:
        """Counsellors who would be busy if nobody ever hung up."""
        return self.calls_per_s * self.handle_s


class ErlangA:
    """The M/M/n+M line in its steady state."""

    def __init__(self, load: Load) -> None:
        self.load = load

    @cached_property
    def _present(self) -> list[float]:
        """The probability of k callers in the line, talking or waiting, k from 0 on."""
        load, logs, at_most = self.load, [0.0], 0.0
        while len(logs) <= load.counsellors or logs[-1] > at_most + _NEGLIGIBLE:
            logs.append(logs[-1] + math.log(load.calls_per_s / self._leaving(len(logs))))
            at_most = max(at_most, logs[-1])
        weights = [math.exp(each - at_most) for each in logs]
        whole = math.fsum(weights)
        return [weight / whole for weight in weights]

    def _leaving(self, present: int) -> float:
        """Departures per second: talks that end, and those in the line who give up."""
        talking = min(present, self.load.counsellors)
        waiting = present - talking
        return talking / self.load.handle_s + waiting / self.load.patience_s

    @cached_property
    def _queued(self) -> list[float]:
        """The probability that a new caller finds everybody busy and j callers before her."""
        return self._present[self.load.counsellors :]

    @cached_property
    def p_wait(self) -> float:
        """The share of callers who find everybody busy."""
        return math.fsum(self._queued)

    @cached_property
    def abandoned(self) -> float:
        """The share of callers who hang up before they talk: exactly mean wait over patience."""
        return self.mean_wait_s / self.load.patience_s

    @cached_property
    def mean_wait_s(self) -> float:
        """Over all callers, whether they talk or give up (Little)."""
        return math.fsum(j * p for j, p in enumerate(self._queued)) / self.load.calls_per_s

    @property
    def occupancy(self) -> float:
        """The share of the counsellors' time that goes into talks and wrap-up."""
        return self.load.erlangs * (1 - self.abandoned) / self.load.counsellors

    def service_level(self, within_s: float) -> float:
        """The share of callers who talk within so many seconds; exactly at the limit counts.

        The caller with j before her passes j + 1 stages, and may give up in each (uniformised).
        """
        at_once = 1 - self.p_wait
        return 0.0 if within_s < 0 else at_once + self._served_from_the_queue(within_s)

    def _served_from_the_queue(self, within_s: float) -> float:
        on = [self._turn(j) for j in range(len(self._queued))]
        fastest = self._turn(len(on))
        jumps = fastest * within_s
        waiting, served, answer, log_weight, jump = list(self._queued), 0.0, 0.0, -jumps, 0
        while jump < jumps or log_weight > _NEGLIGIBLE:
            answer += math.exp(log_weight) * served
            served += waiting[0] * on[0] / fastest
            waiting = [self._after_a_jump(waiting, on, j, fastest) for j in range(len(on))]
            jump += 1
            log_weight += math.log(jumps / jump) if jumps else -math.inf
        return answer

    def _turn(self, before: int) -> float:
        """How fast the place of somebody with so many before her moves on."""
        return self.load.counsellors / self.load.handle_s + before / self.load.patience_s

    def _after_a_jump(self, waiting: list[float], on: list[float], j: int, fastest: float) -> float:
        stays = 1 - (on[j] + 1 / self.load.patience_s) / fastest
        comes = waiting[j + 1] * on[j + 1] / fastest if j + 1 < len(on) else 0.0
        return waiting[j] * stays + comes


class RingAwareFloor:
    """The best that is possible when every answer takes `ring_s`, and both sides are held meanwhile.

    An approximation, as serving is then no longer one exponential; within 1 % of simulation.
    """

    def __init__(self, load: Load, *, ring_s: float) -> None:
        self.load = load
        self._ring_s = ring_s
        self._stays = math.exp(-ring_s / load.patience_s)  # does not give up while it rings
        self._rings_s = (1 - self._stays) * load.patience_s
        held_s = self._stays * load.handle_s + self._rings_s
        self._line = ErlangA(
            Load(
                counsellors=load.counsellors,
                calls_per_s=load.calls_per_s,
                handle_s=held_s,
                patience_s=load.patience_s,
            )
        )

    @property
    def p_wait(self) -> float:
        """The share of callers for whom nobody can be rung at once."""
        return self._line.p_wait

    @property
    def abandoned(self) -> float:
        return 1 - (1 - self._line.abandoned) * self._stays

    @property
    def mean_wait_s(self) -> float:
        return self._line.mean_wait_s + (1 - self._line.abandoned) * self._rings_s

    @property
    def occupancy(self) -> float:
        """Talks and wrap-up only; ringing is not counted."""
        return self.load.erlangs * (1 - self.abandoned) / self.load.counsellors

    def service_level(self, within_s: float) -> float:
        return self._line.service_level(within_s - self._ring_s) * self._stays


@dataclass(frozen=True, kw_only=True)
class Target:
    """A share of the calls offered that must be answered within so many seconds."""

    share: float
    within_s: float


_MOST_COUNSELLORS = 10_000


def counsellors_for(targets: list[Target], load: Load, *, ring_s: float) -> int:
    """The fewest counsellors with whom the floor meets every target; `load.counsellors` is where to begin.

    Raises ValueError when no number of them can, as when the ring is longer than the target.
    """
    number = load.counsellors
    while not _meets(targets, load, number, ring_s):
        number += 1
        if number > _MOST_COUNSELLORS or not _possible(targets, load, ring_s):
            raise ValueError("no number of counsellors can meet this target")
    return number


def _meets(targets: list[Target], load: Load, counsellors: int, ring_s: float) -> bool:
    with_them = Load(
        counsellors=counsellors,
        calls_per_s=load.calls_per_s,
        handle_s=load.handle_s,
        patience_s=load.patience_s,
    )
    floor = RingAwareFloor(with_them, ring_s=ring_s)
    return all(floor.service_level(each.within_s) >= each.share for each in targets)


def _possible(targets: list[Target], load: Load, ring_s: float) -> bool:
    """Even with somebody free for every call, the ring costs those who will not wait for its end."""
    best = math.exp(-ring_s / load.patience_s)
    return all(each.within_s >= ring_s and each.share < best for each in targets)


def erlang_c_wait_s(load: Load) -> float:
    """The mean wait if nobody ever hung up, for comparison; infinite when the line cannot keep up."""
    busy, spare = load.erlangs, load.counsellors - load.erlangs
    if spare <= 0:
        return math.inf
    blocked = 1.0
    for number in range(1, load.counsellors + 1):
        blocked = busy * blocked / (number + busy * blocked)
    waits = load.counsellors * blocked / (load.counsellors - busy * (1 - blocked))
    return waits * load.handle_s / spare
