"""Dial into a conference: when it starts, how each leaves it, how it ends, what comes after."""

from collections.abc import Callable

import pytest

from helpline.practice_line.telephones import Telephone
from tests.practice_line.conftest import OpenLine
from tests.practice_line.rooms import enter, into, told
from tests.practice_line.scene import Scene, until


def _room(scene: Scene) -> str:
    return str(scene.client.conferences.list()[0].sid)


def _status(scene: Scene) -> str:
    return str(scene.client.conferences.list()[0].status)


def _ends(scene: Scene) -> list[dict[str, str]]:
    """Everything that was told of leaving and ending, in its order."""
    until(lambda: _status(scene), lambda status: status == "completed")
    count = max(each.sequence for each in scene.line.carrier.rooms.by_sid.values())
    return [each for each in told(scene, count) if "Reason" in "".join(each)]


def test_a_room_starts_when_the_second_has_come(scene: Scene) -> None:
    enter(scene)
    alone = _status(scene)

    enter(scene)

    assert (alone, _status(scene)) == ("init", "in-progress")


def test_a_room_does_not_start_before_somebody_who_may_start_it(scene: Scene) -> None:
    for _ in range(2):
        enter(scene, startConferenceOnEnter="false")
    waiting = _status(scene)

    enter(scene)

    assert (waiting, _status(scene)) == ("init", "in-progress")


@pytest.mark.parametrize("room", ["room", "other room"])
def test_who_dials_the_same_name_is_in_the_same_room(scene: Scene, room: str) -> None:
    first, second = enter(scene), enter(scene, room=room)

    seen = [scene.line.call(sid) for sid in (first, second)]

    assert [each["conference"] for each in seen] == ["room", room]
    assert [each["alone"] for each in seen] == [room != "room"] * 2


def _hang_up(scene: Scene, sid: str) -> None:
    scene.line.hang_up(sid)


def _kick(scene: Scene, sid: str) -> None:
    scene.client.conferences(_room(scene)).participants(sid).delete()


def _complete(scene: Scene, sid: str) -> None:
    scene.client.calls(sid).update(status="completed")


def _send_elsewhere(scene: Scene, sid: str) -> None:
    scene.client.calls(sid).update(twiml="<Response><Gather timeout='100000'/></Response>")


@pytest.mark.parametrize(
    ("leave", "reason", "status"),
    [
        (_hang_up, "participant_hung_up", "completed"),
        (_complete, "participant_hung_up", "completed"),
        (_kick, "participant_updated_via_api", "in-progress"),
        (_send_elsewhere, "participant_updated_via_api", "in-progress"),
    ],
)
def test_a_leave_is_told_with_its_reason_and_the_state_of_the_call(
    scene: Scene, leave: Callable[[Scene, str], None], reason: str, status: str
) -> None:
    enter(scene)
    second = enter(scene)

    leave(scene, second)

    left = told(scene, 4)[3]
    assert left["CallSid"] == second
    assert left["ReasonParticipantLeft"] == reason
    assert left["ParticipantCallStatus"] == status


@pytest.mark.parametrize(
    ("leave", "how"), [(_hang_up, "left"), (_send_elsewhere, "left"), (_kick, "kicked")]
)
def test_the_last_one_out_ends_the_room(
    scene: Scene, leave: Callable[[Scene, str], None], how: str
) -> None:
    sid = enter(scene, participantLabel="caller")

    leave(scene, sid)

    left, ended = _ends(scene)
    assert left["CallSid"] == sid
    assert ended["ReasonConferenceEnded"] == f"last-participant-{how}"
    assert ended["CallSidEndingConference"] == sid
    assert ended["ParticipantLabelEndingConference"] == "caller"


@pytest.mark.parametrize(("leave", "how"), [(_hang_up, "left"), (_kick, "kicked")])
def test_one_whose_leaving_ends_the_room_puts_the_others_out_and_their_documents_go_on(
    scene: Scene, leave: Callable[[Scene, str], None], how: str
) -> None:
    other = enter(scene)
    chair = enter(scene, endConferenceOnExit="true", action="")

    leave(scene, chair)

    first, second, ended = _ends(scene)
    assert first["CallSid"] == chair
    assert second["CallSid"] == other
    assert second["ReasonParticipantLeft"] == "moderator_ended_conference"
    reason = f"participant-with-end-conference-on-exit-{how}"
    assert ended["ReasonConferenceEnded"] == reason
    assert ended["CallSidEndingConference"] == chair
    [after] = scene.account.wait_for("/after")
    assert after.params["CallSid"] == other


