"""What a caller does: arrives, chooses a language, hangs up."""

from datetime import datetime

from routing.draft import Draft
from routing.events import Arrive, ChooseLanguage, HangUp
from routing.guest_legs import guest_gone, guest_of_leg
from routing.lanes import arm_lane
from routing.moves import end_call, lose_counsellor, prefer
from routing.phone_events import is_phone_leg, phone_hung_up
from routing.relaxing import arm_relaxing
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, Party
from routing.tiers import arm_tiers
from routing.training_events import running_session


def arrive(draft: Draft, event: Arrive) -> Reply:
    """A second webhook for the same leg finds the call that the first one made.

    A practice call of a session that does not run is a call like any other: no child is lost by it.
    """
    if (known := draft.call_of_leg(event.leg)) is not None:
        return Reply(answer=Answer.NOTHING, call_id=known.id)
    draft.put(
        Call(
            id=event.call_id,
            leg=event.leg,
            state=CallState.GREETING,
            arrived_at=draft.now,
            enqueued_at=_place(draft, event),
            training=running_session(draft, event.training),
            repeat_mark=event.repeat_mark,
            repeats=event.repeats if event.repeat_mark is not None else 0,
            earlier=event.earlier if event.repeat_mark is not None else 0,
        )
    )
    return Reply(answer=Answer.DONE, call_id=event.call_id)


def _place(draft: Draft, event: Arrive) -> datetime:
    """Ringing again keeps the place, but none so early that it would be worth trying for."""
    if event.place_since is None:
        return draft.now
    return min(max(event.place_since, draft.now - draft.policy.redial_keeps), draft.now)


def choose_language(draft: Draft, event: ChooseLanguage) -> Reply:
    """Ends the greeting; a late or repeated key changes nothing."""
    call = draft.calls.get(event.call_id)
    if call is None or call.state is not CallState.GREETING:
        return Reply(answer=Answer.NOTHING, call_id=event.call_id)
    waiting = replace(
        call, state=CallState.WAITING, language=event.language, needs=dict(event.needs)
    )
    draft.put(waiting)
    arm_relaxing(draft, waiting)
    arm_tiers(draft, waiting)
    arm_lane(draft, waiting)
    if event.preferred_id is not None:
        prefer(draft, waiting, event.preferred_id)
    return Reply(answer=Answer.DONE, call_id=call.id)


def hang_up(draft: Draft, event: HangUp) -> Reply:
    if (offer := is_phone_leg(draft, event.leg)) is not None:
        return phone_hung_up(draft, offer)
    if (guest := guest_of_leg(draft, event.leg)) is not None:
        return guest_gone(draft, *guest)
    call = draft.call_of_leg(event.leg)
    if call is None:
        return Reply(answer=Answer.NOTHING)
    if event.leg == call.leg:
        end_call(draft, call, by=Party.CALLER)
    else:
        lose_counsellor(draft, call, leg_over=True)
    return Reply(answer=Answer.DONE, call_id=call.id)
