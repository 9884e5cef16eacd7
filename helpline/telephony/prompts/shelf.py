"""Where a recording lies, whether all are there, and which are still placeholders."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TEXTS = Path(__file__).with_name("texts.toml")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → words."""
    return tomllib.loads(_TEXTS.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class PromptShelf:
    """The folder of recordings: `<language>/<key>.wav`, `hold.wav` and the manifest."""

    folder: Path

    def path(self, language: str, key: str) -> Path:
        return self.folder / language / f"{key}.wav"

    @property
    def hold_music(self) -> Path:
        return self.folder / "hold.wav"

    def ready(self) -> bool:
        """True when every text has a recording, placeholder or real, and there is music."""
        return self.hold_music.exists() and not any(self.missing())

    def missing(self) -> Iterator[tuple[str, str]]:
        """Language and key of each text without a recording, or whose placeholder says older words."""
        older = {name for name in self.placeholders() if not self._says_what_it_should(name)}
        for key, said in texts().items():
            for language in said:
                if f"{language}/{key}" in older or not self.path(language, key).exists():
                    yield language, key

    def _says_what_it_should(self, name: str) -> bool:
        language, _, key = name.rpartition("/")
        wanted: str | None = texts().get(key, {}).get(language)
        return wanted is None or self.manifest()[name]["text"] == wanted

    def placeholders(self) -> list[str]:
        """The recordings nobody has spoken yet, as `<language>/<key>`.

        A file that differs from the one the manifest describes has been replaced by a person's.
        """
        return [
            name
            for name, entry in sorted(self.manifest().items())
            if entry["placeholder"] and _digest(self.folder / f"{name}.wav") == entry["sha256"]
        ]

    def manifest(self) -> dict[str, Any]:
        """`<language>/<key>` → what is known of the recording."""
        path = self.folder / "manifest.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {}

    def describe(self, path: Path, words: str, **known: object) -> None:
        """Add one recording to the manifest, with its checksum."""
        entries = self.manifest()
        name = str(path.relative_to(self.folder).with_suffix(""))
        entries[name] = {"text": words, "sha256": _digest(path), **known}
        listing = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
        draft = self.folder / "manifest.new"
        draft.write_text(listing + "\n", "utf-8")
        draft.replace(self.folder / "manifest.json")


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
