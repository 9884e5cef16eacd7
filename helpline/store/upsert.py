"""Insert a row, or put it in the place of the one with the same key, or leave that one as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    row: Mapping[str, Any],
    *,
    key: Sequence[str],
    if_there: sa.ColumnElement[bool] | None = None,
) -> sa.Executable:
    """The same words in both dialects. With `if_there` a row that is not like that stays as it is."""
    rest = {name: value for name, value in row.items() if name not in key}
    return _insert(connection, table, row).on_conflict_do_update(
        index_elements=list(key), set_=rest, where=if_there
    )


def insert_once(
    connection: sa.Connection, table: sa.Table, row: Mapping[str, Any], *, key: Sequence[str]
) -> bool:
    """True when it was not there; the row that is there stays as it is."""
    made = _insert(connection, table, row).on_conflict_do_nothing(index_elements=list(key))
    return connection.scalar(made.returning(sa.literal(1))) is not None


def insert_unless_there(
    connection: sa.Connection, table: sa.Table, row: Mapping[str, Any], *, key: Sequence[str]
) -> sa.Executable:
    """Another who was first is not written over."""
    return _insert(connection, table, row).on_conflict_do_nothing(index_elements=list(key))


def _insert(
    connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]
) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).values(**row)
    return postgresql.insert(table).values(**row)
