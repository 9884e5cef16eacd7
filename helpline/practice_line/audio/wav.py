"""Reading the recordings a carrier is asked to play: WAV, PCM of 16 bits or G.711 u-law, mono."""

import functools
import struct
from collections.abc import Iterator

import numpy as np

from helpline.practice_line.audio.frames import RATE, Sound, from_bytes
from helpline.practice_line.audio.resample import raised

_REMEMBERED = 64


class NotASound(Exception):
    """The bytes are not a WAV this carrier can play; the message says why."""


@functools.lru_cache(maxsize=_REMEMBERED)
def decoded(wav: bytes) -> Sound:
    """The recording at the line's own rate. Shared, therefore not to be written to."""
    chunks = dict(_chunks(wav))
    if b"fmt " not in chunks or b"data" not in chunks or len(chunks[b"fmt "]) < 16:  # noqa: PLR2004 -- bytes of the shortest fmt chunk
        raise NotASound("not a WAV file with a format and samples")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if channels != 1 or RATE % rate:
        raise NotASound(f"{channels} channels at {rate} Hz: mono at 8000 or 16000 Hz is wanted")
    sound = raised(_samples(tag, bits, chunks[b"data"]), from_rate=rate, to_rate=RATE)
    sound.flags.writeable = False
    return sound


def _chunks(wav: bytes) -> Iterator[tuple[bytes, bytes]]:
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise NotASound("not a WAV file")
    at = 12
    while at + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, at)
        yield name, wav[at + 8 : at + 8 + size]
        at += 8 + size + size % 2  # chunks start on even bytes


def _samples(tag: int, bits: int, samples: bytes) -> Sound:
    match tag, bits:
        case (1, 16):  # PCM; Python's `wave` module reads only this one
            return from_bytes(samples[: len(samples) // 2 * 2])
        case (7, 8):  # G.711 u-law
            return _ULAW_TABLE[np.frombuffer(samples, np.uint8)]
        case _:
            raise NotASound(f"format {tag} with {bits} bits: 16-bit PCM or u-law is wanted")


def _ulaw_table() -> Sound:
    """ITU-T G.711: sign, three bits of exponent, four of mantissa, all inverted."""
    code = ~np.arange(256, dtype=np.uint8)
    exponent, mantissa = (code >> 4) & 7, code & 15
    size = (((mantissa.astype(np.int32) << 3) + 0x84) << exponent) - 0x84
    return np.where(code & 0x80, -size, size).astype(np.int16)


_ULAW_TABLE = _ulaw_table()
