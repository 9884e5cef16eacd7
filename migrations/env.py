"""How migrations run: one at a time, and never waiting long for a lock."""

import os

import sqlalchemy as sa
from alembic import context

from helpline.store.database import open_database
from helpline.store.tables import metadata

_LOCK = 111_000


def run() -> None:
    url = context.config.attributes.get("url") or os.environ["HELPLINE_DATABASE_URL"]
    database = open_database(url)
    try:
        with database.engine.connect() as connection:
            if database.is_sqlite:
                _on_sqlite(connection)
            else:
                _on_postgresql(connection)
    finally:
        database.close()


def _on_sqlite(connection: sa.Connection) -> None:
    """All of it or nothing. Tables are remade in batches, so references are checked at the end."""
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise sa.exc.IntegrityError("a migration left a dangling reference", None, Exception())
    connection.commit()


def _on_postgresql(connection: sa.Connection) -> None:
    """The second process waits for the first; but no migration waits long for the running line."""
    connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
    connection.execute(sa.text("SET lock_timeout = '4s'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()


run()
