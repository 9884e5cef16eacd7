"""The carrier's webhooks over HTTP: genuine, forged, repeated, out of order, nonsense."""

import re

import pytest
import sqlalchemy as sa

from helpline.calls.ticket import make_ticket
from helpline.store.tables.calls import calls
from routing.commands import MoveCallerIn
from routing.events import Accept
from tests.helpline.office import Office

RING = {"CallSid": "CA1", "From": "+77005550123", "To": "111", "CallStatus": "ringing"}


def _call_id(document: str) -> str:
    found = re.search(r"call=([0-9a-f]{32})", document)
    assert found is not None
    return found.group(1)


def _arrived(office: Office, leg: str = "CA1", key: str = "2") -> str:
    call_id = _call_id(office.webhook("/twilio/voice", RING | {"CallSid": leg}).text)
    path = f"/twilio/voice/language?call={call_id}&n=0"
    office.webhook(path, {"CallSid": leg, "Digits": key})
    return call_id


def _accepted(office: Office) -> tuple[str, str, str]:
    """A call whose offer has been accepted: (call, person, ticket)."""
    person = office.counsellor()
    call_id = _arrived(office)
    offer_id = f"{call_id}.1"
    office.parts.apply_event(Accept(id="accept", offer_id=offer_id, counsellor_id=person.id))
    secret = office.parts.config.secret_key.encode()
    return call_id, person.id, make_ticket(secret, offer_id=offer_id, person_id=person.id)


def _room(call_id: str, leg: str, event: str, number: int, **more: str) -> dict[str, str]:
    return {
        "ConferenceSid": "CF1",
        "FriendlyName": f"call-{call_id}",
        "CallSid": leg,
        "StatusCallbackEvent": event,
        "SequenceNumber": str(number),
        **more,
    }


def test_a_genuine_webhook_makes_a_call_and_the_child_is_greeted(office: Office) -> None:
    answer = office.webhook("/twilio/voice", RING)

    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    assert "greeting" in answer.text
    assert [call.leg for call in office.parts.store.live_calls()] == ["CA1"]


def test_an_unsigned_an_altered_and_a_foreign_webhook_change_nothing(office: Office) -> None:
    genuine = office.webhook("/twilio/voice", RING)
    signature = genuine.request.headers["X-Twilio-Signature"]
    before = len(office.parts.store.live_calls())

    refused = [
        office.unsigned("/twilio/voice", RING | {"CallSid": "CA2"}),
        office.unsigned(
            "/twilio/voice", RING | {"CallSid": "CA3"}, **{"X-Twilio-Signature": signature}
        ),
        office.webhook("/twilio/voice", RING | {"CallSid": "CA4"}, token="another token"),
        office.unsigned("/twilio/voice?bodySHA256=00", RING, **{"X-Twilio-Signature": signature}),
    ]

    assert [answer.status_code for answer in refused] == [403] * 4
    assert len(office.parts.store.live_calls()) == before


def test_the_host_header_does_not_decide_what_was_signed(office: Office) -> None:
    signature = office.webhook("/twilio/voice", RING).request.headers["X-Twilio-Signature"]

    answer = office.unsigned(
        "/twilio/voice", RING, **{"X-Twilio-Signature": signature, "Host": "evil"}
    )

    assert answer.status_code == 200


def test_the_same_webhook_twice_is_one_call(office: Office) -> None:
    first = office.webhook("/twilio/voice", RING)
    second = office.webhook("/twilio/voice", RING)

    assert _call_id(first.text) == _call_id(second.text)
    assert len(office.parts.store.live_calls()) == 1


def test_the_caller_is_moved_in_only_when_the_counsellor_is_in_the_room(office: Office) -> None:
    call_id, person_id, ticket = _accepted(office)
    turn = f"/twilio/voice/turn?call={call_id}&n=1"
    waiting = office.webhook(turn, {"CallSid": "CA1"}).text

    form = {"CallSid": "CA9", "From": f"client:{person_id}", "ticket": ticket}
    answer = office.webhook("/twilio/counsellor", form)
    joined = office.webhook("/twilio/conference", _room(call_id, "CA9", "participant-join", 1))

    assert "Conference" not in waiting
    assert f"call-{call_id}" in answer.text
    assert joined.status_code == 204
    assert "Conference" in office.webhook(turn, {"CallSid": "CA1"}).text


def test_events_of_the_room_out_of_order_end_in_the_same_talk(office: Office) -> None:
    call_id, person_id, ticket = _accepted(office)
    form = {"CallSid": "CA9", "From": f"client:{person_id}", "ticket": ticket}
    office.webhook("/twilio/counsellor", form)

    office.webhook("/twilio/conference", _room(call_id, "CA1", "participant-join", 2))
    office.webhook("/twilio/conference", _room(call_id, "CA9", "participant-join", 1))
    office.webhook("/twilio/conference", _room(call_id, "CA9", "participant-join", 1))

    call = office.parts.store.call(call_id)
    assert call is not None
    assert call.state == "talking"


