"""The line's recordings: complete, short enough for a turn, and honest about who speaks."""

import itertools
import json
import shutil
import wave
from pathlib import Path

import pytest

from helpline.telephony.prompts.make import is_complete, make_placeholders
from helpline.telephony.prompts.shelf import PromptShelf, texts
from helpline.telephony.prompts.sound import RATE, for_telephone, music, write_wav
from helpline.telephony.prompts.speech import NoSpeech, speak

LANGUAGES = {"kk", "ru", "en"}
A_TURN_S = 10


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> PromptShelf:
    folder = tmp_path_factory.mktemp("recordings")
    make_placeholders(folder)
    return PromptShelf(folder)


@pytest.fixture
def shelf(made: PromptShelf, tmp_path: Path) -> PromptShelf:
    """The same recordings, to be changed."""
    return PromptShelf(Path(shutil.copytree(made.folder, tmp_path / "prompts")))


def test_every_text_is_there_in_every_language() -> None:
    for key, said in texts().items():
        assert set(said) == LANGUAGES, key
        assert all(words.strip() for words in said.values()), key


def test_every_text_gets_a_recording_and_there_is_music(made: PromptShelf) -> None:
    assert made.ready()
    assert is_complete(made.folder)

    recorded = {str(path.relative_to(made.folder)) for path in made.folder.rglob("*.wav")}
    assert recorded == {f"{each}/{key}.wav" for each in LANGUAGES for key in texts()} | {"hold.wav"}


def test_every_recording_is_telephone_sound_and_fits_into_one_waiting_turn(
    made: PromptShelf,
) -> None:
    for path in made.folder.rglob("*.wav"):
        with wave.open(str(path)) as file:
            kind = (file.getframerate(), file.getsampwidth(), file.getnchannels())
            length_s = file.getnframes() / RATE

        assert kind == (RATE, 2, 1), path.name
        assert 0.3 < length_s <= A_TURN_S, path.name


def test_no_recording_begins_or_ends_with_silence(made: PromptShelf) -> None:
    for language in LANGUAGES:
        for key in texts():
            samples = _samples(made.path(language, key))
            tenth = RATE // 10
            assert max(map(abs, samples[:tenth])) > 100, (language, key)
            assert max(map(abs, samples[-tenth:])) > 100, (language, key)


def _samples(path: Path) -> list[int]:
    with wave.open(str(path)) as file:
        content = file.readframes(file.getnframes())
    return [
        int.from_bytes(content[at : at + 2], "little", signed=True)
        for at in range(0, len(content), 2)
    ]


def test_the_manifest_says_who_speaks_and_that_it_is_a_placeholder(made: PromptShelf) -> None:
    manifest = json.loads((made.folder / "manifest.json").read_text("utf-8"))

    entry = manifest["kk/greeting"]

    assert entry["text"] == texts()["greeting"]["kk"]
    assert (entry["key"], entry["language"]) == ("greeting", "kk")
    assert (entry["speaker"], entry["placeholder"]) == ("espeak-ng placeholder", True)
    assert len(entry["sha256"]) == 64
    assert entry["licence"]
    assert made.placeholders() == sorted(manifest)


def test_a_persons_recording_is_never_touched_and_no_longer_counts_as_a_placeholder(
    shelf: PromptShelf,
) -> None:
    voice = [1000, -1000] * RATE
    write_wav(shelf.path("kk", "greeting"), voice)
    shelf.path("ru", "goodbye").unlink()

    make_placeholders(shelf.folder)

    assert _samples(shelf.path("kk", "greeting")) == voice
    assert "kk/greeting" not in shelf.placeholders()
    assert "ru/goodbye" in shelf.placeholders()


def test_a_placeholder_that_says_older_words_is_spoken_anew(shelf: PromptShelf) -> None:
    write_wav(shelf.path("en", "goodbye"), [500] * RATE)
    shelf.describe(shelf.path("en", "goodbye"), "Bye, then.", placeholder=True)
    assert not shelf.ready()

    make_placeholders(shelf.folder)

    assert shelf.ready()
    assert shelf.manifest()["en/goodbye"]["text"] == texts()["goodbye"]["en"]
    assert _samples(shelf.path("en", "goodbye")) != [500] * RATE


def test_an_empty_shelf_is_not_ready(tmp_path: Path) -> None:
    shelf = PromptShelf(tmp_path)

    assert not shelf.ready()
    assert shelf.placeholders() == []


def test_a_language_without_a_voice_is_refused_in_plain_words() -> None:
    with pytest.raises(NoSpeech, match="no voice for xx-nowhere"):
        speak("hello", "xx-nowhere")


def test_the_music_is_soft_and_goes_round_without_a_seam() -> None:
    played = music()

    steps = [abs(after - before) for before, after in itertools.pairwise(played)]

    assert max(map(abs, played)) < 8000
    assert abs(played[0] - played[-1]) <= max(steps)


def test_silence_alone_becomes_nothing() -> None:
    assert for_telephone([0, 5, -5] * 1000, 22050) == []
