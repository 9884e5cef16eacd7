"""What Say, Play, Pause, Redirect, Hangup and Reject do to a call, and how a document ends."""

import pytest

from tests.practice_line.account_holder import Reply
from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import Scene, a_sound_file, until


@pytest.mark.parametrize("verbs", ["", "<Pause/>", "<Say>goodbye</Say>", "<Shout/>"])
def test_the_end_of_a_document_hangs_up(scene: Scene, verbs: str) -> None:
    scene.account.says("/voice", verbs)
    sid = scene.call()

    assert scene.until_over(sid) == "completed"

    assert len(scene.account.asked("/voice")) == 1


def test_hangup_ends_the_call_and_what_follows_is_not_reached(scene: Scene) -> None:
    sid = scene.call("<Hangup/><Redirect>/next</Redirect>")

    assert scene.until_over(sid) == "completed"

    scene.account.wait_for("/status")
    assert scene.account.asked("/next") == []


@pytest.mark.parametrize(
    ("verb", "state"),
    [("<Reject/>", "no-answer"), ("<Reject reason='busy'/>", "busy")],
)
def test_a_call_that_is_turned_away_was_never_answered(scene: Scene, verb: str, state: str) -> None:
    sid = scene.call(f"{verb}<Redirect>/next</Redirect>")

    assert scene.until_over(sid) == state

    [callback] = scene.account.wait_for("/status")
    assert callback.params["CallStatus"] == state
    assert callback.params["CallDuration"] == "0"
    assert scene.client.calls(sid).fetch().start_time is None
    assert scene.account.asked("/next") == []


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("next", "/calls/7/next"),
        ("./next", "/calls/7/next"),
        ("../next", "/calls/next"),
        ("/next", "/next"),
    ],
)
def test_a_relative_address_resolves_against_the_current_document(
    open_line: OpenLine, address: str, there: str
) -> None:
    scene = open_line(voice_url="/calls/7/turn?turn=1#rc=0")
    scene.account.says("/calls/7/turn", f"<Redirect>{address}</Redirect>")
    scene.account.says(there, "<Hangup/>")

    scene.call()

    [asked] = scene.account.wait_for(there)
    assert asked.url == scene.account.url + there


def test_a_whole_address_is_taken_as_it_is(scene: Scene) -> None:
    scene.account.says("/next", "<Hangup/>")

    scene.call(f"<Redirect>{scene.account.url}/next?a=%2F&amp;b=2</Redirect>")

    [asked] = scene.account.wait_for("/next")
    assert asked.url == f"{scene.account.url}/next?a=%2F&b=2"


def test_a_redirect_without_an_address_asks_for_the_same_document_again(
    open_line: OpenLine,
) -> None:
    scene = open_line(voice_url="/voice?line=1#rp=all")
    scene.account.says("/voice", "<Redirect/>", "<Redirect></Redirect>", "<Hangup/>")

    scene.call()

    urls = [asked.url for asked in scene.account.wait_for("/voice", 3)]
    assert urls == [f"{scene.account.url}/voice?line=1"] * 3


def test_an_address_that_is_none_ends_the_call_with_an_error_of_its_own(scene: Scene) -> None:
    sid = scene.call("<Redirect>http://[nowhere/</Redirect>")

    scene.until_over(sid)

    assert scene.errors() == [11100, 11100]


@pytest.mark.parametrize(
    ("method", "asked_by"),
    [("", "POST"), ("GET", "GET"), ("get", "GET"), ("POST", "POST"), ("BREW", "POST")],
)
def test_a_redirect_asks_by_the_method_it_names(scene: Scene, method: str, asked_by: str) -> None:
    scene.account.says("/next", "<Hangup/>")
    sid = scene.call(f"<Redirect method='{method}'>/next</Redirect>")

    [asked] = scene.account.wait_for("/next")

    assert asked.method == asked_by
    assert asked.params["CallSid"] == sid


def test_sounds_are_played_one_after_the_other_as_the_loop_says(open_line: OpenLine) -> None:
    scene = open_line(speed=1.0)
    scene.account.says("/short.wav", Reply(body=b"", content_type="audio/wav"))
    scene.account.says("/long.wav", a_sound_file(100))
    sid = scene.call(
        "<Play loop='3'>short.wav</Play><Pause length='0'/><Play loop='0'>/long.wav</Play>"
    )

    scene.until_playing(sid, f"{scene.account.url}/long.wav")

    assert len(scene.account.asked("/short.wav")) == 1
    scene.line.hang_up(sid)


def test_a_sound_is_fetched_once_for_all_calls(scene: Scene) -> None:
    scene.account.says("/sound.wav", a_sound_file())
    for _ in range(2):
        scene.until_over(scene.call("<Play>/sound.wav</Play><Play>/sound.wav</Play>"))

    assert len(scene.account.asked("/sound.wav")) == 1


def test_a_sound_that_cannot_be_had_is_passed_over_with_an_error(scene: Scene) -> None:
    scene.account.says("/sound.wav", Reply(status=404))
    scene.account.says("/next", "<Hangup/>")

    scene.call("<Play>/sound.wav</Play><Play/><Redirect>/next</Redirect>")

    scene.account.wait_for("/next")
    assert scene.errors() == [11200]


def test_what_would_be_said_takes_its_time_and_is_noted(open_line: OpenLine) -> None:
    scene = open_line(speed=1.0)
    sid = scene.call(f"<Say>{'hello ' * 100}</Say>")

    scene.until_playing(sid, f"say:{('hello ' * 100).strip()}")

    assert scene.line.call(sid)["state"] == "in-progress"
    [noted] = scene.line.journal("warning")
    assert noted.fields["words"].startswith("said without a voice: hello")
    scene.line.hang_up(sid)


def test_a_caller_who_hangs_up_ends_whatever_is_going_on(open_line: OpenLine) -> None:
    scene = open_line(speed=1.0, status_callback="/status")
    sid = scene.call("<Gather timeout='1000'/><Redirect>/next</Redirect>")
    until(lambda: scene.line.call(sid)["state"], lambda state: state == "in-progress")

    scene.line.hang_up(sid)
    scene.line.hang_up(sid)

    assert scene.until_over(sid) == "completed"
    assert len(scene.account.wait_for("/status")) == 1
    assert scene.account.asked("/next") == []
