"""What is told of a call with every request about it, and what its progress adds to that."""

from datetime import datetime

from helpline.practice_line.call import Call
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.dates import rfc_2822

_PLACES = ("City", "State", "Zip", "Country")
_SIP = {
    "completed": "200",
    "busy": "486",
    "no-answer": "487",
    "canceled": "487",
    "failed": "404",
}


def call_params(account_sid: str, call: Call) -> dict[str, str]:
    """The set that comes with every request about a call; place names may be empty.

    What a browser sends along comes too, but never in the place of what the carrier says.
    """
    params = {
        "CallSid": call.sid,
        "AccountSid": account_sid,
        "From": call.from_,
        "Caller": call.from_,
        "To": call.to,
        "Called": call.to,
        "CallStatus": call.status,
        "ApiVersion": API_VERSION,
        "Direction": call.direction,
    }
    for side in ("From", "Caller", "To", "Called"):
        params |= {f"{side}{place}": "" for place in _PLACES}
    return call.extra | params


def progress_params(account_sid: str, call: Call, event: str, at: datetime) -> dict[str, str]:
    """Numbers the event; the numbers grow from 0 within the call."""
    params = call_params(account_sid, call) | {
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(call.sequence),
        "Timestamp": rfc_2822(at),
    }
    call.sequence += 1
    if event == "initiated":
        params["CallStatus"] = "initiated"
    if event == "completed":
        params["CallDuration"] = str(call.duration_s)
        params["Duration"] = str(-(-call.duration_s // 60))  # begun minutes
        params["SipResponseCode"] = _SIP[call.status]
    return params
