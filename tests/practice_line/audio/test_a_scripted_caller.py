"""A scripted caller lives by what it hears: fed frame by frame, faster than life."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.practice_line.audio.frames import SILENCE, Sound
from helpline.practice_line.call import Call
from helpline.practice_line.callers.script import LANGUAGES, scripts
from helpline.practice_line.callers.scripted_caller import ScriptedCaller, Spoken
from tests.practice_line.audio.tones import COUNSELLOR, frames_of, tone

VOICE = frames_of(tone(COUNSELLOR, 0.02))[0]
A_SECOND = 50


class FakeLine:
    """One call, and what has been done to it."""

    def __init__(self) -> None:
        self.call = Call(sid="CA1", from_="anonymous", to="111")
        self.call.answer()
        self.calls = {"CA1": self.call}
        self.with_somebody, self.on_hold = True, False
        self.pressed: list[str] = []

    def describe(self, sid: str) -> dict[str, Any]:
        return {"alone": not self.with_somebody, "on_hold": self.on_hold}

    def press(self, sid: str, digits: str) -> None:
        self.pressed.append(digits)

    def hang_up(self, sid: str) -> None:
        self.call.end()


class Scene:
    """Two lines of half a second each, with a second's pause before; ten seconds of patience."""

    def __init__(self, lines: int = 2) -> None:
        self.line, self.said = FakeLine(), list[int]()
        half_a_second = [SILENCE] * (A_SECOND // 2)
        self.at = 0
        self.caller = ScriptedCaller(
            line=self.line,
            say=lambda _: self.said.append(self.at),
            sid="CA1",
            key="2",
            lines=[Spoken(frames=half_a_second, pause_s=1.0) for _ in range(lines)],
            patience_s=10.0,
            stays_s=3.0,
        )

    def hears(self, frame: Sound, seconds: float) -> int:
        """How many frames the caller has said meanwhile."""
        before = len(self.said)
        for _ in range(round(seconds * A_SECOND)):
            self.caller.hear(frame)
            self.at += 1
        return len(self.said) - before


def test_the_key_of_its_language_is_pressed_once_while_the_menu_plays() -> None:
    scene = Scene()
    scene.line.call.now_playing = "menu.wav"

    scene.hears(VOICE, 0.9)
    assert scene.line.pressed == []
    scene.hears(VOICE, 30)

    assert scene.line.pressed == ["2"]
    assert scene.said == []


def test_it_waits_while_the_counsellor_speaks_and_for_the_pause_after() -> None:
    scene = Scene()

    assert scene.hears(VOICE, 20) == 0
    assert scene.hears(SILENCE, 0.9) == 0
    assert scene.hears(SILENCE, 0.7) == A_SECOND // 2


def test_a_counsellor_who_takes_a_breath_is_not_interrupted() -> None:
    scene = Scene()

    for _ in range(5):
        scene.hears(VOICE, 1)
        scene.hears(SILENCE, 0.8)

    assert scene.said == []


def test_without_an_answer_it_goes_on_when_its_patience_ends() -> None:
    scene = Scene()

    assert scene.hears(SILENCE, 9.9) == 0
    assert scene.hears(SILENCE, 0.7) == A_SECOND // 2


def test_it_neither_speaks_nor_counts_a_pause_while_it_waits_or_is_held() -> None:
    scene = Scene()
    scene.line.with_somebody = False
    assert scene.hears(SILENCE, 60) == 0

    scene.line.with_somebody, scene.line.on_hold = True, True
    assert scene.hears(SILENCE, 60) == 0

    scene.line.on_hold = False
    assert scene.hears(SILENCE, 9.9) == 0


def test_after_its_last_line_it_listens_and_hangs_up() -> None:
    scene = Scene(lines=1)
    scene.hears(VOICE, 1)
    scene.hears(SILENCE, 1.6)
    scene.hears(VOICE, 20)
    assert scene.line.call.is_live

    scene.hears(SILENCE, 3.1)

    assert not scene.line.call.is_live


def test_nobody_leaves_it_in_the_queue_for_ever() -> None:
    scene = Scene()
    scene.line.with_somebody = False

    scene.hears(SILENCE, 1801)

    assert not scene.line.call.is_live


def test_a_call_that_is_over_is_left_alone() -> None:
    scene = Scene()
    scene.line.call.end()

    assert scene.hears(SILENCE, 60) == 0


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0.02, 3)), min_size=1, max_size=30),
    st.integers(0, 3),
)
def test_it_never_begins_before_its_pause_and_says_each_line_once(
    talk: list[tuple[bool, float]], lines: int
) -> None:
    scene, spoken = Scene(lines), list[bool]()

    for speaks, seconds in talk:
        frames = round(seconds * A_SECOND)
        spoken += [speaks] * frames
        scene.hears(VOICE if speaks else SILENCE, seconds)

    begins = [at for at in scene.said if at - 1 not in scene.said]
    assert all(not any(spoken[max(0, at - A_SECOND) : at - 1]) for at in begins)
    assert len(scene.said) <= lines * A_SECOND // 2


@pytest.mark.parametrize("script", scripts().values(), ids=lambda each: each.name)
def test_every_script_has_a_title_and_its_lines_in_each_language(script: Any) -> None:
    texts = [script.title, *(line.words for line in script.lines)]

    assert all(words[language].strip() for words in texts for language in LANGUAGES)
    assert all(len(set(words.values())) == len(LANGUAGES) for words in texts)
    assert script.patience_s > 0
    assert np.all([line.pause_s > 0 for line in script.lines])


def test_there_are_a_quiet_child_a_worried_friend_and_a_silent_call() -> None:
    assert {name: len(script.lines) > 0 for name, script in scripts().items()} == {
        "quiet_child": True,
        "silent_call": False,
        "worried_friend": True,
    }
