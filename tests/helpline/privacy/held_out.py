"""How the detector does on the notes that were written apart from its rules (`notes_apart/`)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from helpline.privacy.detector import find, refusals, warnings

HERE = Path(__file__).with_name("notes_apart")
Notes = tuple[Mapping[str, Any], ...]


@cache
def notes_with_names() -> Notes:
    return tuple(_lines("notes_with_names.jsonl"))


@cache
def ordinary_notes() -> Notes:
    return tuple(_lines("ordinary_notes.jsonl"))


def _lines(name: str) -> Iterator[Mapping[str, Any]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        yield json.loads(line)


def recall() -> dict[str, tuple[int, int]]:
    """Spans of which every letter is marked, and all spans, by kind and by language."""
    found, of = Counter[str](), Counter[str]()
    for note in notes_with_names():
        text = note["text"]
        marked = {place for each in find(text) for place in range(each.start, each.end)}
        for span in note["spans"]:
            letters = [p for p in range(span["start"], span["end"]) if text[p].isalnum()]
            for key in (span["kind"], note["language"], "all"):
                of[key] += 1
                found[key] += all(place in marked for place in letters)
    return {key: (found[key], of[key]) for key in of}


def refused() -> list[str]:
    """The ordinary notes in which something is refused, as nothing should be."""
    return [note["text"] for note in ordinary_notes() if refusals(note["text"])]


def marked_for_nothing() -> list[str]:
    """The ordinary notes that bear a mark, which costs a counsellor a glance."""
    return [note["text"] for note in ordinary_notes() if warnings(note["text"])]
