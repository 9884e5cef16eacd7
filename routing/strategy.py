"""In which order those who are free are asked."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from routing.policy import Strategy
from routing.state import Counsellor

_NEVER = datetime.min.replace(tzinfo=UTC)


def turn_of(
    person: Counsellor, strategy: Strategy, now: datetime
) -> tuple[float | datetime, datetime, str]:
    """Smallest first: what the strategy looks at, then longest idle, then the lower id."""
    return (_LOOKS_AT[strategy](person, now), person.idle_since, person.id)


def occupied_share(person: Counsellor, now: datetime) -> float:
    """The part of the shift so far that went into calls, from 0 to 1; 0 in its first instant."""
    since = person.shift_began_at
    if since is None or now <= since:
        return 0.0
    return worked_by(person, now) / (now - since)


def worked_by(person: Counsellor, now: datetime) -> timedelta:
    """With what she has in hand. A wrap-up counts until it was over, whenever that is noticed."""
    if person.busy_since is None:
        return person.worked
    until = min(now, person.wrap_up_until or now)
    return person.worked + max(until - person.busy_since, timedelta(0))


_LOOKS_AT: Mapping[Strategy, Callable[[Counsellor, datetime], float | datetime]] = {
    Strategy.LONGEST_IDLE: lambda _person, _now: 0,
    Strategy.LEAST_OCCUPIED: occupied_share,
    Strategy.FEWEST_CALLS: lambda person, _now: person.calls_taken,
    Strategy.ROUND_ROBIN: lambda person, _now: person.offered_at or _NEVER,
    Strategy.FIXED_ORDER: lambda person, _now: person.rank,
}
