"""Speaking a text with espeak-ng through its C interface: samples out, no file in between."""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come to the callback
_STAY_ALIVE = 0x8000  # espeakINITIALIZE_DONT_EXIT: it would end our process when data are missing
_UTF8 = 1  # espeakCHARS_UTF8
_RATE_PARAMETER = 1
_WORDS_A_MINUTE = 145
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class NoSpeech(Exception):
    """The speech library could not be loaded; the message says what to install."""


@cache
def _library() -> tuple[Any, int]:
    """The library, started once, and its sample rate in hertz."""
    try:
        import espeakng_loader  # noqa: PLC0415 -- part of the practice extra
    except ImportError as error:
        raise NoSpeech("placeholder prompts need the practice extra: run `make setup`") from error
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise NoSpeech(f"espeak-ng does not load on this machine: {error}") from error
    folder = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, folder, _STAY_ALIVE)
    if rate <= 0:
        raise NoSpeech("espeak-ng did not find its voices")
    library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_A_MINUTE, 0)
    return library, rate


def speak(text: str, language: str) -> tuple[list[int], int]:
    """16-bit mono samples and their rate. Raises NoSpeech when the language has no voice."""
    library, rate = _library()
    if library.espeak_SetVoiceByName(language.encode()) != 0:
        raise NoSpeech(f"espeak-ng has no voice for {language}")
    samples: list[int] = []

    def collect(wave: Any, count: int, _events: int | None) -> int:
        if wave and count > 0:
            samples.extend(wave[:count])
        return 0

    keep: Callable[..., int] = _CALLBACK(collect)  # the library calls it: it must outlive the call
    library.espeak_SetSynthCallback(keep)
    words = text.encode()
    library.espeak_Synth(words, len(words) + 1, 0, 0, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return samples, rate
