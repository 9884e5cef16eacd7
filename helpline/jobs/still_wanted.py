"""Whether a command in the outbox still says what we want now."""

from collections.abc import Callable, Mapping
from typing import Any

from routing.commands import (
    Command,
    DialParty,
    DialPhone,
    EndLeg,
    HoldCaller,
    MoveCallerIn,
    MuteLeg,
    ReturnCaller,
    SayGoodbye,
    SayToSilent,
    SendToPartner,
    SetSupervision,
    StopDialling,
    StopParty,
)
from routing.state import Call, CallState

_NEVER_TAKEN_BACK = (EndLeg, SayGoodbye, StopDialling, StopParty)


def is_still_wanted(command: Command, call: Call | None) -> bool:
    """False when `call`, as it stands now, has moved on since the command was decided.

    A hold that failed and were tried again after the resume would leave a child on hold for good.
    """
    if isinstance(command, _NEVER_TAKEN_BACK):
        return True
    return call is not None and call.ended_at is None and _FITS[type(command)](command, call)


def _is_guest_as_said(command: SetSupervision, call: Call) -> bool:
    there = (guest for guest in call.guests if guest.leg == command.leg)
    return any(guest.role.value == command.role for guest in there)


def _is_unrung(command: DialParty, call: Call) -> bool:
    return any(g.id == command.guest_id and g.leg is None for g in call.guests)


# Once she is in the room, moving her in again would pull her out in mid-sentence.
_FITS: Mapping[type[Command], Callable[[Any, Call], bool]] = {
    HoldCaller: lambda said, call: call.room == said.room and call.on_hold is said.held,
    MuteLeg: lambda said, call: call.counsellor_leg == said.leg and call.muted is said.muted,
    MoveCallerIn: lambda _, call: call.counsellor_in and not call.caller_in,
    ReturnCaller: lambda _, call: not call.counsellor_in,
    SendToPartner: lambda _, call: call.state is CallState.WITH_PARTNER and not call.partner_in,
    DialPhone: lambda _, call: call.state is CallState.WAITING,
    DialParty: _is_unrung,
    SetSupervision: _is_guest_as_said,
    SayToSilent: lambda said, call: call.state is CallState.TALKING and call.room == said.room,
}


def call_of(command: Command) -> str | None:
    """The id of the call it is about; a leg that belongs to nothing has none."""
    return None if isinstance(command, EndLeg) else command.call_id