def test_a_late_event_does_not_bring_an_ended_call_back(office: Office) -> None:
    call_id = _arrived(office)
    office.webhook("/twilio/status", {"CallSid": "CA1", "CallStatus": "completed"})

    office.webhook("/twilio/status", {"CallSid": "CA1", "CallStatus": "ringing"})
    office.webhook("/twilio/status", {"CallSid": "CA1", "CallStatus": "completed"})
    office.webhook("/twilio/conference", _room(call_id, "CA1", "participant-join", 1))

    call = office.parts.store.call(call_id)
    assert call is not None
    assert (call.state, call.outcome) == ("ended", "abandoned")


@pytest.mark.parametrize("ticket", ["", "x", "{offer}~00", "{other}"])
def test_a_browser_without_a_good_ticket_hears_only_the_end(office: Office, ticket: str) -> None:
    call_id, person_id, good = _accepted(office)
    other = make_ticket(b"another secret", offer_id=f"{call_id}.1", person_id=person_id)
    forged = ticket.format(offer=f"{call_id}.1", other=other)

    form = {"CallSid": "CA9", "From": f"client:{person_id}", "ticket": forged}
    answer = office.webhook("/twilio/counsellor", form)

    assert "Conference" not in answer.text
    assert "Hangup" in answer.text
    assert good != forged


def test_a_ticket_lets_in_one_leg_and_no_second(office: Office) -> None:
    _, person_id, ticket = _accepted(office)
    form = {"From": f"client:{person_id}", "ticket": ticket}

    first = office.webhook("/twilio/counsellor", form | {"CallSid": "CA9"})
    again = office.webhook("/twilio/counsellor", form | {"CallSid": "CA9"})
    second = office.webhook("/twilio/counsellor", form | {"CallSid": "CA10"})

    assert "Conference" in first.text
    assert again.text == first.text
    assert "Conference" not in second.text


def test_somebody_elses_browser_cannot_use_the_ticket(office: Office) -> None:
    _, _, ticket = _accepted(office)
    stranger = office.counsellor("stranger")

    form = {"CallSid": "CA9", "From": f"client:{stranger.id}", "ticket": ticket}

    assert "Conference" not in office.webhook("/twilio/counsellor", form).text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/twilio/voice", {"CallSid": ""}),
        ("/twilio/voice", {"CallSid": "CA 1"}),
        ("/twilio/voice/turn?call=zz", {"CallSid": "CA1"}),
        ("/twilio/voice/turn?call=" + "a" * 32 + "&n=-1", {"CallSid": "CA1"}),
        ("/twilio/counsellor", {"CallSid": "CA1", "From": "+77005550123"}),
        ("/twilio/conference", {"CallSid": "CA1", "FriendlyName": "x", "ConferenceSid": "CF1"}),
    ],
)
def test_nonsense_is_refused_by_name_and_its_value_is_not_repeated(
    office: Office, path: str, form: dict[str, str]
) -> None:
    answer = office.webhook(path, form)

    assert answer.status_code == 400
    assert "7005550123" not in answer.text


def test_a_wrong_key_in_the_menu_offers_the_menu_again_and_then_lets_her_through(
    office: Office,
) -> None:
    call_id = _call_id(office.webhook("/twilio/voice", RING).text)
    path = f"/twilio/voice/language?call={call_id}&n="

    again = office.webhook(path + "0", {"CallSid": "CA1", "Digits": "9"})
    through = office.webhook(path + "2", {"CallSid": "CA1", "Digits": "9"})

    assert "language_menu" in again.text
    assert "nobody_on_duty" in through.text


def test_a_fault_of_ours_keeps_the_child_on_the_line(office: Office) -> None:
    office.parts.database.close()
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE timers")
        connection.exec_driver_sql("ALTER TABLE calls RENAME TO calls_away")

    answer = office.webhook("/twilio/voice", RING)

    assert answer.status_code == 200
    assert "line_trouble" in answer.text
    assert "<Redirect>" in answer.text


def test_a_call_nobody_knows_is_told_goodbye_and_not_left_in_silence(office: Office) -> None:
    answer = office.webhook("/twilio/voice/turn?call=" + "a" * 32 + "&n=0", {"CallSid": "CA1"})

    assert "goodbye" in answer.text


def test_joining_asks_the_carrier_to_move_the_caller_after_the_commit(office: Office) -> None:
    call_id, person_id, ticket = _accepted(office)
    form = {"CallSid": "CA9", "From": f"client:{person_id}", "ticket": ticket}
    office.webhook("/twilio/counsellor", form)

    office.webhook("/twilio/conference", _room(call_id, "CA9", "participant-join", 1))
    office.close()

    assert office.carrier.asked == [MoveCallerIn(call_id=call_id, leg="CA1")]


def test_a_turn_after_the_hang_up_is_no_sign_of_life(office: Office) -> None:
    call_id = _arrived(office)
    office.webhook("/twilio/status", RING | {"CallStatus": "completed", "CallDuration": "1"})
    heard_before = _heard_at(office, call_id)

    answer = office.webhook(f"/twilio/voice/turn?call={call_id}&n=1", {"CallSid": "CA1"})

    assert answer.status_code == 200
    assert _heard_at(office, call_id) == heard_before


def _heard_at(office: Office, call_id: str) -> object:
    with office.parts.database.reading() as connection:
        return connection.scalar(sa.select(calls.c.heard_at).where(calls.c.id == call_id))
