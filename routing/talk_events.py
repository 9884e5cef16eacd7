"""What the counsellor does in a talk: hold, resume, mute, end."""

from typing import Protocol

from routing.commands import HoldCaller, MuteLeg, SayGoodbye
from routing.draft import Draft
from routing.events import End, Hold, Mute, Resume
from routing.guests import consults_of
from routing.moves import close_accepted, end_call, give_back
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, OfferState, Party


def hold(draft: Draft, event: Hold | Resume) -> Reply:
    """Safe to repeat: a caller who is on hold already stays there."""
    held = isinstance(event, Hold)
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    if not held and consults_of(draft, call.id):
        # The caller must not hear what the two say about her: the consult is ended first.
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    if call.on_hold is not held and call.room is not None:
        draft.put(replace(call, on_hold=held, hold_since=draft.now if held else None))
        draft.do(HoldCaller(call_id=call.id, room=call.room, leg=call.leg, held=held))
    return Reply(answer=Answer.DONE, call_id=call.id)


def mute(draft: Draft, event: Mute) -> Reply:
    call, refusal = own_talk(draft, event)
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


class _AboutOwnTalk(Protocol):
    @property
    def call_id(self) -> str: ...
    @property
    def counsellor_id(self) -> str: ...


def own_talk(draft: Draft, event: _AboutOwnTalk) -> tuple[Call | None, Reply]:
    """The talk that the counsellor of the event is in; without it, what to answer."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return None, Reply(answer=Answer.TOO_LATE)
    if call.counsellor_id != event.counsellor_id:
        return None, Reply(answer=Answer.NOT_YOURS, call_id=call.id)
    if call.state is not CallState.TALKING:
        return None, Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    return call, Reply(answer=Answer.DONE, call_id=call.id)
