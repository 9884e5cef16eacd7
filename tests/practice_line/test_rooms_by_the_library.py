"""Conferences and participants as the carrier's own client library asks for them, unmodified."""

from typing import Any

import pytest

from tests.practice_line.account_holder import Reply
from tests.practice_line.rooms import enter
from tests.practice_line.scene import Scene, a_sound_file, refusal, until


def _room(scene: Scene) -> Any:
    return scene.client.conferences(scene.client.conferences.list()[0].sid)


def test_a_room_is_fetched_from_its_beginning_to_its_end(scene: Scene) -> None:
    first = enter(scene)
    room = _room(scene)
    waiting = room.fetch()
    second = enter(scene)
    started = room.fetch()
    for sid in (first, second):
        scene.line.hang_up(sid)

    ended = until(room.fetch, lambda found: found.status == "completed")

    assert (waiting.friendly_name, waiting.status) == ("room", "init")
    assert (started.status, started.reason_conference_ended) == ("in-progress", None)
    assert ended.reason_conference_ended == "last-participant-left"
    assert ended.call_sid_ending_conference == second


def test_rooms_are_listed_by_name_and_state(scene: Scene) -> None:
    scene.line.hang_up(enter(scene))
    until(lambda: _room(scene).fetch().status, lambda status: status == "completed")
    enter(scene)
    enter(scene, room="other")
    rooms = scene.client.conferences

    assert len(rooms.list()) == 3
    assert [room.friendly_name for room in rooms.list(status="init")] == ["room", "other"]
    assert [room.status for room in rooms.list(friendly_name="room")] == ["completed", "init"]
    assert len(rooms.list(page_size=1)) == 3


def test_a_room_is_ended(scene: Scene) -> None:
    enter(scene)
    room = _room(scene)

    said = room.update(status="completed")

    assert said.status == "completed"
    assert said.reason_conference_ended == "conference-ended-via-api"
    assert room.participants.list() == []


def test_participants_are_listed_while_they_are_there(scene: Scene) -> None:
    first = enter(scene, participantLabel="caller")
    second = enter(scene, muted="true")
    room = _room(scene)

    there = room.participants.list()
    silent = room.participants.list(muted=True)
    heard = room.participants.list(muted=False, hold=False, coaching=False)

    assert [each.call_sid for each in there] == [first, second]
    assert [each.label for each in there] == ["caller", None]
    assert [each.call_sid for each in silent] == [second]
    assert [each.call_sid for each in heard] == [first]
    scene.line.hang_up(second)
    until(room.participants.list, lambda found: len(found) == 1)


@pytest.mark.parametrize("who", ["label", "call"])
def test_a_participant_goes_by_the_call_or_by_the_label(scene: Scene, who: str) -> None:
    sid = enter(scene, participantLabel="caller")
    participant = _room(scene).participants(sid if who == "call" else "caller")

    said = participant.update(muted=True)

    assert said.call_sid == participant.fetch().call_sid == sid
    assert said.muted
    assert scene.line.call(sid)["muted"]


def test_a_participant_is_held_with_music_and_taken_back(scene: Scene) -> None:
    scene.account.says("/music.wav", a_sound_file())
    sid = enter(scene)
    participant = _room(scene).participants(sid)

    held = participant.update(hold=True, hold_url=f"{scene.account.url}/music.wav")
    on_hold = scene.line.call(sid)["on_hold"]
    [music] = scene.account.wait_for("/music.wav")
    back = participant.update(hold=False)

    assert music.method == "GET"
    assert (held.hold, on_hold, back.hold) == (True, True, False)
    assert not scene.line.call(sid)["on_hold"]


def test_a_participant_is_held_in_silence_when_the_music_cannot_be_had(scene: Scene) -> None:
    scene.account.says("/music.wav", Reply(status=404))
    sid = enter(scene)

    held = (
        _room(scene).participants(sid).update(hold=True, hold_url=f"{scene.account.url}/music.wav")
    )

    assert held.hold
    scene.until_noted("error")
    assert scene.errors() == [11200]


def test_a_participant_begins_to_coach_another_and_stops(scene: Scene) -> None:
    coached, coach = enter(scene), enter(scene)
    participant = _room(scene).participants(coach)

    begun = participant.update(coaching=True, call_sid_to_coach=coached)
    stopped = participant.update(coaching=False)

    assert (begun.coaching, begun.call_sid_to_coach) == (True, coached)
    assert (stopped.coaching, stopped.call_sid_to_coach) == (False, None)


def test_it_can_be_settled_later_that_a_participants_leaving_ends_the_room(scene: Scene) -> None:
    enter(scene)
    chair = enter(scene)
    room = _room(scene)

    said = room.participants(chair).update(end_conference_on_exit=True)
    scene.line.hang_up(chair)

    assert said.end_conference_on_exit
    until(lambda: room.fetch().status, lambda status: status == "completed")


def test_a_participant_is_put_out_and_its_document_goes_on(scene: Scene) -> None:
    sid = enter(scene)
    room = _room(scene)

    assert room.participants(sid).delete()

    [asked] = scene.account.wait_for("/after")
    assert asked.params["CallSid"] == sid
    assert refusal(room.participants(sid).delete) == (404, 20404)


def test_a_room_or_a_participant_that_nobody_knows_is_not_found(scene: Scene) -> None:
    enter(scene)
    nowhere, nobody = scene.client.conferences("CF" + "f" * 32), "CA" + "f" * 32
    there = _room(scene).participants(nobody)
    elsewhere = nowhere.participants(nobody)

    assert refusal(nowhere.fetch) == (404, 20404)
    assert refusal(nowhere.update, status="completed") == (404, 20404)
    assert refusal(nowhere.participants.list) == (404, 20404)
    for who in (there, elsewhere):
        assert refusal(who.fetch) == (404, 20404)
        assert refusal(who.update, muted=True) == (404, 20404)
        assert refusal(who.delete) == (404, 20404)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"muted": "perhaps"}, 20001),
        ({"hold": ""}, 20001),
        ({"end_conference_on_exit": "1"}, 20001),
        ({"coaching": "yes"}, 20001),
        ({"coaching": True}, 20001),
        ({"coaching": True, "call_sid_to_coach": "CA" + "f" * 32}, 20001),
        ({"hold": True, "hold_url": "/music.wav"}, 21205),
        ({"muted": True, "hold": "perhaps"}, 20001),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_whole(
    scene: Scene, change: dict[str, Any], code: int
) -> None:
    sid = enter(scene)
    participant = _room(scene).participants(sid)

    assert refusal(participant.update, **change) == (400, code)

    found = participant.fetch()
    assert (found.muted, found.hold, found.coaching) == (False, False, False)


def test_a_state_that_no_room_can_have_is_refused(scene: Scene) -> None:
    enter(scene)

    assert refusal(_room(scene).update, status="paused") == (400, 20001)
    assert refusal(scene.client.conferences.list, status="paused") == (400, 20001)
