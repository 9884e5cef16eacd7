"""Reading recordings and changing rates keeps a tone a tone."""

import struct

import numpy as np
import pytest

from helpline.practice_line.audio.frames import RATE, Sound
from helpline.practice_line.audio.resample import Resampler
from helpline.practice_line.audio.wav import NotASound, decoded
from tests.practice_line.audio.tones import level_db, tone, wav_of

ALL_TONES = (440, 880, 1320)


def in_pieces(resampled: Resampler, sound: Sound, size: int) -> Sound:
    return np.concatenate([resampled(sound[at : at + size]) for at in range(0, len(sound), size)])


@pytest.mark.parametrize("hz", ALL_TONES)
@pytest.mark.parametrize(("from_rate", "to_rate"), [(48000, 16000), (8000, 16000), (16000, 48000)])
def test_a_tone_keeps_its_loudness_and_gains_no_company(
    hz: int, from_rate: int, to_rate: int
) -> None:
    spoken = tone(hz, 1.0, from_rate)

    heard = in_pieces(Resampler(from_rate=from_rate, to_rate=to_rate), spoken, from_rate // 50)

    assert len(heard) == to_rate
    middle = heard[to_rate // 4 : -to_rate // 4]
    loudness = level_db(spoken[from_rate // 4 : -from_rate // 4], hz, from_rate)
    assert level_db(middle, hz, to_rate) == pytest.approx(loudness, abs=0.2)
    others = [
        level_db(middle, other, to_rate)
        for other in (*ALL_TONES, from_rate - hz, 3 * hz)
        if other != hz and other < to_rate / 2
    ]
    assert max(others) < -75


def test_what_a_telephone_cannot_carry_does_not_come_back_as_another_tone() -> None:
    too_high = tone(15_560, 1.0, 48000)

    heard = in_pieces(Resampler(from_rate=48000, to_rate=RATE), too_high, 960)

    assert level_db(heard[4000:-4000], RATE - 15_560) < -70


def test_a_recording_at_telephone_rate_lasts_as_long_on_the_line() -> None:
    recording = wav_of(tone(440, 0.5, 8000), 8000)

    sound = decoded(recording)

    assert len(sound) == RATE // 2
    assert level_db(sound[2000:-2000], 440) == pytest.approx(level_db(tone(440, 0.3), 440), abs=0.3)


def test_u_law_is_read_as_g711_says() -> None:
    codes = bytes([0x00, 0x80, 0x7F, 0xFF, 0x0F, 0x8F])

    sound = decoded(ulaw_wav(codes, rate=16000))

    assert list(sound) == [-32124, 32124, 0, 0, -16764, 16764]


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"<html></html>", b"RIFF\0\0\0\0WAVE", wav_of(tone(440, 0.1, 44100), 44100)],
    ids=["nothing", "a page", "no chunks", "a rate no telephone has"],
)
def test_what_is_no_telephone_recording_is_refused(nonsense: bytes) -> None:
    with pytest.raises(NotASound):
        decoded(nonsense)


def ulaw_wav(codes: bytes, rate: int) -> bytes:
    form = struct.pack("<HHIIHH", 7, 1, rate, rate, 1, 8)
    chunks = (
        b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(codes)) + codes
    )
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks
