"""Placeholder recordings for every text and language, and the waiting music, with a manifest."""

from pathlib import Path

from helpline.telephony.prompts.shelf import PromptShelf, texts
from helpline.telephony.prompts.sound import for_telephone, music, write_wav
from helpline.telephony.prompts.speech import speak

_LICENCE = "free to use with this program"


def is_complete(folder: Path) -> bool:
    """True when nothing is left to make."""
    return PromptShelf(folder).ready()


def make_placeholders(folder: Path) -> None:
    """Write what is missing or says older words. A person's voice is never touched.

    Raises NoSpeech when the speech library is not there.
    """
    shelf = PromptShelf(folder)
    for language, key in list(shelf.missing()):
        _speak_placeholder(shelf, language, key)
    if not shelf.hold_music.exists():
        write_wav(shelf.hold_music, music())
        shelf.describe(
            shelf.hold_music,
            "soft chords",
            speaker="computed by this program",
            licence=_LICENCE,
            placeholder=True,
        )


def _speak_placeholder(shelf: PromptShelf, language: str, key: str) -> None:
    words, path = texts()[key][language], shelf.path(language, key)
    write_wav(path, for_telephone(*speak(words, language)))
    shelf.describe(
        path,
        words,
        key=key,
        language=language,
        speaker="espeak-ng placeholder",
        licence=_LICENCE,
        placeholder=True,
    )
