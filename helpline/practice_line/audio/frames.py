"""The one shape sound has inside the practice line: 16 kHz, mono, 20 ms a frame."""

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]

RATE = 16_000  # samples a second: telephone and Opus speech both fit under 8 kHz
FRAME_S = 0.02
SAMPLES = 320  # RATE * FRAME_S
FRAME_BYTES = 2 * SAMPLES
_VOICE = 300.0  # root mean square of a frame in which somebody speaks; full scale is 32767
SILENCE: Sound = np.zeros(SAMPLES, np.int16)
SILENCE.flags.writeable = False  # shared by every leg that hears nothing


def from_bytes(pcm: bytes) -> Sound:
    """Little-endian 16-bit samples, as sockets and WAV files carry them."""
    return np.frombuffer(pcm, "<i2").astype(np.int16)


def to_bytes(sound: Sound) -> bytes:
    return sound.astype("<i2").tobytes()


def clipped(sound: NDArray[np.int32] | NDArray[np.float64]) -> Sound:
    """Too loud becomes as loud as can be; wrapping round would crackle."""
    return np.asarray(np.clip(sound, -32768, 32767), np.int16)


def is_voice(frame: Sound) -> bool:
    """Whether somebody speaks in it."""
    return float(np.sqrt(np.mean(np.square(frame, dtype=np.float64)))) > _VOICE
