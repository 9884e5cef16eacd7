"""The lines of scripted callers are spoken once, and marked as what they are."""

import io
import wave
from pathlib import Path

from helpline.cli.caller_voices import CallerVoices
from helpline.practice_line.callers.script import scripts
from helpline.telephony.prompts.shelf import PromptShelf


def test_every_line_is_recorded_and_marked_as_a_placeholder_and_a_sample(tmp_path: Path) -> None:
    voices = CallerVoices(tmp_path)

    voices.make_all()

    texts = {
        words
        for script in scripts().values()
        for line in script.lines
        for words in line.words.values()
    }
    known = PromptShelf(tmp_path).manifest()
    assert {entry["text"] for entry in known.values()} == texts
    assert all(entry["placeholder"] and entry["sample"] for entry in known.values())
    assert len(list(tmp_path.rglob("*.wav"))) == len(texts)


def test_a_line_is_spoken_at_the_telephones_rate_and_only_once(tmp_path: Path) -> None:
    voices = CallerVoices(tmp_path)

    first = voices("Hello there.", "en")
    [path] = tmp_path.rglob("*.wav")
    path.write_bytes(b"a person's own recording")

    with wave.open(io.BytesIO(first)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (8000, 1)
        assert sound.getnframes() > 2000
    assert voices("Hello there.", "en") == b"a person's own recording"
