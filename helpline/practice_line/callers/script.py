"""What a scripted caller says: its lines in each language, and how much time it needs before each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("kk", "ru", "en")
_FOLDER = Path(__file__).with_name("scripts")
_STAYS_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`pause_s`: the counsellor must have been silent for so long before it is said."""

    words: Mapping[str, str]
    pause_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`patience_s`: after so long without an answer the caller goes on by itself.

    `stays_s`: how long it listens after its last line; then it hangs up.
    """

    name: str
    title: Mapping[str, str]
    lines: tuple[Line, ...]
    patience_s: float
    stays_s: float


@cache
def scripts() -> Mapping[str, Script]:
    """By name, in the order of their names."""
    found = (_read(path) for path in sorted(_FOLDER.glob("*.toml")))
    return {each.name: each for each in found}


def _read(path: Path) -> Script:
    said = tomllib.loads(path.read_text("utf-8"))
    return Script(
        name=said["name"],
        title=_in_each_language(said["title"]),
        lines=tuple(_line(each) for each in said["lines"]),
        patience_s=float(said["patience_s"]),
        stays_s=float(said.get("stays_s", _STAYS_S)),
    )


def _line(said: Mapping[str, Any]) -> Line:
    return Line(words=_in_each_language(said), pause_s=float(said["pause_s"]))


def _in_each_language(said: Mapping[str, Any]) -> Mapping[str, str]:
    """Raises KeyError where a language is missing."""
    return {language: said[language] for language in LANGUAGES}
