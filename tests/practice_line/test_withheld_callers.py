"""Callers who withhold their number come in every form in which carriers say so."""

import pytest

from helpline.practice_line.withheld import FORMS
from tests.practice_line.faulty import ask_for, played
from tests.practice_line.scene import CHILD, Scene


def _shown(scene: Scene, count: int) -> list[str]:
    return [each.params["From"] for each in scene.account.wait_for("/voice", count)]


def _call(scene: Scene, times: int = 1) -> None:
    for _ in range(times):
        scene.until_over(scene.call("<Hangup/>"))


def test_there_are_words_and_keypad_numerals_nothing_at_all_and_an_address() -> None:
    shown = set(FORMS.values())

    assert {"anonymous", "unknown", "restricted", "", "sip:anonymous@anonymous.invalid"} <= shown
    assert {"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"} <= shown


def test_the_next_callers_come_in_one_form_after_the_other_and_then_with_their_number(
    scene: Scene,
) -> None:
    ask_for(scene, withheld_callers=len(FORMS))

    _call(scene, len(FORMS) + 1)

    assert _shown(scene, len(FORMS) + 1) == [*FORMS.values(), CHILD]
    assert played(scene) == ["withheld_callers"] * len(FORMS)


def test_a_form_may_be_chosen(scene: Scene) -> None:
    ask_for(scene, withheld_callers=2, withheld_as="keys of RESTRICTED")

    _call(scene, 2)

    assert _shown(scene, 2) == ["+7378742833"] * 2


@pytest.mark.parametrize(("form", "shown"), FORMS.items())
def test_a_caller_chooses_the_form_herself(scene: Scene, form: str, shown: str) -> None:
    scene.account.says("/voice", "<Hangup/>")

    status, _ = scene.control("POST", "/practice/calls", {"withheld": form, "from": CHILD})

    assert status == 201
    assert _shown(scene, 1) == [shown]


@pytest.mark.parametrize("form", ["whisper", "in turn", "", 7, None])
def test_a_form_that_nobody_knows_is_refused_in_words(scene: Scene, form: object) -> None:
    status, answer = scene.control("POST", "/practice/calls", {"withheld": form})

    assert status == 400
    assert answer["error"].startswith("withheld must be")
