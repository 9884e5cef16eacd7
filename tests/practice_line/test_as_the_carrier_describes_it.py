"""Every request and every answer of the API, held against the carrier's own OpenAPI description.

`TWILIO_OPENAPI` names the file, `twilio_api_v2010.json` or a part of it. Where there is none, the
summary says that nothing was held against it.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from openapi_core import OpenAPI
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from helpline.practice_line.telephones import Telephone
from tests.practice_line.openapi_judge import WAIVED, Exchange, faults_of, note_into
from tests.practice_line.rooms import enter
from tests.practice_line.scene import ACCOUNT, TOKEN, Scene, refusal, until


def _recording(scene: Scene) -> tuple[Client, list[Exchange]]:
    """The carrier's library, and all that goes between it and the line."""
    seen: list[Exchange] = []
    hooks = {"response": note_into(seen)}
    http = TwilioHttpClient(timeout=5, pool_connections=False, request_hooks=hooks)
    return scene.client_of(ACCOUNT, TOKEN, http), seen


def _use_calls(scene: Scene, client: Client) -> None:
    """Every operation on calls, in every state that a call can have."""
    telephones = {"+77270000000": "answer", "+77270000001": "busy", "+77270000002": "no-answer"}
    for number, does in telephones.items():
        scene.line.carrier.telephones[number] = Telephone(does=does)
    scene.account.says("/outgoing", "<Gather timeout='100000'/>")
    for number in telephones:
        client.calls.create(
            to=number,
            from_="111",
            url=f"{scene.account.url}/outgoing",
            method="POST",
            timeout=600 if number.endswith("2") else 1,
            fallback_url=f"{scene.account.url}/fallback",
            status_callback=f"{scene.account.url}/progress",
            status_callback_method="POST",
            status_callback_event=["initiated", "ringing", "answered", "completed"],
        )
    scene.account.wait_for("/outgoing")
    over = scene.call("<Hangup/>", from_="anonymous")
    scene.until_over(over)
    for status in ("queued", "ringing", "in-progress", "completed", "busy", "canceled"):
        client.calls.list(status=status, page_size=1)
    client.calls.list(from_="111", to="+77270000000", parent_call_sid=over)
    day = datetime(2026, 1, 1, tzinfo=UTC)
    client.calls.list(start_time=day, end_time_before=day)
    client.calls.list(start_time_after=day, end_time=day)
    client.conferences.list(date_created_after=day, date_updated_before=day)
    [going_on] = client.calls.list(status="in-progress")
    going_on.fetch()
    going_on.update(twiml="<Response><Gather timeout='100000'/></Response>")
    going_on.update(url=f"{scene.account.url}/outgoing", method="GET")
    going_on.update(status="completed")
    client.calls(over).fetch()
    client.calls(over).delete()


def _call_somebody_in(scene: Scene, client: Client, sid: str) -> None:
    """By the name of the room; she is seen while it rings, and taken back."""
    client.conferences("room").participants.create(
        to="+77270000000",
        from_="111",
        label="outside",
        timeout=30,
        muted=False,
        end_conference_on_exit=False,
        start_conference_on_enter=True,
        max_participants=10,
        status_callback=f"{scene.account.url}/progress",
        status_callback_event=["answered", "completed"],
        machine_detection="Enable",
        conference_status_callback=f"{scene.account.url}/events",
        conference_status_callback_event=["start", "end"],
    )
    participants = client.conferences(sid).participants
    participants.list()
    participants("outside").fetch()
    participants("outside").delete()


