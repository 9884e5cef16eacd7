"""What a person at a telephone would notice of her call."""

from typing import Any

from helpline.practice_line.call import Call
from helpline.practice_line.conference import Conference


def noticed(call: Call) -> dict[str, Any]:
    """Its state, what plays, and who is there."""
    room: Conference | None = call.room
    participant = room.find(call.sid) if room is not None else None
    return {
        "call_sid": call.sid,
        "state": call.status,
        "now_playing": call.now_playing,
        "conference": None if room is None else room.name,
        "on_hold": participant.hold if participant else False,
        "muted": participant.muted if participant else False,
        "alone": call.bridged_to is None and (room is None or len(room.participants) == 1),
    }
