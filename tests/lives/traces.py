"""Everything a call may have left behind: files byte by byte, tables as text, and what was logged."""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from tests.byte_search import Trace

__all__ = ["Trace", "traces"]


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
