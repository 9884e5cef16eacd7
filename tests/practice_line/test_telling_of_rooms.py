"""Conference callbacks: which are sent, in which order they are numbered, and what they say."""

from email.utils import parsedate_to_datetime

import pytest

from tests.practice_line.rooms import enter, events, told
from tests.practice_line.scene import ACCOUNT, Scene

_ALWAYS = {
    "ConferenceSid",
    "FriendlyName",
    "AccountSid",
    "SequenceNumber",
    "Timestamp",
    "StatusCallbackEvent",
}
_OF_A_PARTICIPANT = {
    "CallSid",
    "Muted",
    "Hold",
    "Coaching",
    "EndConferenceOnExit",
    "StartConferenceOnEnter",
    "ParticipantLabel",
}


def test_the_life_of_a_room_is_told_in_numbered_events(scene: Scene) -> None:
    child, counsellor = enter(scene), enter(scene)

    scene.line.hang_up(counsellor)
    scene.line.hang_up(child)

    seen = told(scene, 6)
    assert [each["StatusCallbackEvent"] for each in seen] == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-leave",
        "participant-leave",
        "conference-end",
    ]
    assert [int(each["SequenceNumber"]) for each in seen] == [1, 2, 3, 4, 5, 6]
    assert [each.get("CallSid") for each in seen] == [
        child,
        counsellor,
        None,
        counsellor,
        child,
        None,
    ]
    assert len({each["ConferenceSid"] for each in seen}) == 1
    assert {each["FriendlyName"] for each in seen} == {"room"}
    assert {each["AccountSid"] for each in seen} == {ACCOUNT}


def test_every_event_has_the_common_parameters_and_a_participants_its_own(scene: Scene) -> None:
    child, counsellor = enter(scene, participantLabel="caller"), enter(scene)
    scene.line.hang_up(counsellor)
    scene.line.hang_up(child)

    names = {each["StatusCallbackEvent"]: set(each) for each in told(scene, 6)}

    leaving = {"ReasonParticipantLeft", "ParticipantCallStatus"}
    ending = {"ReasonConferenceEnded", "Reason"}
    ended_by = {"CallSidEndingConference", "ParticipantLabelEndingConference"}
    assert names == {
        "participant-join": _ALWAYS | _OF_A_PARTICIPANT,
        "conference-start": _ALWAYS,
        "participant-leave": _ALWAYS | _OF_A_PARTICIPANT | leaving,
        "conference-end": _ALWAYS | ending | ended_by,
    }


def test_an_event_says_how_the_participant_is_in_the_room(scene: Scene) -> None:
    enter(
        scene,
        participantLabel="listener",
        muted="true",
        endConferenceOnExit="true",
        startConferenceOnEnter="false",
    )

    [joined] = told(scene, 1)

    assert joined["ParticipantLabel"] == "listener"
    assert (joined["Muted"], joined["Hold"], joined["Coaching"]) == ("true", "false", "false")
    assert joined["EndConferenceOnExit"] == "true"
    assert joined["StartConferenceOnEnter"] == "false"


def test_an_event_tells_its_time_as_the_carrier_writes_times(scene: Scene) -> None:
    enter(scene)

    [joined] = told(scene, 1)

    assert joined["Timestamp"].endswith(" +0000")
    assert parsedate_to_datetime(joined["Timestamp"]).utcoffset() is not None


def test_only_what_was_asked_for_is_told(scene: Scene) -> None:
    first = enter(scene, statusCallbackEvent="end mute")
    second = enter(scene)
    participant = scene.client.conferences.list()[0].participants(second)
    participant.update(muted=True)
    participant.update(muted=False)
    participant.update(hold=True)
    scene.line.hang_up(second)
    scene.line.hang_up(first)

    assert events(scene, 3) == ["participant-mute", "participant-unmute", "conference-end"]


def test_the_first_participant_says_where_and_what_is_told(scene: Scene) -> None:
    enter(scene, statusCallbackEvent="join")

    enter(scene, statusCallback="/others", statusCallbackEvent="start join")

    assert events(scene, 2) == ["participant-join", "participant-join"]
    assert scene.account.asked("/others") == []


def test_without_an_address_nothing_is_told(scene: Scene) -> None:
    child = enter(scene, statusCallback="", statusCallbackEvent="join", action="")
    scene.line.hang_up(child)

    scene.account.wait_for("/status")

    assert [asked.path for asked in scene.account.everything()] == ["/voice", "/status"]


def test_the_callback_is_sent_by_the_method_that_is_named(scene: Scene) -> None:
    enter(scene, statusCallbackMethod="GET")

    [asked] = scene.account.wait_for("/events")

    assert asked.method == "GET"
    assert asked.params["StatusCallbackEvent"] == "participant-join"


@pytest.mark.parametrize(
    ("change", "event", "shown"),
    [
        ({"muted": True}, "participant-mute", {"Muted": "true"}),
        ({"hold": True}, "participant-hold", {"Hold": "true"}),
    ],
)
def test_muting_and_holding_are_told_once_and_so_is_their_end(
    scene: Scene, change: dict[str, bool], event: str, shown: dict[str, str]
) -> None:
    enter(scene)
    second = enter(scene)
    participant = scene.client.conferences.list()[0].participants(second)
    back = dict.fromkeys(change, False)

    for each in (change, change, back, back):
        participant.update(**each)

    seen = told(scene, 5)[3:]
    assert [each["StatusCallbackEvent"] for each in seen] == [event, event.replace("-", "-un")]
    assert seen[0].items() >= shown.items()
    assert seen[1].items() >= dict.fromkeys(shown, "false").items()


def test_the_numbers_begin_anew_in_the_next_room_of_the_same_name(scene: Scene) -> None:
    scene.line.hang_up(enter(scene))
    scene.account.wait_for("/events", 3)

    enter(scene)

    seen = [asked.params for asked in scene.account.wait_for("/events", 4)]
    joins = [each for each in seen if each["StatusCallbackEvent"] == "participant-join"]
    assert [each["SequenceNumber"] for each in joins] == ["1", "1"]
    assert len({each["ConferenceSid"] for each in joins}) == 2
