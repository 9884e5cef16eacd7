"""Values that this process has read before: a row whose version is the same need not be read again.

Every change of such a row raises its version, in the transaction that changes it. What is kept here was
read from committed rows and is asked for by its version, so it is never older than the transaction that
asks; a decision among hundreds of callers then reads a handful of rows in full.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import sqlalchemy as sa

_Value = TypeVar("_Value")
_AT_ONCE = 500  # ids in one question
_MOST = 5_000  # kept, of rows that may be asked for no more


@dataclass(slots=True)
class SeenRows(Generic[_Value]):
    """Of one table with `id` and `version`. Threads may share it: the worst is a row that is read twice."""

    table: sa.Table
    made_from: Callable[[sa.RowMapping], _Value]
    _kept: dict[str, tuple[int, _Value]] = field(default_factory=dict)

    def read(
        self, connection: sa.Connection, condition: sa.ColumnElement[bool] | sa.TextClause
    ) -> dict[str, _Value]:
        """By id, in the order of the database."""
        table, kept = self.table, self._kept
        wanted = connection.execute(sa.select(table.c.id, table.c.version).where(condition)).all()
        missing = [key for key, version in wanted if kept.get(key, (-1,))[0] != version]
        fresh = self._fetch(connection, missing)
        found = {key: fresh[key] if key in fresh else kept[key] for key, _ in wanted}
        self._kept = {**kept, **fresh} if len(kept) < _MOST else found
        return {key: value for key, (_, value) in found.items()}

    def _fetch(self, connection: sa.Connection, ids: list[str]) -> dict[str, tuple[int, _Value]]:
        fresh: dict[str, tuple[int, _Value]] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            query = sa.select(self.table).where(self.table.c.id.in_(some))
            for row in connection.execute(query).mappings():
                fresh[row["id"]] = (row["version"], self.made_from(row))
        return fresh
