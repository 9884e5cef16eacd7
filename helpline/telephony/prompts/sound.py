"""Samples for the telephone: 8 kHz, 16 bit, one channel; trimmed speech and soft music."""

import math
import struct
import wave
from pathlib import Path

RATE = 8000
MUSIC_S = 8
_SILENT = 200  # a sample below this counts as silence
_LOUDNESS = 1500  # of one tone, out of 32767: well under a voice
_CHORDS_HZ = (
    (220.0, 277.2, 329.6),
    (185.0, 220.0, 277.2),
    (146.8, 220.0, 293.7),
    (164.8, 246.9, 329.6),
)


def write_wav(path: Path, samples: list[int]) -> None:
    """Written beside and moved, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with wave.open(str(draft), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    draft.replace(path)


def for_telephone(samples: list[int], rate: int) -> list[int]:
    """Without the silence around, at the telephone's rate.

    A moving average against aliasing, then the nearest neighbours: enough for a placeholder.
    """
    step = rate / RATE
    smooth = _averaged(_trimmed(samples), max(1, round(step)))
    return [smooth[int(place * step)] for place in range(int(len(smooth) / step))]


def _trimmed(samples: list[int]) -> list[int]:
    loud = [place for place, sample in enumerate(samples) if abs(sample) > _SILENT]
    return samples[loud[0] : loud[-1] + 1] if loud else []


def _averaged(samples: list[int], width: int) -> list[int]:
    sums = [0]
    for sample in samples:
        sums.append(sums[-1] + sample)
    return [(sums[i + width] - sums[i]) // width for i in range(len(samples) - width + 1)]


def music() -> list[int]:
    """Four chords that flow into one another, the last into the first: it can go round for ever."""
    length = RATE * MUSIC_S
    each = length // len(_CHORDS_HZ)
    played = [0.0] * length
    for number, tones in enumerate(_CHORDS_HZ):
        for place in range(-each, each):
            at = (number * each + place) % length
            swell = (1 + math.cos(math.pi * place / each)) / 2
            played[at] += swell * _tone(tones, at)
    return [round(_LOUDNESS * value) for value in played]


def _tone(tones: tuple[float, ...], at: int) -> float:
    """Tuned to a whole number of swings in the piece, so that the seam cannot be heard."""
    turns = (round(tone * MUSIC_S) * at / (RATE * MUSIC_S) for tone in tones)
    return sum(math.sin(2 * math.pi * turn) for turn in turns)
