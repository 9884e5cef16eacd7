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
    with database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET lock_timeout = '4s'"))
            connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
            connection.commit()
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()
        connection.commit()
    database.close()


run()
