"""Recordings fetched as the app fetches them: over HTTP, by whoever has the key."""

import io
import wave
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import Scene, refusal, until


@pytest.fixture
def scene(open_line: OpenLine) -> Scene:
    """At a tenth of the time."""
    scene = open_line(speed=0.1)
    scene.account.says("/kept", "<Hangup/>")
    return scene


def _left(scene: Scene) -> dict[str, str]:
    """What the app is told of somebody who has said something that lasts four seconds."""
    sid = scene.call("<Record action='/kept' timeout='15'/>")
    until(lambda: scene.line.call(sid)["state"], lambda state: state == "in-progress")
    scene.line.speak(sid, 4)
    [asked] = scene.account.wait_for("/kept")
    return asked.params


def test_a_recording_lies_where_the_app_is_told_and_lasts_as_long_as_the_words(
    scene: Scene,
) -> None:
    told = _left(scene)
    address = urlsplit(told["RecordingUrl"])

    status, sound = scene.file(address.path, Authorization=scene.authorization)
    recording = scene.client.recordings(told["RecordingSid"]).fetch()

    assert address.netloc == f"127.0.0.1:{scene.line.port}"
    assert status == HTTPStatus.OK
    assert scene.file(f"{address.path}.wav", Authorization=scene.authorization)[1] == sound
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(4)
    assert (recording.call_sid, recording.duration) == (told["CallSid"], "4")


def test_a_recording_is_for_the_account_holder_alone(scene: Scene) -> None:
    told = _left(scene)

    status, answer = scene.file(urlsplit(told["RecordingUrl"]).path)

    assert status == HTTPStatus.UNAUTHORIZED
    assert b"RIFF" not in answer


def test_a_recording_that_is_deleted_is_gone_and_the_call_remains(scene: Scene) -> None:
    told = _left(scene)

    assert scene.client.recordings(told["RecordingSid"]).delete()

    assert refusal(scene.client.recordings(told["RecordingSid"]).fetch) == (404, 20404)
    assert scene.client.recordings.list(call_sid=told["CallSid"]) == []
    assert scene.client.calls(told["CallSid"]).fetch().sid == told["CallSid"]


class _WithoutTape:
    """Carries sound as the other does, and keeps none."""

    def __init__(self, media: Any) -> None:
        self._media = media

    def __getattr__(self, name: str) -> Any:
        if name == "tape":
            raise AttributeError(name)
        return getattr(self._media, name)


def test_where_nothing_can_be_recorded_that_is_an_error_and_the_next_verb_follows(
    scene: Scene,
) -> None:
    carrier: Any = scene.line.carrier
    carrier.media = _WithoutTape(carrier.media)
    scene.account.says("/next", "<Hangup/>")

    scene.call("<Record action='/kept'/><Redirect>/next</Redirect>")

    scene.account.wait_for("/next")
    assert scene.errors() == [0]
    assert scene.account.asked("/kept") == []
