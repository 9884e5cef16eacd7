"""Documents asked for late or twice, and requests that are signed wrongly."""

import time

from twilio.request_validator import RequestValidator

from tests.practice_line.account_holder import Reply, twiml
from tests.practice_line.faulty import TOKEN_HEADER, ask_for, played
from tests.practice_line.scene import TOKEN, Scene


def test_a_document_is_asked_for_twice_and_the_second_answer_counts(scene: Scene) -> None:
    scene.account.says("/voice", "<Redirect>/first</Redirect>", "<Redirect>/second</Redirect>")
    scene.account.says("/second", "<Hangup/>")
    ask_for(scene, duplicate_documents=1)

    scene.until_over(scene.call())

    first, second = scene.account.asked("/voice")
    assert first.params == second.params
    assert first.headers[TOKEN_HEADER] == second.headers[TOKEN_HEADER]
    assert len(scene.account.asked("/second")) == 1
    assert scene.account.asked("/first") == []
    assert played(scene) == ["duplicate_documents"]


def test_the_answer_that_is_lost_may_have_been_a_failure(scene: Scene) -> None:
    scene.account.says("/voice", Reply(status=500), twiml("<Hangup/>"))
    ask_for(scene, duplicate_documents=1)

    assert scene.until_over(scene.call()) == "completed"
    assert scene.errors() == []


def test_each_document_of_its_own_has_a_token_of_its_own(scene: Scene) -> None:
    scene.account.says("/second", "<Hangup/>")
    ask_for(scene, duplicate_documents="100%")

    scene.until_over(scene.call("<Redirect>/second</Redirect>"))

    asked = scene.account.asked("/voice") + scene.account.asked("/second")
    assert len(asked) == 4
    assert len({each.headers[TOKEN_HEADER] for each in asked}) == 2


def test_a_document_is_asked_for_late(scene: Scene) -> None:
    ask_for(scene, delay_documents=1, delay_documents_s=0.4)

    began = time.monotonic()
    scene.call("<Hangup/>")
    scene.account.wait_for("/voice")

    assert time.monotonic() - began >= 0.4
    assert played(scene) == ["delay_documents"]


def test_only_the_documents_that_are_named_are_spoilt(scene: Scene) -> None:
    scene.account.says("/second", "<Hangup/>")
    ask_for(scene, duplicate_documents="100%", documents_only="/second")

    scene.until_over(scene.call("<Redirect>/second</Redirect>"))

    assert len(scene.account.asked("/voice")) == 1
    assert len(scene.account.asked("/second")) == 2


def test_a_signature_is_wrong_when_it_shall_be_and_right_again_after(scene: Scene) -> None:
    ask_for(scene, wrong_signatures=1)
    for _ in range(2):
        scene.until_over(scene.call("<Pause length='0'/>"))

    asked = scene.account.wait_for("/voice", 2)

    validator = RequestValidator(TOKEN)
    good = [
        validator.validate(each.url, each.params, each.headers["X-Twilio-Signature"])
        for each in asked + scene.account.wait_for("/status", 2)
    ]
    assert good.count(False) == 1
    assert not good[0]
