"""How long a caller may still have to wait: an estimate from theory, told only in gentle bands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from routing.demand import Staff, demand_of, is_on_duty, meets
from routing.dispatch import in_order
from routing.policy import Policy
from routing.state import Call, CallState, RoutingState


class Wait(StrEnum):
    """What is said to the caller; from shortest to longest."""

    SOON = "soon"
    A_FEW_MINUTES = "a_few_minutes"
    LONGER = "longer"
    UNKNOWN = "unknown"  # nobody who could take her is on duty: nothing is promised


_ORDER = tuple(Wait)
_SOON, _A_FEW_MINUTES = timedelta(minutes=1), timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Of calls lately: how long they take with wrap-up, and how long callers wait before they give up."""

    handle: timedelta = timedelta(minutes=10)
    patience: timedelta = timedelta(minutes=2)


def expected_wait(
    state: RoutingState, call: Call, now: datetime, policy: Policy, habits: Habits
) -> timedelta | None:
    """The mean time until somebody is free for her, when those before her may give up (Erlang-A).

    None when nobody on duty could take her. With j before her she passes j + 1 stages, the one with i
    before her at the rate n / handle + i / patience.
    """
    staff = Staff(state.counsellors.values())
    demand = demand_of(call, staff, now, policy)
    able = [p for p in state.counsellors.values() if is_on_duty(p) and meets(p, demand)]
    if not able:
        return None
    turn, leave = len(able) / habits.handle.total_seconds(), 1 / habits.patience.total_seconds()
    before = callers_before(state, call, now, policy)
    return timedelta(seconds=sum(1 / (turn + i * leave) for i in range(before + 1)))


def callers_before(state: RoutingState, call: Call, now: datetime, policy: Policy) -> int:
    """How many waiting callers are served before her, as the line is now."""
    waiting = [each for each in state.calls.values() if each.state is CallState.WAITING]
    order = [each.id for each in in_order(waiting, now, policy)]
    return order.index(call.id) if call.id in order else len(order)


def band(wait: timedelta | None, told: Wait | None = None) -> Wait:
    """What to say, never worse than what she was `told` before: a promise that grows hurts twice."""
    if wait is None:
        found = Wait.UNKNOWN
    elif wait <= _SOON:
        found = Wait.SOON
    else:
        found = Wait.A_FEW_MINUTES if wait <= _A_FEW_MINUTES else Wait.LONGER
    return found if told is None else min(found, told, key=_ORDER.index)
