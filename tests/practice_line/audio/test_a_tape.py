"""What a caller says after the tone is on the tape: her words, and not the silence around them."""

import asyncio
import io
import wave

import numpy as np

from helpline.practice_line.audio.frames import SILENCE, Sound, from_bytes
from helpline.practice_line.audio.mixer import AudioMedia
from tests.practice_line.audio.phones import Phone, with_a_phone
from tests.practice_line.audio.stage import Scene, until
from tests.practice_line.audio.tones import CHILD, HEARD_DB, frames_of, level_db, tone


def _sound(wav: bytes) -> Sound:
    with wave.open(io.BytesIO(wav)) as file:
        return from_bytes(file.readframes(file.getnframes()))


def _tape_of(frames: list[Sound]) -> bytes:
    async def record() -> bytes:
        media = AudioMedia()
        media.open_leg("CA1")
        tape = media.tape("CA1")
        for frame in frames:
            media.say("CA1", frame)
        wav = tape.stop()
        media.say("CA1", frames[-1])
        assert tape.stop() == wav, "what is said afterwards is not on it"
        await media.close()
        return wav

    return asyncio.run(record())


def test_silence_before_and_after_the_words_is_left_out_and_within_them_kept() -> None:
    word, pause = frames_of(tone(CHILD, 0.2)), [SILENCE] * 10

    sound = _sound(_tape_of([*pause, *word, *pause, *word, *pause]))

    assert len(sound) == sum(map(len, [*word, *pause, *word]))
    assert level_db(sound[: len(word) * len(SILENCE)], CHILD) > HEARD_DB


def test_a_tape_on_which_nobody_spoke_is_empty() -> None:
    assert _tape_of([SILENCE] * 20) == b""


def test_the_tape_of_a_leg_that_is_gone_stays_empty() -> None:
    async def record() -> bytes:
        return AudioMedia().tape("CA1").stop()

    assert asyncio.run(record()) == b""


def test_a_message_that_a_child_speaks_at_her_phone_is_recorded_until_she_is_silent() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        line.account.says("/voice", "<Record timeout='1' action='/after'/>")
        await phone.tell(type="dial", withheld=None)
        await until(lambda: phone.last().get("state") == "in-progress")
        await phone.speak(CHILD, 0.6)
        await until(lambda: "RecordingSid" in line.account.asked[-1])
        made = line.carrier.recordings.by_sid[line.account.asked[-1]["RecordingSid"]]
        sound = _sound(made.wav)
        assert level_db(sound, CHILD) > HEARD_DB
        assert np.isclose(len(sound) / 16_000, 0.6, atol=0.15)

    with_a_phone(play)
