"""Locks finer than the routing domain's."""

import sqlalchemy as sa

from helpline.store.tables.people import people


def lock_person(connection: sa.Connection, person_id: str) -> None:
    """Until the transaction ends. SQLite has one writer anyway and leaves the words out."""
    mine = sa.select(people.c.id).where(people.c.id == person_id).with_for_update()
    connection.execute(mine)
