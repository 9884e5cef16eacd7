"""Everything a call may have left behind: files byte by byte, tables as text, and what was logged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

_BETWEEN_DIGITS = re.compile(rb"[\s().\-+%]|%20|%2B", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Some bytes, and where they lay."""

    place: str
    content: bytes

    def holds_number(self, number: str) -> bool:
        """However it is written: its last nine digits in a row, whatever stands between them."""
        last_nine = number[-9:].encode()
        return any(last_nine in _BETWEEN_DIGITS.sub(b"", each) for each in self._readings())

    def holds_words(self, words: str) -> bool:
        return any(words.encode() in each for each in self._readings())

    def _readings(self) -> tuple[bytes, ...]:
        """As it is, and as text of two bytes a letter."""
        return self.content, self.content.replace(b"\0", b"")


def traces(folder: Path, database_url: str) -> list[Trace]:
    return [*_files(folder), *_tables(database_url)]


def _files(folder: Path) -> Iterator[Trace]:
    """Databases with their write-ahead logs, the key store, whatever else lies there now."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Trace(place=path.name, content=path.read_bytes())


def _tables(database_url: str) -> Iterator[Trace]:
    """Every column of every row, as text; bytes as they are."""
    engine = sa.create_engine(database_url)
    tables = sa.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in connection.execute(sa.text(f'SELECT * FROM "{table.name}"')):  # noqa: S608 -- our own names
                cells = [each if isinstance(each, bytes) else str(each).encode() for each in row]
                yield Trace(place=table.name, content=b"\n".join(cells))
    engine.dispose()
