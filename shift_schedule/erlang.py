"""Erlang A: what callers meet when so many answer, and some hang up before anybody does."""

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

_NEGLIGIBLE = 1e-13  # a state this improbable, against the likeliest, changes no shown digit
_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Calls an hour, the mean time one takes (talk and wrap-up), the mean time a caller waits at most.

    Raises ValueError when a rate is negative or a time is not positive.
    """

    calls_per_hour: float
    handle: timedelta
    patience: timedelta

    def __post_init__(self) -> None:
        if self.calls_per_hour < 0:
            raise ValueError("calls an hour cannot be negative")
        if self.handle <= timedelta() or self.patience <= timedelta():
            raise ValueError("handle time and patience must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Shares of all calls, from 0 to 1; `mean_wait_s` is over all of them, also those who hang up."""

    answered_within: float
    abandoned: float
    mean_wait_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What callers are promised: `share` of all calls answered within `within`, few abandoned.

    80 % in 20 s and at most 5 % abandoned unless the line says otherwise.
    """

    within: timedelta = timedelta(seconds=20)
    share: float = 0.80
    most_abandoned: float = 0.05

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1 or not 0 < self.most_abandoned <= 1:
            raise ValueError(
                "a standard's shares lie between 0 and 1, and not all calls can be met"
            )


def service(traffic: Traffic, heads: int, within: timedelta) -> Service:
    """What callers meet with `heads` people: arrivals and all times exponential, first come first served.

    Source: Palm's birth-death chain; the wait behind k callers is a sum of exponentials whose rates
    grow by the rate of hanging up, so its law is a beta law in closed form.
    """
    arrivals = traffic.calls_per_hour / _HOUR_S
    if arrivals == 0:
        return Service(answered_within=1.0, abandoned=0.0, mean_wait_s=0.0)
    served = 1 / traffic.handle.total_seconds()
    leaving = 1 / traffic.patience.total_seconds()
    free, waiting = _states(arrivals, served, leaving, heads)
    total = math.fsum(free) + math.fsum(waiting)
    queue = math.fsum(k * weight for k, weight in enumerate(waiting)) / total
    left = math.exp(-leaving * within.total_seconds())
    answered = _answered_in_time(heads * served / leaving, left, waiting)
    return Service(
        answered_within=min(1.0, (math.fsum(free) + answered) / total),
        abandoned=min(1.0, leaving * queue / arrivals),
        mean_wait_s=queue / arrivals,
    )


def _states(
    arrivals: float, served: float, leaving: float, heads: int
) -> tuple[list[float], list[float]]:
    """Weights of the states with somebody free, and of those with k waiting; all-busy weighs 1."""
    free, weight = [], 1.0
    for busy in range(heads, 0, -1):
        weight *= busy * served / arrivals
        free.append(weight)
    waiting, weight = [1.0], 1.0
    while weight > _NEGLIGIBLE or arrivals > heads * served + len(waiting) * leaving:
        weight *= arrivals / (heads * served + len(waiting) * leaving)
        waiting.append(weight)
    return free, waiting


def _answered_in_time(rate: float, left: float, waiting: list[float]) -> float:
    """Weight of callers who find k waiting and yet are answered in time, before they hang up.

    `rate` is the service rate in units of the rate of hanging up; `left` the share who would still
    wait at the target.
    """
    found, tail, term = 0.0, 0.0, 1.0
    for k, weight in enumerate(waiting):
        tail += term
        term *= (rate + 1 + k) / (k + 1) * (1 - left)
        in_time = 1 - left ** (rate + 1) * tail
        found += weight * rate / (rate + k + 1) * max(0.0, in_time)
    return found


@lru_cache(maxsize=4096)
def heads_needed(traffic: Traffic, standard: Standard) -> int:
    """The fewest people with whom `standard` is met; 0 when nobody calls."""
    heads = 0
    while not _meets(service(traffic, heads, standard.within), standard):
        heads += 1
    return heads


def _meets(found: Service, standard: Standard) -> bool:
    return found.answered_within >= standard.share and found.abandoned <= standard.most_abandoned
