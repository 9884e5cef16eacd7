"""Kazakh and Russian for every text, English for every code."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.helpline.console.words import collected

FOLDER = Path("helpline/console/translations")


def _catalogue(language: str) -> dict[str, str]:
    with (FOLDER / language / "LC_MESSAGES/messages.po").open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_text_has_its_words(language: str) -> None:
    words = _catalogue(language)

    missing = sorted(text for text in collected() if not words.get(text))

    assert missing == []


def test_every_code_has_english_words() -> None:
    words = _catalogue("en")

    missing = sorted(text for text in collected() if _is_code(text) and not words.get(text))

    assert missing == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_word_lies_in_a_catalogue_unused(language: str) -> None:
    unused = sorted(set(_catalogue(language)) - collected())

    assert unused == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_filled_in_stays_in_the_translation(language: str) -> None:
    for text, said in _catalogue(language).items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", said)), text


def _is_code(text: str) -> bool:
    kind, _, code = text.partition(":")
    return bool(code) and " " not in text and kind.islower()
