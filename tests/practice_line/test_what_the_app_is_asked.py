"""Every request about a call: its parameters, its headers and its signature."""

import uuid

import pytest
from twilio.request_validator import RequestValidator

from tests.practice_line.account_holder import Asked
from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import ACCOUNT, APPLICATION, CHILD, TOKEN, Scene, a_sound_file

_PLACES = {
    f"{side}{place}"
    for side in ("From", "Caller", "To", "Called")
    for place in ("City", "State", "Zip", "Country")
}


def _is_signed(asked: Asked, url: str, token: str = TOKEN) -> bool:
    params = asked.params if asked.method == "POST" else {}
    given = asked.headers["X-Twilio-Signature"]
    return bool(RequestValidator(token).validate(url, params, given))


def test_an_incoming_call_is_asked_about_with_the_whole_set_of_parameters(scene: Scene) -> None:
    sid = scene.call("<Pause length='100'/>")

    [asked] = scene.account.wait_for("/voice")

    assert {name: asked.params[name] for name in asked.params.keys() - _PLACES} == {
        "CallSid": sid,
        "AccountSid": ACCOUNT,
        "From": CHILD,
        "Caller": CHILD,
        "To": "111",
        "Called": "111",
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
    }
    assert {name: asked.params[name] for name in _PLACES} == dict.fromkeys(_PLACES, "")


def test_a_call_that_has_been_answered_is_asked_about_as_in_progress(scene: Scene) -> None:
    scene.account.says("/next", "<Hangup/>")
    sid = scene.call("<Redirect>/next</Redirect>")

    [asked] = scene.account.wait_for("/next")

    assert asked.params["CallSid"] == sid
    assert asked.params["CallStatus"] == "in-progress"


def test_a_request_for_a_document_says_who_asks_and_what_is_understood(scene: Scene) -> None:
    scene.call("<Hangup/>")

    [asked] = scene.account.wait_for("/voice")

    assert asked.method == "POST"
    assert asked.headers["User-Agent"] == "TwilioProxy/1.1"
    assert asked.headers["Accept"] == "text/xml, application/xml, text/html"
    assert asked.headers["Cache-Control"] == "max-age=259200"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=utf-8"
    assert uuid.UUID(asked.headers["I-Twilio-Idempotency-Token"]).version == 4


def test_a_callback_takes_any_answer_and_every_request_has_a_token_of_its_own(
    scene: Scene,
) -> None:
    scene.call("<Hangup/>")

    [document] = scene.account.wait_for("/voice")
    [callback] = scene.account.wait_for("/status")

    token = "I-Twilio-Idempotency-Token"
    assert callback.headers["Accept"] == "*/*"
    assert callback.headers[token] != document.headers[token]


@pytest.mark.parametrize(
    "path",
    [
        "/voice",
        "/voice?call=7&name=a%20b",
        "/voice?escaped=%2Fa%3D%26&word=%D0%B1%D0%B0%D0%BB%D0%B0",
        "/voice?empty=&plus=a+b&tilde=~&twice=%7E",
    ],
)
def test_the_signature_is_over_the_exact_address_with_its_query_but_not_its_fragment(
    open_line: OpenLine, path: str
) -> None:
    scene = open_line(voice_url=f"{path}#ct=2000&rt=5000&rp=all&rc=1")
    scene.call("<Hangup/>", from_="жасырын & co=1")

    [asked] = scene.account.wait_for("/voice")

    assert asked.url == scene.account.url + path
    assert _is_signed(asked, scene.account.url + path)
    assert not _is_signed(asked, f"{scene.account.url}{path}#ct=2000&rt=5000&rp=all&rc=1")
    assert not _is_signed(asked, scene.account.url + path, token="another token")


def test_by_get_the_parameters_are_part_of_the_address_that_is_signed(
    open_line: OpenLine,
) -> None:
    scene = open_line(voice_url="/voice?call=7#rc=0", voice_method="GET")
    sid = scene.call("<Hangup/>")

    [asked] = scene.account.wait_for("/voice")

    assert asked.method == "GET"
    assert asked.url.startswith(f"{scene.account.url}/voice?call=7&")
    assert asked.params["call"] == "7"
    assert asked.params["CallSid"] == sid
    assert _is_signed(asked, asked.url)


def test_callbacks_and_sounds_are_signed_too(scene: Scene) -> None:
    scene.account.says("/sound.wav", a_sound_file())
    scene.call("<Play>/sound.wav?voice=2</Play>")

    [sound] = scene.account.wait_for("/sound.wav")
    [callback] = scene.account.wait_for("/status")

    assert sound.method == "GET"
    assert _is_signed(sound, f"{scene.account.url}/sound.wav?voice=2")
    assert _is_signed(callback, f"{scene.account.url}/status")


def test_a_browsers_call_carries_its_own_parameters_at_the_top_level(scene: Scene) -> None:
    scene.account.says("/client", "<Pause length='100'/>")
    scene.line.connect_client("person-7", {"call": "17", "To": "room", "word": "сәлем"})

    [asked] = scene.account.wait_for("/client")

    assert asked.params["From"] == asked.params["Caller"] == "client:person-7"
    assert asked.params["To"] == asked.params["Called"] == "room"
    assert asked.params["Direction"] == "inbound"
    assert asked.params["ApplicationSid"] == APPLICATION
    assert (asked.params["call"], asked.params["word"]) == ("17", "сәлем")


def test_a_browser_cannot_say_anything_in_the_carriers_place(scene: Scene) -> None:
    scene.account.says("/client", "<Pause length='100'/>")
    forged = {
        "CallSid": "CA" + "f" * 32,
        "AccountSid": "AC" + "f" * 32,
        "From": "client:person-1",
        "CallStatus": "completed",
        "ApplicationSid": "AP" + "f" * 32,
    }
    sid = scene.line.connect_client("person-7", forged)

    [asked] = scene.account.wait_for("/client")

    assert asked.params["CallSid"] == sid
    assert asked.params["AccountSid"] == ACCOUNT
    assert asked.params["From"] == "client:person-7"
    assert asked.params["CallStatus"] == "ringing"
    assert asked.params["ApplicationSid"] == APPLICATION


@pytest.mark.parametrize(
    "withheld",
    [
        "anonymous",
        "unknown",
        "Restricted",
        "",
        "+266696687",
        "+7378742833",
        "+2562533",
        "+8656696",
        "+86282452253",
        "sip:anonymous@anonymous.invalid",
    ],
)
def test_a_withheld_number_arrives_in_the_form_it_was_given(scene: Scene, withheld: str) -> None:
    scene.call("<Hangup/>", from_=withheld)

    [asked] = scene.account.wait_for("/voice")
    [callback] = scene.account.wait_for("/status")

    assert asked.params["From"] == asked.params["Caller"] == withheld
    assert callback.params["From"] == withheld
