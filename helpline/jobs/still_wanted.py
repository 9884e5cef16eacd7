"""Whether a command in the outbox still says what we want now."""

from routing.commands import Command, EndLeg, HoldCaller, MoveCallerIn, MuteLeg, ReturnCaller
from routing.state import Call


def is_still_wanted(command: Command, call: Call | None) -> bool:
    """False when `call`, as it stands now, has moved on since the command was decided.

    A hold that failed and were tried again after the resume would leave a child on hold for good.
    """
    if isinstance(command, HoldCaller | MuteLeg | MoveCallerIn | ReturnCaller):
        return call is not None and call.ended_at is None and _fits(command, call)
    return True  # hanging up and the goodbye are never taken back


def _fits(command: HoldCaller | MuteLeg | MoveCallerIn | ReturnCaller, call: Call) -> bool:
    match command:
        case HoldCaller():
            return call.room == command.room and call.on_hold is command.held
        case MuteLeg():
            return call.counsellor_leg == command.leg and call.muted is command.muted
        case MoveCallerIn():
            # Once she is in, asking again would pull her out in mid-sentence.
            return call.counsellor_in and not call.caller_in
        case ReturnCaller():
            return not call.counsellor_in


def call_of(command: Command) -> str | None:
    """The id of the call it is about; a leg that belongs to nothing has none."""
    return None if isinstance(command, EndLeg) else command.call_id
