"""What is told about a conference: which events were asked for, and with which parameters."""

from datetime import datetime

from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.dates import rfc_2822

# `hold` stands for hold and unhold, `mute` for mute and unmute.
_BOTH = {
    "hold": {"unhold"},
    "mute": {"unmute"},
    "announcement": {"announcement-end", "announcement-fail"},
}


def is_wanted(room: Conference, event: str) -> bool:
    """The first participant's callback and list of events hold for the whole conference."""
    wanted = room.callback_events.union(*(_BOTH.get(each, set()) for each in room.callback_events))
    name = event.removeprefix("participant-").removeprefix("conference-")
    return bool(room.callback_url) and name in wanted


def event_params(
    account: str, room: Conference, event: str, participant: Participant | None, at: datetime
) -> dict[str, str]:
    """Numbers the event; the numbers grow within the conference."""
    room.sequence += 1
    params = {
        "ConferenceSid": room.sid,
        "FriendlyName": room.name,
        "AccountSid": account,
        "SequenceNumber": str(room.sequence),
        "Timestamp": rfc_2822(at),
        "StatusCallbackEvent": event,
    }
    return params if participant is None else params | _of(participant)


def _of(participant: Participant) -> dict[str, str]:
    return {
        "CallSid": participant.call.sid,
        "Muted": str(participant.muted).lower(),
        "Hold": str(participant.hold).lower(),
        "Coaching": str(participant.coaching is not None).lower(),
        "EndConferenceOnExit": str(participant.end_on_exit).lower(),
        "StartConferenceOnEnter": str(participant.start_on_enter).lower(),
        "ParticipantLabel": participant.label,
    }
