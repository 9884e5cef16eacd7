"""What the API says of a call it wants made."""

from typing import Any

from multidict import MultiDictProxy

from helpline.practice_line.call import Call, Target, Told
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.launch import Detection
from helpline.practice_line.rest.values import (
    INVALID,
    BadValue,
    address,
    document,
    one_of,
    truth,
    whole,
)

Form = MultiDictProxy[Any]

METHODS = frozenset({"GET", "POST"})
_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
_DETECTIONS = frozenset({"Enable", "DetectMessageEnd"})
_NO_TO, _NO_FROM = 21201, 21213
_RING_S, _DETECTING_S = 60, 30


def call_of(carrier: Carrier, form: Form) -> Call:
    if not form.get("To"):
        raise BadValue(_NO_TO, "No 'To' number is specified")
    if not form.get("From"):
        raise BadValue(_NO_FROM, "No 'From' number is specified")
    return Call(
        sid=carrier.new_sid("CA"),
        from_=str(form["From"]),
        to=str(form["To"]),
        direction="outbound-api",
        status="queued",
        ring_s=whole(form, "Timeout", _RING_S),
        limit_s=whole(form, "TimeLimit", 0) or None,
        fallback_url=address(form, "FallbackUrl") or "",
        told=_told(form),
        now=carrier.now,
    )


def target_of(form: Form) -> Target | None:
    """Where the conversation goes on: an address or a document, never both."""
    url, twiml = address(form, "Url"), document(form, "Twiml")
    method = one_of(form, "Method", METHODS) or "POST"
    if url is not None and twiml is not None:
        raise BadValue(INVALID, "Url and Twiml exclude each other")
    if twiml is not None:
        return Target(document=twiml)
    return None if url is None else Target(url=url, method=method)


def detection_of(form: Form) -> Detection | None:
    """None where nobody asks whether a machine has answered."""
    wanted = one_of(form, "MachineDetection", _DETECTIONS)
    if wanted is None:
        return None
    told_at = address(form, "AsyncAmdStatusCallback") or ""
    method = one_of(form, "AsyncAmdStatusCallbackMethod", METHODS)
    return Detection(
        wait_for_the_end=wanted == "DetectMessageEnd",
        most_s=whole(form, "MachineDetectionTimeout", _DETECTING_S),
        told_at=told_at if truth(form, "AsyncAmd") else "",
        told_by="GET" if method == "GET" else "POST",
    )


def _told(form: Form) -> Told:
    events = [str(each) for each in form.getall("StatusCallbackEvent", ["completed"])]
    split = {event for each in events for event in each.split()}
    return Told(
        url=address(form, "StatusCallback") or "",
        method=one_of(form, "StatusCallbackMethod", METHODS) or "POST",
        events=frozenset(split) & _EVENTS,
    )
