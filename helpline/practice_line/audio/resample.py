"""Changing the sampling rate of a stream without clicks at the frame edges."""

import math

import numpy as np
from numpy.typing import NDArray

from helpline.practice_line.audio.frames import Sound, clipped

_TAPS_A_STEP = 32  # images and aliases lie more than 60 dB under the tone
_PASSED = 0.92  # share of the smaller band let through; the rest is the filter's slope


class Resampler:
    """Keeps the end of the last piece, so pieces join as if they were one.

    A piece must give a whole number of samples at the new rate; 20 ms of any usual rate does.
    """

    def __init__(self, *, from_rate: int, to_rate: int) -> None:
        common = math.gcd(from_rate, to_rate)
        self._up, self._down = to_rate // common, from_rate // common
        self._filter = _low_pass(max(self._up, self._down)) * self._up
        self._before = np.zeros(len(self._filter) - 1)

    def __call__(self, sound: Sound) -> Sound:
        if self._up == self._down:
            return sound
        stretched = np.zeros(len(sound) * self._up)
        stretched[:: self._up] = sound
        line = np.concatenate((self._before, stretched))
        self._before = line[len(line) - len(self._before) :]
        return clipped(np.rint(np.convolve(line, self._filter, "valid")[:: self._down]))


def raised(recording: Sound, *, from_rate: int, to_rate: int) -> Sound:
    """A whole recording at a multiple of its rate: the filter's delay is taken off again."""
    resampler = Resampler(from_rate=from_rate, to_rate=to_rate)
    if from_rate == to_rate:
        return recording.copy()
    late = np.zeros(_TAPS_A_STEP // 2, np.int16)
    return resampler(np.concatenate((recording, late)))[len(late) * to_rate // from_rate :]


def _low_pass(step: int) -> NDArray[np.float64]:
    """A windowed sinc that passes what fits under the lower of the two rates; gain 1."""
    half = _TAPS_A_STEP * step // 2
    at = np.arange(-half, half + 1)
    taps = np.sinc(at * _PASSED / step) * np.blackman(len(at))
    return np.asarray(taps / taps.sum(), np.float64)
