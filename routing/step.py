"""The one decision: state, event, now and policy in; what changes and what must follow out."""

from datetime import datetime

from routing.caller_events import arrive, choose_language, hang_up
from routing.dispatch import dispatch
from routing.draft import Draft
from routing.events import (
    Accept,
    Arrive,
    CallIn,
    ChooseLanguage,
    Decline,
    Due,
    End,
    Event,
    HangUp,
    Hold,
    Join,
    Leave,
    Mute,
    Resume,
    TrainingEnd,
    TrainingStart,
)
from routing.leg_events import call_in, join, leave
from routing.offer_events import accept, decline
from routing.person_events import change_person
from routing.policy import Policy
from routing.result import Reply, Result
from routing.state import RoutingState
from routing.talk_events import end, hold, mute
from routing.timer_events import fall_due
from routing.training_events import end_training, start_training


def step(state: RoutingState, event: Event, now: datetime, policy: Policy) -> Result:
    """Let one event happen, then offer every waiting call that somebody free may take.

    Pure: the same arguments give the same result. `now` is aware and never earlier than the last
    step's. An event about something that has ended changes nothing.
    Source: helpline/decisions/0004-longest-idle-first.md
    """
    draft = Draft(state, now=now, policy=policy)
    reply = _happen(draft, event)
    dispatch(draft)
    return draft.result(reply)


def _happen(draft: Draft, event: Event) -> Reply:  # noqa: C901, PLR0911, PLR0912 -- one line an event, nothing else
    match event:
        case Arrive():
            return arrive(draft, event)
        case ChooseLanguage():
            return choose_language(draft, event)
        case HangUp():
            return hang_up(draft, event)
        case Accept():
            return accept(draft, event)
        case Decline():
            return decline(draft, event)
        case CallIn():
            return call_in(draft, event)
        case Join():
            return join(draft, event)
        case Leave():
            return leave(draft, event)
        case Hold() | Resume():
            return hold(draft, event)
        case Mute():
            return mute(draft, event)
        case End():
            return end(draft, event)
        case TrainingStart():
            return start_training(draft, event)
        case TrainingEnd():
            return end_training(draft, event)
        case Due():
            return fall_due(draft, event)
        case _:
            return change_person(draft, event)
