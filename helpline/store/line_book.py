"""Telephones, outside parties and switches in the database; telephones are sealed."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.line_ports import OutsideParty, Switch
from helpline.store.database import Database
from helpline.store.encrypted_text import seal, unseal
from helpline.store.key_store import KeyStore
from helpline.store.tables.line import line_switches, outside_parties, telephones
from helpline.store.upsert import upsert

_KEY = "telephones"
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class SqlLineBook:
    """Implements `helpline.calls.line_ports.LineBook`."""

    database: Database
    keys: KeyStore

    def telephone(self, person_id: str) -> str | None:
        query = sa.select(telephones.c.number).where(telephones.c.person_id == person_id)
        with self.database.reading() as connection:
            sealed: bytes | None = connection.scalar(query)
        return None if sealed is None else unseal(self.keys.key(_KEY), sealed, place=_of(person_id))

    def telephones(self) -> frozenset[str]:
        with self.database.reading() as connection:
            return frozenset(connection.scalars(sa.select(telephones.c.person_id)))

    def set_telephone(self, person_id: str, number: str | None, now: datetime) -> None:
        with self.database.writing() as connection:
            if number is None:
                hers = telephones.c.person_id == person_id
                connection.execute(sa.delete(telephones).where(hers))
                return
            sealed = seal(self.keys.key_or_new(_KEY), number, place=_of(person_id))
            row = {"person_id": person_id, "number": sealed, "set_at": now}
            connection.execute(upsert(connection, telephones, row, key=("person_id",)))

    def parties(self) -> list[OutsideParty]:
        query = sa.select(outside_parties).order_by(outside_parties.c.name, outside_parties.c.id)
        with self.database.reading() as connection:
            return [OutsideParty(**row) for row in connection.execute(query).mappings()]

    def party(self, party_id: str) -> OutsideParty | None:
        query = sa.select(outside_parties).where(outside_parties.c.id == party_id)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else OutsideParty(**row)

    def add_party(self, party: OutsideParty) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.insert(outside_parties).values(**asdict(party)))

    def remove_party(self, party_id: str) -> bool:
        with self.database.writing() as connection:
            gone = sa.delete(outside_parties).where(outside_parties.c.id == party_id)
            return connection.execute(gone).rowcount == 1

    def is_on(self, switch: Switch) -> bool:
        query = sa.select(line_switches.c.value).where(line_switches.c.name == switch.value)
        with self.database.reading() as connection:
            return bool(connection.scalar(query) == _ON)

    def turn(self, switch: Switch, *, on: bool, by: str, now: datetime) -> None:
        row = {"name": switch.value, "value": _ON if on else _OFF, "set_at": now, "set_by": by}
        with self.database.writing() as connection:
            connection.execute(upsert(connection, line_switches, row, key=("name",)))


def _of(person_id: str) -> str:
    return f"telephones/{person_id}/number"
