"""The names a document may use, as the carrier's own library writes them; others are warned of."""

import pytest
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from helpline.practice_line.document import parse, warnings
from tests.practice_line.account_holder import twiml
from tests.practice_line.scene import Scene


def _warned(verbs: str) -> list[str]:
    return list(warnings(parse(twiml(verbs).body)))


def test_what_the_carriers_library_writes_is_never_warned_of() -> None:
    response = VoiceResponse()
    gather = Gather(
        num_digits=1, timeout=3, finish_on_key="", action="/a", action_on_empty_result=True
    )
    gather.play("/sound.wav", loop=2)
    gather.say("hello", voice="alice", language="ru-RU", loop=1).break_(strength="weak")
    gather.pause(length=2)
    response.append(gather)
    dial = Dial(action="/b", method="POST", time_limit=10, timeout=5)
    dial.conference(
        "room",
        muted=False,
        beep="false",
        wait_url="",
        coach="CA1",
        participant_label="one",
        start_conference_on_enter=True,
        end_conference_on_exit=True,
        status_callback="/c",
        status_callback_event="start end",
        status_callback_method="POST",
        jitter_buffer_size="small",
    )
    response.append(dial)
    response.redirect("/d", method="GET")
    response.reject(reason="busy")
    response.hangup()

    assert list(warnings(parse(str(response).encode()))) == []


@pytest.mark.parametrize(
    ("verbs", "words"),
    [
        ("<Shout/>", "unknown verb Shout"),
        ("<gather/>", "unknown verb gather"),
        ("<Append/>", "unknown verb Append"),
        ("<ToXml/>", "unknown verb ToXml"),
        ("<Gather numdigits='1'/>", "unknown attribute numdigits of Gather"),
        ("<Gather num_digits='1'/>", "unknown attribute num_digits of Gather"),
        ("<Play url='/a.wav'/>", "unknown attribute url of Play"),
        ("<Hangup self='1'/>", "unknown attribute self of Hangup"),
        ("<Pause kwargs='1'/>", "unknown attribute kwargs of Pause"),
        ("<Gather><Play volume='11'>/a</Play></Gather>", "unknown attribute volume of Play"),
        (
            "<Dial><Conference label='x'>room</Conference></Dial>",
            "unknown attribute label of Conference",
        ),
    ],
)
def test_an_unknown_name_is_warned_of_by_name(verbs: str, words: str) -> None:
    assert _warned(verbs) == [words]


def test_a_warning_stands_in_the_debugger_and_the_call_goes_on(scene: Scene) -> None:
    scene.account.says("/next", "<Hangup/>")

    sid = scene.call("<Shout>help</Shout><Redirect methode='GET'>/next</Redirect>")

    scene.account.wait_for("/next")
    noted = [entry.fields for entry in scene.line.journal("warning")]
    assert noted == [
        {"call": sid, "code": 12200, "words": "unknown verb Shout"},
        {"call": sid, "code": 12200, "words": "unknown attribute methode of Redirect"},
    ]
