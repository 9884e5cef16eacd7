"""The lines of scripted callers as recordings: sample words, spoken by a machine, made once."""

import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path

from helpline.practice_line.callers.script import scripts
from helpline.practice_line.callers.voice import NoVoice
from helpline.telephony.prompts.shelf import PromptShelf
from helpline.telephony.prompts.sound import for_telephone, write_wav
from helpline.telephony.prompts.speech import NoSpeech, speak

_LICENCE = "free to use with this program"


@dataclass(frozen=True, slots=True)
class CallerVoices:
    """`<language>/<digest of the words>.wav` in a folder, with a manifest like that of the prompts.

    Other words have another name, so a changed script is spoken anew and nothing is overwritten.
    """

    folder: Path
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)  # so is the library

    def __call__(self, words: str, language: str) -> bytes:
        """A WAV of 8 kHz. Raises NoVoice when it must be made and the speech library is missing."""
        name = hashlib.sha256(words.encode()).hexdigest()[:16]
        path = self.folder / language / f"{name}.wav"
        with self._one_at_a_time:
            if not path.exists():
                self._make(path, words, language)
        return path.read_bytes()

    def make_all(self) -> None:
        """Every line of every script in each of its languages. Safe to repeat."""
        for script in scripts().values():
            for line in script.lines:
                for language, words in line.words.items():
                    self(words, language)

    def _make(self, path: Path, words: str, language: str) -> None:
        try:
            samples, rate = speak(words, language)
        except NoSpeech as error:
            raise NoVoice(str(error)) from error
        write_wav(path, for_telephone(samples, rate))
        PromptShelf(self.folder).describe(
            path,
            words,
            language=language,
            speaker="espeak-ng placeholder",
            licence=_LICENCE,
            placeholder=True,
            sample=True,
        )