def _use_rooms(scene: Scene, client: Client) -> None:
    """Every operation on conferences and participants, from their beginning to their end."""
    first = enter(scene, participantLabel="caller")
    client.conferences.list(status="init", friendly_name="room", page_size=1)
    second = enter(scene)
    [room] = client.conferences.list(status="in-progress")
    room.fetch()
    participants = client.conferences(room.sid).participants
    participants.list(muted=False, hold=False, coaching=False)
    music = f"{scene.account.url}/music.wav"
    _call_somebody_in(scene, client, room.sid)
    participants("caller").fetch()
    participants(first).update(hold=True, hold_url=music, hold_method="GET")
    participants(first).update(hold=False, muted=True, end_conference_on_exit=False)
    participants(second).update(coaching=True, call_sid_to_coach=first)
    participants(second).update(announce_url=music, announce_method="GET")
    room.update(announce_url=music, announce_method="GET")
    participants.list(muted=True, hold=False, coaching=False)
    participants(second).delete()
    room.update(status="completed")
    until(room.fetch, lambda found: found.status == "completed")
    scene.line.hang_up(enter(scene))
    enter(scene)
    client.conferences.list()


def _use_recordings(scene: Scene, client: Client) -> None:
    """Every operation on what somebody has said."""
    scene.account.says("/kept", "<Hangup/>")
    sid = scene.call("<Record action='/kept' timeout='60'/>")
    until(lambda: scene.line.call(sid)["state"], lambda state: state == "in-progress")
    scene.line.speak(sid, 4)
    told = scene.account.wait_for("/kept")[0].params["RecordingSid"]
    day = datetime(2026, 1, 1, tzinfo=UTC)
    client.recordings.list(call_sid=sid, date_created_after=day, page_size=1)
    client.calls(sid).recordings.list()
    client.recordings(told).fetch()
    client.recordings(told).delete()


def test_every_request_and_every_answer_is_as_the_carrier_describes_them(
    scene: Scene, api: OpenAPI
) -> None:
    client, seen = _recording(scene)

    _use_calls(scene, client)
    _use_rooms(scene, client)
    _use_recordings(scene, client)

    assert [fault for exchange in seen for fault in faults_of(api, exchange)] == []
    assert {exchange.operation for exchange in seen} == {
        "GET Calls",
        "POST Calls",
        "GET Calls/*",
        "POST Calls/*",
        "DELETE Calls/*",
        "GET Conferences",
        "GET Conferences/*",
        "POST Conferences/*",
        "GET Conferences/*/Participants",
        "POST Conferences/*/Participants",
        "GET Conferences/*/Participants/*",
        "POST Conferences/*/Participants/*",
        "DELETE Conferences/*/Participants/*",
        "GET Recordings",
        "GET Calls/*/Recordings",
        "GET Recordings/*",
        "DELETE Recordings/*",
    }


def test_a_request_that_is_not_as_described_is_noticed(scene: Scene, api: OpenAPI) -> None:
    client, seen = _recording(scene)
    sid = scene.call("<Gather timeout='100000'/>")

    refusal(client.calls.list, status="bogus")
    refusal(client.calls(sid).update, status="bogus")

    assert [len(faults_of(api, exchange)) for exchange in seen] == [1, 1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("sid", "CA1"), ("status", "initiated"), ("duration", 7), ("account_sid", "AC1")],
)
def test_an_answer_that_is_not_as_described_is_noticed(
    scene: Scene, api: OpenAPI, name: str, value: object
) -> None:
    client, seen = _recording(scene)
    client.calls(scene.call("<Gather timeout='100000'/>")).fetch()
    [exchange] = seen
    changed = json.dumps({**json.loads(exchange.answer), name: value}).encode()

    faults = faults_of(api, Exchange(exchange.request, exchange.status, changed))

    assert len(faults) == 1


def test_what_is_waived_is_still_a_defect_of_the_description(
    scene: Scene, description: dict[str, Any]
) -> None:
    client, seen = _recording(scene)
    enter(scene)

    client.conferences.list()

    [fault] = faults_of(OpenAPI.from_dict(description), seen[0])
    assert "None" in fault
    assert set(WAIVED) == {
        "Conference.reason_conference_ended",
        "Recording.price",
        "IncomingPhoneNumber.*_application_sid",
        "Notification.request_method",
    }
