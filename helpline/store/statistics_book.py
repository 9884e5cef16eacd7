"""The rows of the figures: written with the contact they come from, read by month."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from helpline.cases.statistics import StatisticsRow
from helpline.store.database import Database
from helpline.store.tables.statistics import statistics


def write_row(connection: sa.Connection, row: StatisticsRow) -> None:
    """In the transaction that completes the contact: one cannot be without the other."""
    values = {name: getattr(row, name) for name in StatisticsRow.__dataclass_fields__}
    lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
    drawn = secrets.token_hex(16)
    connection.execute(sa.insert(statistics).values(id=drawn, **{**values, **lists}))


def _row(row: sa.RowMapping) -> StatisticsRow:
    words: dict[str, Any] = {name: value for name, value in row.items() if name != "id"}
    lists = {name: tuple(value) for name, value in words.items() if isinstance(value, list)}
    return StatisticsRow(**{**words, **lists})


@dataclass(frozen=True, slots=True)
class SqlStatisticsBook:
    """Implements `helpline.reports.ports.StatisticsBook`."""

    database: Database

    def rows(self, months: frozenset[str]) -> Iterator[StatisticsRow]:
        query = sa.select(statistics).where(statistics.c.month.in_(sorted(months)))
        with self.database.reading() as connection:
            for row in connection.execute(query).mappings():
                yield _row(row)

    def months(self) -> list[str]:
        """Those of which there are figures, the newest first."""
        query = sa.select(statistics.c.month).distinct().order_by(statistics.c.month.desc())
        with self.database.reading() as connection:
            return list(connection.scalars(query))

    def forget_order(self) -> None:
        """On PostgreSQL rows lie as they came; this puts them in the order of their drawn ids."""
        if not self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                plain = connection.execution_options(isolation_level="AUTOCOMMIT")
                plain.exec_driver_sql("CLUSTER statistics USING pk_statistics")
