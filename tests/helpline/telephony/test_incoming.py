"""The carrier's form as plain values."""

import pytest

from helpline.telephony.incoming import (
    BadWebhook,
    digits_of,
    identity_of,
    leg_of,
    room_event_of,
    turn_number_of,
)

ROOM = {
    "ConferenceSid": "CF1",
    "FriendlyName": "call-" + "a" * 32,
    "CallSid": "CA1",
    "StatusCallbackEvent": "participant-leave",
    "SequenceNumber": "4",
    "ParticipantCallStatus": "completed",
}


def test_a_room_event_names_the_call_the_room_and_the_leg() -> None:
    event = room_event_of(ROOM)

    assert event is not None
    assert (event.call_id, event.room, event.leg) == ("a" * 32, "CF1", "CA1")
    assert event.leg_over


@pytest.mark.parametrize(
    ("state", "is_over"),
    [("in-progress", False), ("busy", True), ("no-answer", True), ("canceled", True), ("", False)],
)
def test_a_leg_is_over_in_every_final_state_of_the_carrier(state: str, is_over: bool) -> None:
    event = room_event_of(ROOM | {"ParticipantCallStatus": state})

    assert event is not None
    assert event.leg_over is is_over


def test_an_event_of_the_room_itself_names_no_leg() -> None:
    assert room_event_of({**ROOM, "CallSid": "x"} | {"CallSid": "CA2"}) is not None
    assert room_event_of({key: value for key, value in ROOM.items() if key != "CallSid"}) is None


@pytest.mark.parametrize("sid", ["", "CA 1", "CA\n1", "x" * 129, "<script>", "77015551234"])
def test_a_leg_that_cannot_be_one_is_refused_by_name(sid: str) -> None:
    with pytest.raises(BadWebhook, match="CallSid"):
        leg_of({"CallSid": sid})


@pytest.mark.parametrize("name", ["SequenceNumber", "ConferenceSid"])
def test_a_number_in_the_place_of_something_that_is_kept_is_refused(name: str) -> None:
    with pytest.raises(BadWebhook, match=name):
        room_event_of({**ROOM, name: "77015551234"})


def test_the_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(BadWebhook) as fault:
        identity_of({"From": "+77015551234"})

    assert "7701" not in str(fault.value)


@pytest.mark.parametrize("digits", ["1", "*", "12#", ""])
def test_keys_of_a_telephone_are_read(digits: str) -> None:
    assert digits_of({"Digits": digits}) == digits


def test_unknown_parameters_are_no_reason_to_refuse() -> None:
    assert leg_of({"CallSid": "CA1", "SomethingNew": "x"}) == "CA1"


@pytest.mark.parametrize("text", ["-1", "1.5", "١", "x", "1" * 9])
def test_a_turn_number_is_a_plain_number(text: str) -> None:
    with pytest.raises(BadWebhook):
        turn_number_of({"n": text})
