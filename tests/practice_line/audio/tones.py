"""Tones to speak with and a way to measure them in what is heard."""

import io
import wave

import numpy as np

from helpline.practice_line.audio.frames import RATE, SAMPLES, Sound

CHILD, COUNSELLOR, SUPERVISOR, MUSIC = 440, 880, 1320, 600
HEARD_DB, UNHEARD_DB = -35.0, -80.0
_LOUDNESS = 8000


def tone(hz: int, seconds: float, rate: int = RATE) -> Sound:
    at = np.arange(int(seconds * rate)) / rate
    return np.asarray(np.rint(_LOUDNESS * np.sin(2 * np.pi * hz * at)), np.int16)


def frames_of(sound: Sound) -> list[Sound]:
    return [sound[at : at + SAMPLES] for at in range(0, len(sound) - SAMPLES + 1, SAMPLES)]


def level_db(sound: Sound, hz: int, rate: int = RATE) -> float:
    """Decibels under full scale of one tone; digital silence is -200."""
    window = np.hanning(len(sound))
    spectrum = np.abs(np.fft.rfft(sound / 32768 * window)) / window.sum() * 2
    at = round(hz * len(sound) / rate)
    loudest = float(spectrum[max(0, at - 3) : at + 4].max())
    return 20 * float(np.log10(max(loudest, 1e-10)))


def wav_of(sound: Sound, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(sound.astype("<i2").tobytes())
    return file.getvalue()
