"""The one decision: state, event, now and policy in; what changes and what must follow out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from routing import events as ev
from routing.caller_events import arrive, choose_language, hang_up
from routing.dispatch import dispatch
from routing.draft import Draft
from routing.guest_events import (
    add_third_party,
    hand_out,
    mark_silent,
    party_rings,
    remove_guest,
    stop_supervising,
    supervise,
    supervise_in,
)
from routing.lanes import change_lane
from routing.leg_events import call_in, join, leave
from routing.offer_events import accept, decline
from routing.overflow_events import (
    leave_message,
    message_left,
    partner_answered,
    partner_failed,
    speak_message,
    wait_on,
)
from routing.person_events import change_person, extend_wrap_up
from routing.phone_events import on_call, phone_rings, press_one
from routing.policy import Policy
from routing.priority_events import assign, change_priority, pick
from routing.result import Reply, Result
from routing.state import RoutingState
from routing.talk_events import end, hold, mute
from routing.timer_events import fall_due
from routing.training_events import end_training, start_training
from routing.transfer_events import cancel_consult, complete_transfer, consult, transfer


def step(state: RoutingState, event: ev.Event, now: datetime, policy: Policy) -> Result:
    """Let one event happen, then offer every waiting call that somebody free may take.

    Pure: the same arguments give the same result. `now` is aware and never earlier than the last
    step's. An event about something that has ended changes nothing.
    Source: helpline/decisions/0004-longest-idle-first.md
    """
    draft = Draft(state, now=now, policy=policy)
    reply = HAPPENS[type(event)](draft, event)
    dispatch(draft)
    return draft.result(reply)


# A look-up, as it costs the same for the last event as for the first; a test holds it complete.
HAPPENS: Mapping[type[ev.Event], Callable[[Draft, Any], Reply]] = {
    ev.Arrive: arrive,
    ev.ChooseLanguage: choose_language,
    ev.HangUp: hang_up,
    ev.Accept: accept,
    ev.Decline: decline,
    ev.CallIn: call_in,
    ev.Join: join,
    ev.Leave: leave,
    ev.Hold: hold,
    ev.Resume: hold,
    ev.Mute: mute,
    ev.End: end,
    ev.Due: fall_due,
    ev.Present: change_person,
    ev.Absent: change_person,
    ev.ChooseDuty: change_person,
    ev.ShiftStart: change_person,
    ev.ShiftEnd: change_person,
    ev.WrapUpDone: change_person,
    ev.ChooseAutoAnswer: change_person,
    ev.ChangePriority: change_priority,
    ev.Pick: pick,
    ev.Assign: assign,
    ev.OnCallStart: on_call,
    ev.OnCallEnd: on_call,
    ev.PhoneRings: phone_rings,
    ev.PressOne: press_one,
    ev.PartnerAnswered: partner_answered,
    ev.PartnerFailed: partner_failed,
    ev.LeaveMessage: leave_message,
    ev.SpeakMessage: speak_message,
    ev.WaitOn: wait_on,
    ev.MessageLeft: message_left,
    ev.Transfer: transfer,
    ev.Consult: consult,
    ev.CancelConsult: cancel_consult,
    ev.CompleteTransfer: complete_transfer,
    ev.AddThirdParty: add_third_party,
    ev.PartyRings: party_rings,
    ev.RemoveGuest: remove_guest,
    ev.HandOut: hand_out,
    ev.Supervise: supervise,
    ev.SuperviseIn: supervise_in,
    ev.StopSupervising: stop_supervising,
    ev.MarkSilent: mark_silent,
    ev.ExtendWrapUp: extend_wrap_up,
    ev.ChangeLane: change_lane,
    ev.TrainingStart: start_training,
    ev.TrainingEnd: end_training,
}
