"""Handover notes, each sealed with a key of its own."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.rota.handovers import HandoverNote
from helpline.store.database import Database
from helpline.store.encrypted_text import Unreadable, seal, unseal
from helpline.store.key_store import KeyStore, NoKey, StillOnDisk
from helpline.store.tables.rota import handovers
from helpline.store.upsert import insert_once
from shift_schedule.handover import Handover

_FIELDS = tuple(Handover.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class SqlHandoverBook:
    """Implements `helpline.rota.handovers.HandoverBook`."""

    database: Database
    keys: KeyStore

    def since(self, instant: datetime) -> list[HandoverNote]:
        query = sa.select(handovers).where(handovers.c.written_at >= instant)
        query = query.order_by(handovers.c.written_at.desc(), handovers.c.shift_id)
        with self.database.reading() as connection:
            rows = list(connection.execute(query).mappings())
        return [
            HandoverNote(
                handover=Handover(**{name: row[name] for name in _FIELDS}),
                note=self._opened(row["shift_id"], row["note"]),
            )
            for row in rows
        ]

    def write(self, handover: Handover, note: str) -> bool:
        name = _name(handover.shift_id)
        sealed = seal(self.keys.key_or_new(name), note, place=name)
        row = {each: getattr(handover, each) for each in _FIELDS} | {"note": sealed}
        with self.database.writing() as connection:
            return insert_once(connection, handovers, row, key=("shift_id",))

    def acknowledge(self, shift_id: str, *, by: str, now: datetime) -> bool:
        waiting = (handovers.c.shift_id == shift_id) & handovers.c.acknowledged_at.is_(None)
        read = {"acknowledged_by": by, "acknowledged_at": now}
        with self.database.writing() as connection:
            done = connection.execute(sa.update(handovers).where(waiting).values(**read))
            return done.rowcount == 1

    def erase(self, *, before: datetime) -> int:
        """The key first: what it sealed is unreadable from then on, whatever happens to the row."""
        due = handovers.c.note.is_not(None) & (handovers.c.written_at < before)
        with self.database.reading() as connection:
            ids = list(connection.scalars(sa.select(handovers.c.shift_id).where(due)))
        gone = []
        for shift_id in ids:
            with suppress(StillOnDisk):  # a reader was in the way: the next run takes it
                self.keys.destroy(_name(shift_id))
                gone.append(shift_id)
        if gone:
            with self.database.writing() as connection:
                mine = handovers.c.shift_id.in_(gone)
                connection.execute(sa.update(handovers).where(mine).values(note=None))
        return len(gone)

    def _opened(self, shift_id: str, sealed: bytes | None) -> str | None:
        if sealed is None:
            return None
        name = _name(shift_id)
        try:
            return unseal(self.keys.key(name), sealed, place=name)
        except (NoKey, Unreadable):
            return None


def _name(shift_id: str) -> str:
    return f"handover:{shift_id}"
