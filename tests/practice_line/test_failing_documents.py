"""When a document cannot be had: the fallback, and without one the end of the call."""

import pytest

from tests.practice_line.account_holder import Reply, twiml
from tests.practice_line.conftest import OpenLine
from tests.practice_line.refusing import nobody
from tests.practice_line.scene import Scene, a_sound_file

_NOT_TWIML = b"<Answer/>"


def _moved(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        (Reply(status=500), "11200"),
        (Reply(status=404), "11200"),
        (Reply(body=b"<Response>", content_type="text/xml"), "12100"),
        (Reply(body=b"", content_type="text/xml"), "12100"),
        (Reply(body=_NOT_TWIML), "12100"),
        (Reply(body=b'\n<?xml version="1.0"?><Response/>'), "12100"),
        (Reply(body=b'<?xml version="1.0" encoding="klingon"?><Response/>'), "12100"),
        (Reply(body=b'<?xml version="1.0" encoding="utf-7"?><Response/>'), "12100"),
        (Reply(body=b"<Response/>", content_type="application/json"), "12300"),
        (Reply(body=b"<Response/>", content_type="image/svg+xml"), "12300"),
        (Reply(body=b"<Response/>", content_type=None), "12300"),
        (_moved("http://[nowhere/"), "11100"),
        (_moved("/voice"), "11215"),
    ],
)
def test_the_fallback_is_asked_at_once_with_the_error_and_the_address_that_failed(
    open_line: OpenLine, failing: Reply, code: str
) -> None:
    scene = open_line(fallback_url="/fallback")
    scene.account.says("/voice", failing)
    scene.account.says("/fallback", "<Redirect>saved</Redirect>")
    scene.account.says("/saved", "<Hangup/>")
    sid = scene.call()

    [asked] = scene.account.wait_for("/fallback")

    assert asked.params["CallSid"] == sid
    assert asked.params["ErrorCode"] == code
    assert asked.params["ErrorUrl"] == f"{scene.account.url}/voice"
    scene.account.wait_for("/saved")


def test_the_fallback_takes_over_when_nobody_answers_at_all(open_line: OpenLine) -> None:
    dead = nobody()
    scene = open_line(voice_url=f"{dead}/voice", fallback_url="/fallback")
    scene.account.says("/fallback", "<Hangup/>")
    scene.call()

    [asked] = scene.account.wait_for("/fallback")

    assert (asked.params["ErrorCode"], asked.params["ErrorUrl"]) == ("11205", f"{dead}/voice")


def test_the_fallback_takes_over_in_the_middle_of_a_call_and_keeps_the_keys(
    open_line: OpenLine,
) -> None:
    scene = open_line(fallback_url="/fallback", speed=1.0)
    scene.account.says("/chosen", Reply(status=500))
    scene.account.says("/fallback", "<Hangup/>")
    sid = scene.call("<Gather numDigits='1' action='/chosen'/>")
    scene.account.wait_for("/voice")
    scene.line.press(sid, "2")

    [asked] = scene.account.wait_for("/fallback")

    assert asked.params["ErrorUrl"] == f"{scene.account.url}/chosen"
    assert asked.params["Digits"] == "2"


@pytest.mark.parametrize(
    "failing",
    [Reply(status=500), Reply(body=_NOT_TWIML), Reply(content_type="application/json")],
)
def test_without_a_fallback_the_call_is_hung_up(scene: Scene, failing: Reply) -> None:
    scene.account.says("/voice", failing)
    sid = scene.call()

    scene.until_over(sid)

    [callback] = scene.account.wait_for("/status")
    assert callback.params["CallStatus"] == "completed"


def test_a_fallback_that_fails_too_ends_the_call(open_line: OpenLine) -> None:
    scene = open_line(fallback_url="/fallback")
    scene.account.says("/voice", Reply(status=500))
    scene.account.says("/fallback", Reply(body=_NOT_TWIML))
    sid = scene.call()

    scene.until_over(sid)

    assert len(scene.account.asked("/fallback")) == 1
    assert scene.errors() == [11200, 12100]


@pytest.mark.parametrize(("hops", "code"), [(10, None), (11, 11215)])
def test_ten_redirects_are_followed_and_no_more(scene: Scene, hops: int, code: int | None) -> None:
    scene.account.says("/voice", *[_moved("/voice")] * hops, twiml("<Hangup/>"))
    sid = scene.call()

    scene.until_over(sid)

    assert len(scene.account.asked("/voice")) == min(hops, 10) + 1
    assert scene.errors()[:1] == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("status", "method"),
    [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")],
)
def test_only_a_redirect_that_keeps_the_method_carries_the_form_along(
    scene: Scene, status: int, method: str
) -> None:
    scene.account.says("/voice", _moved("/moved?to=1", status))
    scene.account.says("/moved", "<Hangup/>")
    sid = scene.call()

    [asked] = scene.account.wait_for("/moved")

    assert asked.method == method
    assert asked.params.get("CallSid") == (sid if method == "POST" else None)


@pytest.mark.parametrize("content_type", ["text/xml", "application/xml", "text/html", "text/plain"])
def test_these_content_types_are_read_as_a_document(scene: Scene, content_type: str) -> None:
    document = b'<?xml version="1.0"?><Response><Redirect>/next</Redirect></Response>'
    scene.account.says(
        "/voice", Reply(body=document, content_type=f"{content_type}; charset=utf-8")
    )
    scene.account.says("/next", "<Hangup/>")

    scene.call()

    scene.account.wait_for("/next")


def test_plain_text_that_is_no_document_is_said_and_a_sound_is_played(open_line: OpenLine) -> None:
    scene = open_line(speed=1.0)
    scene.account.says("/voice", Reply(body=b"Please hold the line.", content_type="text/plain"))
    speaking = scene.call()
    said = scene.until_noted("warning")[0].fields["words"]
    scene.account.says("/voice", a_sound_file(100))
    playing = scene.call()

    scene.until_playing(playing, f"{scene.account.url}/voice")

    assert said == "said without a voice: Please hold the line."
    assert len(scene.account.asked("/voice")) == 2
    scene.line.hang_up(speaking)
    scene.line.hang_up(playing)
