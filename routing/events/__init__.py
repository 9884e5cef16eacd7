"""Everything that can happen to a call or a counsellor, one frozen value each, every one with an id."""

from routing.events.of_callers import (
    Arrive,
    ChangeLane,
    ChangePriority,
    ChooseLanguage,
    HangUp,
    LeaveMessage,
    MessageLeft,
    PartnerAnswered,
    PartnerFailed,
    SpeakMessage,
    WaitOn,
)
from routing.events.of_guests import (
    AddThirdParty,
    HandOut,
    PartyRings,
    RemoveGuest,
    StopSupervising,
    Supervise,
    SuperviseIn,
)
from routing.events.of_offers import (
    Accept,
    Assign,
    CallIn,
    Decline,
    PhoneRings,
    Pick,
    PressOne,
)
from routing.events.of_people import (
    Absent,
    ChooseAutoAnswer,
    ChooseDuty,
    ExtendWrapUp,
    OnCallEnd,
    OnCallStart,
    Present,
    ShiftEnd,
    ShiftStart,
    TrainingEnd,
    TrainingStart,
    WrapUpDone,
)
from routing.events.of_talks import (
    CancelConsult,
    CompleteTransfer,
    Consult,
    End,
    Hold,
    Join,
    Leave,
    MarkSilent,
    Mute,
    Resume,
    Transfer,
)
from routing.events.timers import (
    Due,
    Timer,
    TimerKind,
)

Event = (
    Arrive
    | ChooseLanguage
    | HangUp
    | Accept
    | Decline
    | CallIn
    | Join
    | Leave
    | Hold
    | Resume
    | Mute
    | End
    | Present
    | Absent
    | ChooseDuty
    | ShiftStart
    | ShiftEnd
    | WrapUpDone
    | TrainingStart
    | TrainingEnd
    | ChooseAutoAnswer
    | ChangePriority
    | Pick
    | Assign
    | OnCallStart
    | OnCallEnd
    | PhoneRings
    | PressOne
    | PartnerAnswered
    | PartnerFailed
    | LeaveMessage
    | SpeakMessage
    | WaitOn
    | MessageLeft
    | Transfer
    | Consult
    | CancelConsult
    | CompleteTransfer
    | AddThirdParty
    | PartyRings
    | RemoveGuest
    | HandOut
    | Supervise
    | SuperviseIn
    | StopSupervising
    | MarkSilent
    | ExtendWrapUp
    | ChangeLane
    | Due
)

__all__ = [
    "Absent",
    "Accept",
    "AddThirdParty",
    "Arrive",
    "Assign",
    "CallIn",
    "CancelConsult",
    "ChangeLane",
    "ChangePriority",
    "ChooseAutoAnswer",
    "ChooseDuty",
    "ChooseLanguage",
    "CompleteTransfer",
    "Consult",
    "Decline",
    "Due",
    "End",
    "Event",
    "ExtendWrapUp",
    "HandOut",
    "HangUp",
    "Hold",
    "Join",
    "Leave",
    "LeaveMessage",
    "MarkSilent",
    "MessageLeft",
    "Mute",
    "OnCallEnd",
    "OnCallStart",
    "PartnerAnswered",
    "PartnerFailed",
    "PartyRings",
    "PhoneRings",
    "Pick",
    "Present",
    "PressOne",
    "RemoveGuest",
    "Resume",
    "ShiftEnd",
    "ShiftStart",
    "SpeakMessage",
    "StopSupervising",
    "Supervise",
    "SuperviseIn",
    "Timer",
    "TimerKind",
    "TrainingEnd",
    "TrainingStart",
    "Transfer",
    "WaitOn",
    "WrapUpDone",
]
