"""The referral directory in the database: a few hundred rows, read whole."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from helpline.cases.directory import Service
from helpline.store.database import Database
from helpline.store.tables.services import services


@dataclass(frozen=True, slots=True)
class SqlServiceBook:
    """Implements `helpline.cases.directory.ServiceBook`."""

    database: Database

    def everything(self) -> list[Service]:
        query = sa.select(services).order_by(services.c.name_ru, services.c.code)
        with self.database.reading() as connection:
            return [_service(row) for row in connection.execute(query).mappings()]

    def replace_all(self, wanted: Iterable[Service]) -> None:
        rows = [
            {name: _value(getattr(each, name)) for name in Service.__dataclass_fields__}
            for each in wanted
        ]
        with self.database.writing() as connection:
            connection.execute(sa.delete(services))
            if rows:
                connection.execute(sa.insert(services), rows)


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _service(row: sa.RowMapping) -> Service:
    lists = {"regions": tuple(row["regions"]), "languages": tuple(row["languages"])}
    return Service(**{**row, **lists})
