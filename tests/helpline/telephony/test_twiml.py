"""What is said to a leg: the documents, read back as XML."""

from xml.etree import ElementTree as ET

import pytest

from helpline.calls.caller_turn import CallerTurn, Turn
from helpline.telephony.addresses import Addresses
from helpline.telephony.twiml import Speech, fallback_document
from helpline.telephony.waiting_words import Words

CALL = "c" * 32
SPEECH = Speech(
    addresses=Addresses(public_url="https://line.example"), languages=("kk", "ru", "en")
)


def _turn(turn: Turn, *, language: str | None = "ru", was_lost: bool = False) -> CallerTurn:
    return CallerTurn(turn=turn, call_id=CALL, language=language, was_lost=was_lost)


def test_the_greeting_promises_confidence_and_can_be_interrupted_by_a_key() -> None:
    document = ET.fromstring(SPEECH.greeting(CALL))

    gather = document[0]
    plays = [play.text or "" for play in gather]

    assert gather.tag == "Gather"
    assert gather.get("numDigits") == "1"
    assert "/prompts/kk/greeting.wav" in plays[0]
    assert "/prompts/ru/greeting.wav" in plays[1]
    assert len([play for play in plays if "language_menu" in play]) == 3
    assert document[-1].tag == "Redirect"


@pytest.mark.parametrize("number", [0, 1, 2, 3, 40])
def test_every_waiting_turn_ends_with_the_next_turn(number: int) -> None:
    document = ET.fromstring(SPEECH.waiting(_turn(Turn.WAIT), number, Words(keys=(), said="es")))

    assert document[-1].tag == "Redirect"
    assert f"n={number + 1}" in (document[-1].text or "")


def test_both_legs_go_into_the_same_room_without_a_beep_and_without_ending_it() -> None:
    caller = ET.fromstring(SPEECH.joining(_turn(Turn.JOIN))).find("Dial/Conference")
    counsellor = ET.fromstring(SPEECH.staff_joining(CALL, "offer-1")).find("Dial/Conference")

    assert caller is not None
    assert counsellor is not None
    assert caller.text == counsellor.text == f"call-{CALL}"
    for leg in (caller, counsellor):
        assert leg.get("beep") == "false"
        assert leg.get("endConferenceOnExit") == "false"
        assert leg.get("statusCallback") == "https://line.example/twilio/conference"
    assert caller.get("participantLabel") != counsellor.get("participantLabel")


def test_when_the_caller_leaves_the_room_her_next_turn_decides() -> None:
    dial = ET.fromstring(SPEECH.joining(_turn(Turn.JOIN))).find("Dial")

    assert dial is not None
    assert "/twilio/voice/turn" in (dial.get("action") or "")


def test_trouble_of_ours_keeps_the_child_on_the_line() -> None:
    document = ET.fromstring(SPEECH.trouble())

    assert document[0].tag == "Play"
    assert document[-1].tag == "Redirect"
    assert (document[-1].text or "").startswith("https://line.example/twilio/voice#")


def test_the_static_document_speaks_and_then_rings_the_telephones_in_order() -> None:
    document = ET.fromstring(fallback_document("https://static.example", ["+100", "+200"]))

    assert [each.tag for each in document] == ["Play", "Play", "Dial", "Dial"]
    assert [number.text for number in document.iter("Number")] == ["+100", "+200"]
