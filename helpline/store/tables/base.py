"""Names of constraints, columns that must say what they hold and for how long, and instants in UTC."""

from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DataClass = Literal["public", "operational", "pseudonymous", "content", "secret"]
ID = sa.String(64)
CODE = sa.String(32)
THE_SAME_DAY = "until the end of the local day"


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant in, the same out, on both databases. Microseconds are kept."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002 -- SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive instant must not reach the database")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002 -- SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def column(
    name: str, kind: Any, *args: Any, data: DataClass, keep: str, **options: Any
) -> sa.Column[Any]:
    """A column that says what class of data it holds and how long that is kept."""
    options.setdefault("nullable", False)
    return sa.Column(name, kind, *args, info={"data": data, "keep": keep}, **options)