def test_a_room_that_is_ended_by_the_api_puts_everybody_out(scene: Scene) -> None:
    sids = {enter(scene), enter(scene)}

    scene.client.conferences(_room(scene)).update(status="completed")

    *left, ended = _ends(scene)
    assert {each["CallSid"] for each in left} == sids
    assert {each["ReasonParticipantLeft"] for each in left} == {"conference_ended_via_api"}
    assert ended["ReasonConferenceEnded"] == "conference-ended-via-api"
    assert "CallSidEndingConference" not in ended
    assert {asked.params["CallSid"] for asked in scene.account.wait_for("/after", 2)} == sids


def test_after_a_room_the_action_is_asked_with_what_became_of_it(scene: Scene) -> None:
    scene.account.says("/after", "<Hangup/>")
    sid = enter(scene, follows="<Redirect>/never</Redirect>")

    _kick(scene, sid)

    [asked] = scene.account.wait_for("/after")
    assert asked.params["CallSid"] == sid
    assert asked.params["DialCallStatus"] == "answered"
    assert asked.params["DialBridged"] == "true"
    assert not {"DialCallSid", "DialCallDuration"} & set(asked.params)
    assert scene.account.asked("/never") == []


def test_without_an_action_what_follows_the_dial_comes_next(scene: Scene) -> None:
    scene.account.says("/next", "<Hangup/>")
    sid = enter(scene, action="", follows="<Redirect>/next</Redirect>")

    _kick(scene, sid)

    scene.account.wait_for("/next")


def test_of_who_hangs_up_in_a_room_the_action_is_told_and_its_answer_is_not_played(
    scene: Scene,
) -> None:
    sid = enter(scene)
    scene.account.says("/after", "<Redirect>/next</Redirect>")

    scene.line.hang_up(sid)

    scene.account.wait_for("/status")
    [asked] = scene.account.wait_for("/after")
    assert (asked.params["CallStatus"], asked.params["DialCallStatus"]) == ("completed", "answered")
    assert scene.account.asked("/next") == []


def test_when_the_time_of_the_dial_is_up_the_leg_leaves_the_room(open_line: OpenLine) -> None:
    scene = open_line()
    scene.account.says("/after", "<Hangup/>")

    scene.call(into(dial="timeLimit='1'"))

    scene.account.wait_for("/after")


def test_a_label_that_is_taken_keeps_the_second_out_and_her_next_verb_follows(
    scene: Scene,
) -> None:
    enter(scene, participantLabel="caller")
    scene.account.says("/next", "<Hangup/>")
    second = scene.call(into(participantLabel="caller", follows="<Redirect>/next</Redirect>"))

    [asked] = scene.account.wait_for("/next")

    assert asked.params["CallSid"] == second
    assert scene.account.asked("/after") == []
    assert scene.errors() == [16025]
    assert len(scene.client.conferences(_room(scene)).participants.list()) == 1


def test_nobody_can_be_coached_who_is_not_there(scene: Scene) -> None:
    enter(scene)
    scene.account.says("/after", "<Hangup/>")
    scene.call(into(coach="CA" + "f" * 32))

    [asked] = scene.account.wait_for("/after")

    assert asked.params["DialCallStatus"] == "failed"
    assert scene.errors() == [13240]


def test_who_coaches_is_told_as_such(scene: Scene) -> None:
    counsellor = enter(scene)

    enter(scene, coach=counsellor)

    assert told(scene, 2)[1]["Coaching"] == "true"


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [("answer", "completed"), ("busy", "busy"), ("failed", "failed"), (None, "no-answer")],
)
def test_a_telephone_outside_does_what_the_table_says(
    scene: Scene, behaviour: str | None, status: str
) -> None:
    if behaviour:
        scene.line.carrier.telephones["+77270000000"] = Telephone(does=behaviour, talks_s=1)
    scene.account.says("/after", "<Hangup/>")

    scene.call("<Dial action='/after' timeout='1'><Number>+77270000000</Number></Dial>")

    [asked] = scene.account.wait_for("/after")
    assert asked.params["DialCallStatus"] == status
