"""What is told of a call's progress, and how a telephone outside is rung."""

from email.utils import parsedate_to_datetime

import pytest

from helpline.practice_line.telephones import Telephone
from tests.practice_line.scene import ACCOUNT, CHILD, Scene, until

_OUTSIDE = "+77270000000"
_ALL = ["initiated", "ringing", "answered", "completed"]


def _ring(scene: Scene, behaviour: str = "answer", **more: object) -> str:
    """The API has a telephone outside rung, of which `/progress` is told."""
    scene.line.carrier.telephones[_OUTSIDE] = Telephone(does=behaviour)
    said = {
        "url": f"{scene.account.url}/outgoing",
        "status_callback": f"{scene.account.url}/progress",
        "status_callback_event": _ALL,
        **more,
    }
    return str(scene.client.calls.create(to=_OUTSIDE, from_="+77270000111", **said).sid)


def test_the_end_of_a_call_to_the_line_is_told_with_its_length(scene: Scene) -> None:
    sid = scene.call("<Hangup/>")

    [asked] = scene.account.wait_for("/status")

    assert asked.params["CallSid"] == sid
    assert asked.params["AccountSid"] == ACCOUNT
    assert asked.params["From"] == CHILD
    assert asked.params["CallStatus"] == "completed"
    assert asked.params["CallbackSource"] == "call-progress-events"
    assert asked.params["SequenceNumber"] == "0"
    assert asked.params["CallDuration"] == "0"
    assert asked.params["Duration"] == "0"
    assert asked.params["SipResponseCode"] == "200"
    assert parsedate_to_datetime(asked.params["Timestamp"]).utcoffset() is not None


def test_the_length_is_told_in_seconds_and_in_begun_minutes(scene: Scene) -> None:
    sid = scene.call("<Gather timeout='60'/>")  # at a fiftieth of the time

    [asked] = scene.account.wait_for("/status")

    assert asked.params["CallDuration"] == scene.client.calls(sid).fetch().duration == "1"
    assert asked.params["Duration"] == "1"


def test_the_progress_of_a_rung_telephone_is_told_in_numbered_steps(scene: Scene) -> None:
    scene.account.says("/outgoing", "<Hangup/>")
    sid = _ring(scene)

    seen = scene.account.told("/progress", 4)

    assert [each["CallStatus"] for each in seen] == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    assert [each["SequenceNumber"] for each in seen] == ["0", "1", "2", "3"]
    assert {each["CallSid"] for each in seen} == {sid}
    assert {each["Direction"] for each in seen} == {"outbound-api"}
    assert [("CallDuration" in each) for each in seen] == [False, False, False, True]
    [document] = scene.account.asked("/outgoing")
    assert document.params["CallStatus"] == "in-progress"
    assert (document.params["From"], document.params["To"]) == ("+77270000111", _OUTSIDE)


@pytest.mark.parametrize(
    ("wanted", "states"),
    [
        ([], ["completed"]),
        (["completed"], ["completed"]),
        (["answered", "completed"], ["in-progress", "completed"]),
        (["ringing", "nonsense"], ["ringing"]),
    ],
)
def test_only_the_steps_that_were_asked_for_are_told_and_counted(
    scene: Scene, wanted: list[str], states: list[str]
) -> None:
    scene.account.says("/outgoing", "<Hangup/>")
    sid = _ring(scene, status_callback_event=wanted)
    scene.until_over(sid)

    seen = scene.account.told("/progress", len(states))

    assert [each["CallStatus"] for each in seen] == states
    assert [each["SequenceNumber"] for each in seen] == [str(n) for n in range(len(states))]


@pytest.mark.parametrize(
    ("behaviour", "sip"), [("busy", "486"), ("no-answer", "487"), ("failed", "404")]
)
def test_a_telephone_that_is_not_answered_ends_in_its_own_state_without_a_document(
    scene: Scene, behaviour: str, sip: str
) -> None:
    sid = _ring(scene, behaviour, timeout=1)

    *_, last = scene.account.told("/progress", 3)

    assert last["CallStatus"] == behaviour == scene.until_over(sid)
    assert last["SipResponseCode"] == sip
    assert last["CallDuration"] == "0"
    assert scene.account.asked("/outgoing") == []


@pytest.mark.parametrize("status", ["canceled", "completed"])
def test_a_ringing_telephone_can_be_called_off(scene: Scene, status: str) -> None:
    sid = _ring(scene, "no-answer", timeout=600)
    until(lambda: scene.line.call(sid)["state"], lambda state: state == "ringing")

    scene.client.calls(sid).update(status=status)

    *_, last = scene.account.told("/progress", 3)
    assert last["CallStatus"] == scene.until_over(sid) == "canceled"


def test_the_steps_are_told_by_the_method_that_is_named(scene: Scene) -> None:
    scene.account.says("/outgoing", "<Hangup/>")
    _ring(scene, status_callback_method="GET", status_callback_event=["completed"])

    [asked] = scene.account.wait_for("/progress")

    assert asked.method == "GET"


def test_a_call_out_has_a_fallback_of_its_own(scene: Scene) -> None:
    scene.account.says("/fallback", "<Hangup/>")
    scene.account.says("/outgoing", "nonsense <")
    _ring(scene, fallback_url=f"{scene.account.url}/fallback")

    [asked] = scene.account.wait_for("/fallback")

    assert asked.params["ErrorCode"] == "12100"
    assert asked.params["ErrorUrl"] == f"{scene.account.url}/outgoing"
