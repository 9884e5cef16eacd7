"""Gather: which keys end it, what is sent on, and what happens when nothing is pressed."""

import pytest

from tests.practice_line.account_holder import twiml
from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import Scene, a_sound_file

_FOLLOWS = "<Redirect>/no-input</Redirect>"


@pytest.fixture
def slow(open_line: OpenLine) -> Scene:
    """At its true speed: time enough to press keys."""
    scene = open_line(speed=1.0)
    scene.account.says("/keys", "<Hangup/>")
    scene.account.says("/no-input", "<Hangup/>")
    return scene


@pytest.fixture
def quick(open_line: OpenLine) -> Scene:
    """Five seconds are over in a tenth of one."""
    scene = open_line()
    scene.account.says("/keys", "<Hangup/>")
    scene.account.says("/no-input", "<Hangup/>")
    return scene


@pytest.mark.parametrize(
    ("attributes", "pressed", "digits"),
    [
        ("numDigits='1'", "2", "2"),
        ("numDigits='3'", "4567", "456"),
        ("", "123#", "123"),
        ("numDigits='9'", "12#", "12"),
        ("finishOnKey='*'", "1#2*", "1#2"),
        ("finishOnKey='*#'", "12#", "12"),
        ("finishOnKey='' numDigits='3'", "1#*", "1#*"),
    ],
)
def test_the_keys_are_sent_on_without_the_one_that_ends_them(
    slow: Scene, attributes: str, pressed: str, digits: str
) -> None:
    sid = slow.call(f"<Gather action='/keys' timeout='100' {attributes}/>{_FOLLOWS}")
    slow.account.wait_for("/voice")
    slow.line.press(sid, pressed)

    [asked] = slow.account.wait_for("/keys")

    assert asked.params["Digits"] == digits
    assert (asked.method, asked.params["CallSid"]) == ("POST", sid)


def test_keys_that_come_one_by_one_are_gathered(slow: Scene) -> None:
    sid = slow.call("<Gather action='/keys' numDigits='2' timeout='100'/>")
    slow.account.wait_for("/voice")

    slow.line.press(sid, "7")
    slow.line.press(sid, "8")

    [asked] = slow.account.wait_for("/keys")
    assert asked.params["Digits"] == "78"


def test_what_was_pressed_before_the_time_is_up_is_sent_on(quick: Scene) -> None:
    sid = quick.call("<Gather action='/keys' numDigits='4' timeout='20'/>")
    quick.line.press(sid, "12")

    [asked] = quick.account.wait_for("/keys")

    assert asked.params["Digits"] == "12"


@pytest.mark.parametrize("attributes", ["", "timeout='1'", "actionOnEmptyResult='false'"])
def test_without_a_key_the_next_verb_follows_and_the_action_is_not_asked(
    quick: Scene, attributes: str
) -> None:
    quick.call(f"<Gather action='/keys' {attributes}/>{_FOLLOWS}")

    quick.account.wait_for("/no-input")

    assert quick.account.asked("/keys") == []


def test_the_finishing_key_alone_is_no_input(slow: Scene) -> None:
    sid = slow.call(f"<Gather action='/keys' timeout='100'/>{_FOLLOWS}")
    slow.account.wait_for("/voice")

    slow.line.press(sid, "#")

    slow.account.wait_for("/no-input")
    assert slow.account.asked("/keys") == []


def test_no_input_at_the_end_of_the_document_hangs_up(quick: Scene) -> None:
    sid = quick.call("<Gather action='/keys'/>")

    assert quick.until_over(sid) == "completed"
    assert quick.account.asked("/keys") == []


def test_an_empty_result_is_sent_on_where_it_is_wanted(quick: Scene) -> None:
    quick.call(f"<Gather action='/keys' actionOnEmptyResult='true'/>{_FOLLOWS}")

    [asked] = quick.account.wait_for("/keys")

    assert asked.params["Digits"] == ""
    assert quick.account.asked("/no-input") == []


def test_the_finishing_key_alone_is_an_empty_result_where_that_is_wanted(slow: Scene) -> None:
    sid = slow.call(f"<Gather action='/keys' timeout='100' actionOnEmptyResult='true'/>{_FOLLOWS}")
    slow.account.wait_for("/voice")
    slow.line.press(sid, "#")

    [asked] = slow.account.wait_for("/keys")

    assert asked.params["Digits"] == ""


def test_a_key_stops_the_prompt_at_once(slow: Scene) -> None:
    slow.account.says("/greeting.wav", a_sound_file(100))
    sid = slow.call(
        "<Gather action='/keys' numDigits='2' timeout='100'>"
        "<Play loop='0'>/greeting.wav</Play><Play>/second.wav</Play></Gather>"
    )
    slow.until_playing(sid, f"{slow.account.url}/greeting.wav")

    slow.line.press(sid, "1")

    slow.until_playing(sid, "")
    assert slow.account.asked("/second.wav") == []
    slow.line.press(sid, "2")
    [asked] = slow.account.wait_for("/keys")
    assert asked.params["Digits"] == "12"


def test_the_time_begins_when_the_prompt_has_ended(quick: Scene) -> None:
    quick.account.says("/greeting.wav", a_sound_file(10))
    quick.account.says("/menu.wav", a_sound_file(10))

    quick.call(
        "<Gather timeout='1'><Play>/greeting.wav</Play><Pause length='1'/>"
        f"<Play>/menu.wav</Play></Gather>{_FOLLOWS}"
    )

    quick.account.wait_for("/no-input")
    assert quick.account.asked("/menu.wav") != []


def test_only_prompts_may_stand_inside(quick: Scene) -> None:
    quick.call(f"<Gather timeout='1'><Hangup/><Redirect>/keys</Redirect></Gather>{_FOLLOWS}")

    quick.account.wait_for("/no-input")

    assert quick.account.asked("/keys") == []


def test_without_an_action_the_same_document_gets_the_keys(slow: Scene) -> None:
    slow.account.says("/voice", twiml("<Gather numDigits='1' timeout='100'/>"), "<Hangup/>")
    sid = slow.call()
    slow.account.wait_for("/voice")
    slow.line.press(sid, "5")

    first, second = slow.account.wait_for("/voice", 2)

    assert "Digits" not in first.params
    assert second.params["Digits"] == "5"
    assert second.url == first.url


def test_the_action_is_asked_by_the_method_that_is_named(slow: Scene) -> None:
    sid = slow.call("<Gather action='/keys?turn=2' method='GET' numDigits='1' timeout='100'/>")
    slow.account.wait_for("/voice")
    slow.line.press(sid, "5")

    [asked] = slow.account.wait_for("/keys")

    assert asked.method == "GET"
    assert (asked.params["turn"], asked.params["Digits"]) == ("2", "5")
