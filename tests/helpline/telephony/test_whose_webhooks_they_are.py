"""A webhook is about the leg it names, and a caller may be known by an edge's reference."""

import re

from routing.state import CallState
from tests.helpline.office import Office

RING = {"CallSid": "CA1", "From": "+77005550123", "To": "111", "CallStatus": "ringing"}


def _call_id(document: str) -> str:
    found = re.search(r"call=([0-9a-f]{32})", document)
    assert found is not None
    return found.group(1)


def test_a_webhook_cut_anew_so_that_it_names_another_leg_changes_nothing(office: Office) -> None:
    call_id = _call_id(office.webhook("/twilio/voice", RING).text)
    path = f"/twilio/voice/language?call={call_id}&n=0"

    refused = office.webhook(path, {"CallSid": "CA2Digits2"})

    call = office.parts.store.call(call_id)
    assert refused.status_code == 400
    assert call is not None
    assert call.state is CallState.GREETING


def test_the_reference_of_an_edge_stands_for_a_number_that_is_withheld(office: Office) -> None:
    edge = {"From": "anonymous", "SipHeader_X-Ref": "0123456789abcdef" * 2}
    for leg, more in (("CA1", edge), ("CA2", edge), ("CA3", {"From": "anonymous"})):
        office.webhook("/twilio/voice", RING | {"CallSid": leg} | more)

    calls = {call.leg: call for call in office.parts.store.live_calls()}

    assert [calls[leg].repeats for leg in ("CA1", "CA2", "CA3")] == [0, 1, 0]
    assert calls["CA1"].repeat_mark == calls["CA2"].repeat_mark
    assert calls["CA3"].repeat_mark is None


def test_a_counsellors_leg_that_turns_up_at_the_front_door_is_no_child(office: Office) -> None:
    answer = office.webhook(
        "/twilio/voice",
        {"CallSid": "CA1", "From": "client:person-7", "To": "111", "CallStatus": "ringing"},
    )

    assert answer.status_code == 200
    assert "<Hangup" in answer.text
    assert office.parts.store.live_calls() == []
