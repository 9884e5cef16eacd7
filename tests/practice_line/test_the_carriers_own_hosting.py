"""What an account holder has laid down at the carrier answers while she does not."""

from helpline.practice_line.hosting import ADDRESS
from tests.practice_line.account_holder import AccountHolder, Reply
from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import Scene, a_sound_file

DOCUMENT = "<Response><Play>{}trouble.wav</Play><Redirect>{}</Redirect></Response>"


def _line(open_line: OpenLine, back_to: str) -> Scene:
    hosted = {
        "fallback.xml": DOCUMENT.format(ADDRESS, back_to).encode(),
        "trouble.wav": a_sound_file(seconds=1).body,
    }
    return open_line(fallback_url=f"{ADDRESS}fallback.xml", hosted=hosted, speed=1.0)


def test_its_voice_is_heard_and_then_the_line_is_tried_again(
    open_line: OpenLine, account: AccountHolder
) -> None:
    scene = _line(open_line, f"{account.url}/voice")
    scene.account.says("/voice", Reply(status=500), Reply(status=500), "<Pause length='1000'/>")

    sid = scene.line.place_call("anonymous")

    scene.until_playing(sid, f"{ADDRESS}trouble.wav")
    scene.account.wait_for("/voice", 3)
    assert scene.line.call(sid)["state"] == "in-progress"
    assert scene.errors() == [11200, 11200]


def test_what_is_not_hosted_is_an_error_and_a_sentence(open_line: OpenLine) -> None:
    scene = open_line(fallback_url=f"{ADDRESS}other.xml", speed=1.0)
    scene.account.says("/voice", Reply(status=500))

    sid = scene.line.place_call("anonymous")

    scene.until_playing(sid, "say:We are sorry, an application error has occurred.")
    assert scene.errors() == [11200, 11200]


def test_a_browser_that_calls_is_not_led_to_the_numbers_fallback(
    open_line: OpenLine, account: AccountHolder
) -> None:
    scene = _line(open_line, f"{account.url}/voice")
    account.says("/client", Reply(status=500))

    sid = scene.line.connect_client("person-7", {})

    scene.until_playing(sid, "say:We are sorry, an application error has occurred.")
    assert account.asked("/voice") == []
