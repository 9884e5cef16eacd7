"""Flood and pranks: who rings again and again comes later, or is shown another way, and is never refused.

What is looked at is a mark that stands for a number for a week at most; whoever withholds her number has
no mark and is a caller of her own each time.
"""

from collections.abc import Iterable
from datetime import datetime

from routing.draft import Draft
from routing.events import ChangeLane, TimerKind
from routing.policy import FloodRules
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, Lane, Tier


def comes_later(call: Call, calls: Iterable[Call], now: datetime, rules: FloodRules) -> bool:
    """By a supervisor's word, by ringing too often, or by holding more than a fair share of the line.

    Whoever has waited `rules.later_most` is a caller like any other, whatever was the reason.
    """
    if now - call.enqueued_at >= rules.later_most:
        return False
    if call.lane is not None:
        return call.lane is Lane.LATER
    if call.repeat_mark is None:
        return False
    often = rules.repeats is not None and call.repeats >= rules.repeats
    return often or _is_beyond_her_share(call, calls, rules)


def _is_beyond_her_share(call: Call, calls: Iterable[Call], rules: FloodRules) -> bool:
    """So many earlier calls of the same mark are on the line already; when one ends, the next comes up."""
    if rules.share is None:
        return False
    place = (call.arrived_at, call.id)
    before = sum(
        each.repeat_mark == call.repeat_mark
        and each.state is not CallState.ENDED
        and (each.arrived_at, each.id) < place
        for each in calls
    )
    return before >= rules.share


def later_calls(draft: Draft, waiting: Iterable[Call]) -> frozenset[str]:
    """Those of the waiting who come later now."""
    rules = draft.policy.flood
    looked_at = [call for call in waiting if call.lane is not None or call.repeat_mark is not None]
    return frozenset(
        call.id for call in looked_at if comes_later(call, draft.calls.values(), draft.now, rules)
    )


def is_delayed(call: Call, now: datetime, rules: FloodRules) -> bool:
    """Not offered to anybody yet."""
    return now - call.enqueued_at < rules.later_by


def arm_lane(draft: Draft, call: Call) -> None:
    """Wake when a delay is over, and when she has waited long enough to be a caller like any other."""
    if call.repeat_mark is None and call.lane is None:
        return
    rules = draft.policy.flood
    ahead = [call.enqueued_at + step for step in (rules.later_by, rules.later_most)]
    ahead = [instant for instant in ahead if instant > draft.now]
    if ahead:
        draft.wake(TimerKind.LANE_OPENS, call.id, min(ahead))


def show_another_way(draft: Draft, later: Iterable[Call], open_waiting: int) -> None:
    """In a flood those who come later are told, once, of the message; they may wait on all the same."""
    most = draft.policy.flood.reroute_above
    if most is None or open_waiting <= most:
        return
    for call in later:
        if call.tier is not Tier.MESSAGE:
            draft.put(replace(draft.calls[call.id], tier=Tier.MESSAGE))


def change_lane(draft: Draft, event: ChangeLane) -> Reply:
    """A supervisor's word, either way; felt by the decision that follows."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return Reply(answer=Answer.TOO_LATE)
    if not event.reason.strip():
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    changed = replace(call, lane=event.lane)
    draft.put(changed)
    arm_lane(draft, changed)
    return Reply(answer=Answer.DONE, call_id=call.id)
