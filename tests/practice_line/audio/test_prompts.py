"""A recording is played to one leg, for as long as it lasts, until it is stopped."""

import asyncio

import numpy as np

from helpline.practice_line.audio.frames import Sound
from helpline.practice_line.audio.mixer import AudioMedia
from tests.practice_line.audio.tones import CHILD, HEARD_DB, MUSIC, level_db, tone, wav_of

RECORDING = wav_of(tone(MUSIC, 0.2, 8000), 8000)


async def an_open_leg(media: AudioMedia) -> list[Sound]:
    heard: list[Sound] = []
    media.attach("child", on_frame=heard.append, on_end=lambda: None)
    await asyncio.sleep(0)
    return heard


def test_a_recording_is_heard_to_its_end_and_then_there_is_silence() -> None:
    async def scene() -> list[Sound]:
        media = AudioMedia()
        heard = await an_open_leg(media)
        await asyncio.wait_for(media.play("child", RECORDING), timeout=5)
        media.mix.tick()
        await media.close()
        return heard

    heard = asyncio.run(scene())

    assert level_db(np.concatenate(heard[2:10]), MUSIC) > HEARD_DB
    assert not heard[-1].any()
    assert 10 <= len(heard) <= 13


def test_a_recording_played_twice_has_no_gap_between() -> None:
    async def scene() -> list[Sound]:
        media = AudioMedia()
        heard = await an_open_leg(media)
        await asyncio.wait_for(
            media.play("child", wav_of(tone(MUSIC, 0.25, 16000), 16000), loop=2), timeout=5
        )
        await media.close()
        return heard

    sound = np.concatenate(asyncio.run(scene()))

    heard = np.trim_zeros(sound)
    assert abs(len(heard) - 8000) < 16
    assert level_db(heard, MUSIC) > HEARD_DB
    assert np.abs(np.diff(heard.astype(int))).max() < 2200  # the tone's own steepest step is 1884


def test_a_stopped_recording_is_not_heard_a_frame_longer() -> None:
    async def scene() -> tuple[list[Sound], int]:
        media = AudioMedia()
        heard = await an_open_leg(media)
        playing = asyncio.create_task(media.play("child", RECORDING, loop=0))
        await asyncio.sleep(0.1)
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        stopped_at = len(heard)
        media.mix.tick()
        await media.close()
        return heard, stopped_at

    heard, stopped_at = asyncio.run(scene())

    assert heard[stopped_at - 1].any()
    assert not any(frame.any() for frame in heard[stopped_at:])


def test_a_hang_up_ends_the_recording_and_tells_the_phone_once() -> None:
    async def scene() -> list[str]:
        media, told = AudioMedia(), list[str]()
        media.attach("child", on_frame=lambda _: None, on_end=lambda: told.append("over"))
        playing = asyncio.create_task(media.play("child", RECORDING, loop=0))
        await asyncio.sleep(0.05)
        media.close_leg("child")
        media.close_leg("child")
        await asyncio.wait_for(playing, timeout=1)
        return told

    assert asyncio.run(scene()) == ["over"]


def test_what_is_no_sound_lasts_no_time() -> None:
    async def scene() -> None:
        media = AudioMedia()
        media.open_leg("child")
        await asyncio.wait_for(media.play("child", b"<html>"), timeout=0.5)
        await media.close()

    asyncio.run(scene())


def test_the_beat_keeps_to_the_clock() -> None:
    async def scene() -> int:
        media = AudioMedia()
        heard = await an_open_leg(media)
        started = asyncio.get_running_loop().time()
        await asyncio.sleep(1.0)
        elapsed = asyncio.get_running_loop().time() - started
        await media.close()
        return round(len(heard) - elapsed * 50)

    assert abs(asyncio.run(scene())) <= 2


def test_sound_that_comes_too_fast_is_never_more_than_a_fifth_of_a_second_late() -> None:
    async def scene() -> int:
        media = AudioMedia()
        heard: list[Sound] = []
        media.attach("counsellor", on_frame=heard.append, on_end=lambda: None)
        media.open_leg("child")
        media.join("CF", "child")
        media.join("CF", "counsellor")
        for _ in range(50):
            media.say("child", tone(CHILD, 0.02))
        for _ in range(50):
            media.mix.tick()
        await media.close()
        return sum(bool(frame.any()) for frame in heard)

    assert asyncio.run(scene()) <= 10
