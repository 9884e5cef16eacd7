"""Intervals of a call: each phase closes as the next one opens, so they tile its whole time."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.phases import phase_of
from helpline.store.tables.calls import intervals
from routing.result import Result
from routing.state import Call, CallState, RoutingState

_WRAP_UP = "wrap_up"


def follow_phases(
    connection: sa.Connection, before: RoutingState, result: Result, now: datetime
) -> None:
    """Close and open intervals at `now` for every call whose phase has changed."""
    for call_id in _concerned(result):
        call = result.state.calls[call_id]
        earlier = before.calls.get(call_id)
        was = None if earlier is None else phase_of(before, earlier)
        phase = phase_of(result.state, call)
        if phase is None and _is_followed_by_wrap_up(result.state, earlier):
            phase = _WRAP_UP
        if phase != was:
            _change(connection, call, phase, now)
    _end_wrap_ups(connection, before, result, now)


def _is_followed_by_wrap_up(state: RoutingState, earlier: Call | None) -> bool:
    """Only then will somebody end the interval that is opened now."""
    if earlier is None or earlier.state is not CallState.TALKING or earlier.counsellor_id is None:
        return False
    person = state.counsellors.get(earlier.counsellor_id)
    return person is not None and person.wrap_up_until is not None


def _concerned(result: Result) -> Iterable[str]:
    """Calls that changed, and calls whose offers did: a ring begins and ends with its offer."""
    changed = [call.id for call in result.calls]
    offered = [offer.call_id for offer in result.offers if offer.call_id in result.state.calls]
    return dict.fromkeys(changed + offered)


def _change(connection: sa.Connection, call: Call, phase: str | None, now: datetime) -> None:
    is_open = (intervals.c.call_id == call.id) & intervals.c.ends_at.is_(None)
    connection.execute(sa.update(intervals).where(is_open).values(ends_at=now))
    if phase is not None:
        row = {"call_id": call.id, "phase": phase, "starts_at": now}
        row |= {"counsellor_id": call.counsellor_id}
        connection.execute(sa.insert(intervals), row)


def _end_wrap_ups(
    connection: sa.Connection, before: RoutingState, result: Result, now: datetime
) -> None:
    for person in result.counsellors:
        earlier = before.counsellors.get(person.id)
        ended = earlier is not None and earlier.wrap_up_until is not None
        if ended and person.wrap_up_until is None:
            hers = (intervals.c.counsellor_id == person.id) & (intervals.c.phase == _WRAP_UP)
            is_open = hers & intervals.c.ends_at.is_(None)
            connection.execute(sa.update(intervals).where(is_open).values(ends_at=now))
