"""What the counsellor does in a talk: hold, resume, mute, end."""

from routing.commands import HoldCaller, MuteLeg, SayGoodbye
from routing.draft import Draft
from routing.events import End, Hold, Mute, Resume
from routing.moves import close_accepted, end_call, give_back
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, OfferState, Party


def hold(draft: Draft, event: Hold | Resume) -> Reply:
    """Safe to repeat: a caller who is on hold already stays there."""
    held = isinstance(event, Hold)
    call, refusal = _own_talk(draft, event)
    if call is None:
        return refusal
    if call.on_hold is not held and call.room is not None:
        draft.put(replace(call, on_hold=held, hold_since=draft.now if held else None))
        draft.do(HoldCaller(call_id=call.id, room=call.room, leg=call.leg, held=held))
    return Reply(answer=Answer.DONE, call_id=call.id)


def mute(draft: Draft, event: Mute) -> Reply:
    call, refusal = _own_talk(draft, event)
    if call is None:
        return refusal
    changes = call.muted is not event.muted
    if changes and call.room is not None and call.counsellor_leg is not None:
        draft.put(replace(call, muted=event.muted))
        leg = call.counsellor_leg
        draft.do(MuteLeg(call_id=call.id, room=call.room, leg=leg, muted=event.muted))
    return Reply(answer=Answer.DONE, call_id=call.id)


def end(draft: Draft, event: End) -> Reply:
    """The counsellor ends the talk. Before the talk began she only gives the caller back to the line."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return Reply(answer=Answer.TOO_LATE)
    if call.counsellor_id != event.counsellor_id:
        return Reply(answer=Answer.NOT_YOURS)
    if call.state is CallState.CONNECTING:
        close_accepted(draft, call.id, OfferState.FINISHED, reason="given_back")
        give_back(draft, call, tried=event.counsellor_id)
    else:
        draft.do(SayGoodbye(call_id=call.id, leg=call.leg))
        end_call(draft, call, by=Party.COUNSELLOR)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _own_talk(draft: Draft, event: Hold | Resume | Mute) -> tuple[Call | None, Reply]:
    call = draft.calls.get(event.call_id)
    if call is None:
        return None, Reply(answer=Answer.TOO_LATE)
    if call.counsellor_id != event.counsellor_id:
        return None, Reply(answer=Answer.NOT_YOURS, call_id=call.id)
    if call.state is not CallState.TALKING:
        return None, Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    return call, Reply(answer=Answer.DONE, call_id=call.id)
