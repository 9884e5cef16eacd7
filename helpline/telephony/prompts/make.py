"""Placeholder recordings for every text and language, and the waiting music, with a manifest."""

import hashlib
import json
import math
import struct
import tomllib
import wave
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpline.telephony.prompts.speech import speak

RATE = 8000
_MUSIC_S = 8
_QUIET = 200  # below this a sample counts as silence
_TEXTS = Path(__file__).with_name("texts.toml")
_MANIFEST = "manifest.json"


def texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → words."""
    return tomllib.loads(_TEXTS.read_text("utf-8"))


def is_complete(folder: Path) -> bool:
    """True when every text has a recording, placeholder or real."""
    wanted = [
        folder / language / f"{key}.wav" for key, said in texts().items() for language in said
    ]
    return all(path.exists() for path in [*wanted, folder / "hold.wav"])


def make_placeholders(folder: Path) -> None:
    """Write what is missing. A file that is there already, perhaps a person's voice, is not touched."""
    entries = _known(folder)
    for key, said in texts().items():
        for language, words in said.items():
            path = folder / language / f"{key}.wav"
            if not path.exists():
                write_wav(path, _resampled(*speak(words, language)))
                entries[f"{language}/{key}"] = _entry(path, words)
    music = folder / "hold.wav"
    if not music.exists():
        write_wav(music, _music())
        entries["hold"] = _entry(music, "soft chords, made by this program")
    listing = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / _MANIFEST).write_text(listing, "utf-8")


def _known(folder: Path) -> dict[str, Any]:
    path = folder / _MANIFEST
    folder.mkdir(parents=True, exist_ok=True)
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _entry(path: Path, words: str) -> Mapping[str, Any]:
    return {
        "text": words,
        "speaker": "espeak-ng, a placeholder until a person has spoken it",
        "licence": "free to use with this program",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "placeholder": True,
    }


def write_wav(path: Path, samples: Iterable[int]) -> None:
    """8 kHz, 16 bit, mono. Written beside and moved, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with wave.open(str(draft), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        values = list(samples)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))
    draft.replace(path)


def _resampled(samples: list[int], rate: int) -> list[int]:
    """Down to 8 kHz: a short moving average against aliasing, then the nearest neighbours."""
    width = max(1, round(rate / RATE))
    smooth = _averaged(_trimmed(samples), width)
    step = rate / RATE
    return [smooth[int(place * step)] for place in range(int(len(smooth) / step))]


def _averaged(samples: list[int], width: int) -> list[int]:
    sums = [0]
    for sample in samples:
        sums.append(sums[-1] + sample)
    return [(sums[i + width] - sums[i]) // width for i in range(len(samples) - width)]


def _trimmed(samples: list[int]) -> list[int]:
    loud = [place for place, sample in enumerate(samples) if abs(sample) > _QUIET]
    return samples[loud[0] : loud[-1] + 1] if loud else samples


def _music() -> list[int]:
    """Four soft chords; it ends as it begins, so that it can go round."""
    chords = (
        (220.0, 277.2, 329.6),
        (196.0, 246.9, 293.7),
        (174.6, 220.0, 261.6),
        (196.0, 246.9, 329.6),
    )
    length = RATE * _MUSIC_S // len(chords)
    return [sample for chord in chords for sample in _chord(chord, length)]


def _chord(tones: tuple[float, ...], length: int) -> Iterable[int]:
    for place in range(length):
        swell = math.sin(math.pi * place / length) ** 2
        value = sum(math.sin(2 * math.pi * tone * place / RATE) for tone in tones)
        yield int(1800 * swell * value)
