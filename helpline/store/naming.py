"""Finding and deleting every row that names something which must leave no trace."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.store.tables.base import metadata
from helpline.store.tables.events import events, outbox
from helpline.store.tables.streams import stream_events

# Rows by the values of their primary key, table by table.
Found = Mapping[sa.Table, Sequence[tuple[Any, ...]]]
_WRITTEN_AT = {events: events.c.at, outbox: outbox.c.made_at, stream_events: stream_events.c.at}
_AT_ONCE = 200


def find_naming(connection: sa.Connection, names: AbstractSet[str], *, since: datetime) -> Found:
    """Events, commands and news since then that have one of the names anywhere in their bodies.

    Every value is looked at, whatever its field is called, so that no kind of event is forgotten.
    """
    return {
        table: [key for key, body in _rows(connection, table, since) if _has(body, names)]
        for table in _WRITTEN_AT
    }


def _rows(
    connection: sa.Connection, table: sa.Table, since: datetime
) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
    key = list(table.primary_key.columns)
    bodies = [column for column in table.columns if isinstance(column.type, sa.JSON)]
    query = sa.select(*key, *bodies).where(_WRITTEN_AT[table] >= since)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield tuple(row[: len(key)]), list(row[len(key) :])


def _has(value: Any, names: AbstractSet[str]) -> bool:
    match value:
        case str():
            return value in names
        case dict():
            return any(_has(each, names) for each in value.values())
        case list():
            return any(_has(each, names) for each in value)
        case _:
            return False


def delete_found(connection: sa.Connection, found: Found) -> None:
    """Rows that have gone meanwhile are no fault."""
    for table, keys in found.items():
        columns = list(table.primary_key.columns)
        for start in range(0, len(keys), _AT_ONCE):
            some = [
                sa.and_(*map(sa.ColumnElement.__eq__, columns, key))
                for key in keys[start : start + _AT_ONCE]
            ]
            connection.execute(sa.delete(table).where(sa.or_(*some)))


def delete_with_all_that_point_here(
    connection: sa.Connection, table: sa.Table, ids: Sequence[str]
) -> None:
    """Rows of the table, and first whatever refers to them, and what refers to that."""
    if not ids:
        return
    for other in metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column is table.c.id and other is not table:
                points = key.parent.in_(ids)
                if "id" in other.c and _is_pointed_at(other):
                    query = sa.select(other.c.id).where(points)
                    delete_with_all_that_point_here(
                        connection, other, connection.scalars(query).all()
                    )
                connection.execute(sa.delete(other).where(points))
    connection.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _is_pointed_at(table: sa.Table) -> bool:
    return any(
        key.column.table is table
        for other in metadata.tables.values()
        for key in other.foreign_keys
    )
