"""Contacts: rows outside, one sealed envelope inside."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from helpline.cases.ports import AlreadyThere, Contact, ContactState, StaleContact
from helpline.cases.statistics import StatisticsRow, split_off
from helpline.store.database import Database
from helpline.store.encrypted_text import Unreadable, seal, unseal
from helpline.store.key_store import KeyStore, StillOnDisk
from helpline.store.statistics_book import write_row
from helpline.store.tables.calls import calls
from helpline.store.tables.contacts import contacts

_HOME = ZoneInfo("Asia/Almaty")


@dataclass(frozen=True, slots=True)
class SqlContactBook:
    """Implements `helpline.cases.ports.ContactBook`.

    A contact whose key is gone still has its row: it reads as `{"unreadable": true}` with no note.
    """

    database: Database
    keys: KeyStore
    zone: ZoneInfo = _HOME

    def contact(self, contact_id: str) -> Contact | None:
        return self._first(contacts.c.id == contact_id)

    def of_call(self, call_id: str) -> Contact | None:
        return self._first(contacts.c.call_id == call_id)

    def _first(self, condition: sa.ColumnElement[bool]) -> Contact | None:
        return next(iter(self._many(sa.select(contacts).where(condition).limit(1))), None)

    def save(self, contact: Contact) -> Contact:
        content = json.dumps({"form": dict(contact.form), "note": contact.note}, ensure_ascii=False)
        key = self.keys.key_or_new(contact.id)
        guarded = (
            sa.update(contacts)
            .where(contacts.c.id == contact.id, contacts.c.version == contact.version)
            .values(
                sealed=seal(key, content, place=place_of(contact.id)),
                state=contact.state.value,
                completed_at=contact.completed_at,
                form_version=contact.form_version,
                recorded_by=contact.recorded_by,
                version=contact.version + 1,
            )
        )
        return self._saved(contact, guarded, is_counted=contact.state is ContactState.COMPLETE)

    def _saved(self, contact: Contact, guarded: sa.Update, *, is_counted: bool = False) -> Contact:
        with self.database.writing() as connection:
            saved = connection.execute(guarded).rowcount == 1
            if saved and is_counted and contact.training is None:
                write_row(connection, self._counted(connection, contact))
        if not saved:
            raise StaleContact(self._current(contact))
        return replace(contact, version=contact.version + 1)

    def _counted(self, connection: sa.Connection, contact: Contact) -> StatisticsRow:
        """In the month in which it was completed: figures of a month that is over change no more."""
        spoken = sa.select(calls.c.language).where(calls.c.id == contact.call_id)
        counted_at = contact.completed_at or contact.opened_at
        return split_off(
            contact.form,
            month=f"{counted_at.astimezone(self.zone):%Y-%m}",
            channel=contact.channel,
            language=connection.scalar(spoken),
        )

    def add(self, contact: Contact) -> None:
        row = {name: getattr(contact, name) for name in contacts.columns.keys() if name != "sealed"}  # noqa: SIM118 -- names, not columns
        row["state"] = contact.state.value
        try:
            with self.database.writing() as connection:
                connection.execute(sa.insert(contacts).values(**row))
        except sa.exc.IntegrityError as error:
            raise AlreadyThere(contact.id) from error

    def hand_over(self, contact: Contact, to: str) -> Contact:
        guarded = (
            sa.update(contacts)
            .where(contacts.c.id == contact.id, contacts.c.version == contact.version)
            .values(recorded_by=to, version=contact.version + 1)
        )
        return self._saved(replace(contact, recorded_by=to), guarded)

    def _current(self, contact: Contact) -> Contact:
        """What stands. Of a contact that was erased meanwhile not even a new key may stay."""
        current = self.contact(contact.id)
        if current is None:
            with suppress(StillOnDisk):  # it has sealed nothing that was kept
                self.keys.destroy(contact.id)
        return contact if current is None else current

    def some(self, ids: Sequence[str]) -> list[Contact]:
        """In the order of the ids; those that have gone meanwhile are left out."""
        found = {
            each.id: each for each in self._many(sa.select(contacts).where(contacts.c.id.in_(ids)))
        }
        return [found[each] for each in ids if each in found]

    def unfinished(self, owner_id: str) -> list[Contact]:
        drafts = of_hers(owner_id) & (contacts.c.state == ContactState.DRAFT.value)
        return self._many(sa.select(contacts).where(drafts).order_by(contacts.c.opened_at))

    def of_case(self, case_id: str) -> list[Contact]:
        of_it = sa.select(contacts).where(contacts.c.case_id == case_id)
        return self._many(of_it.order_by(contacts.c.opened_at, contacts.c.id))

    def listing(
        self, *, owner_id: str | None, before: datetime | None, limit: int
    ) -> list[Contact]:
        query = sa.select(contacts)
        if owner_id is not None:
            query = query.where(of_hers(owner_id))
        if before is not None:
            query = query.where(contacts.c.opened_at < before)
        query = query.order_by(contacts.c.opened_at.desc(), contacts.c.id).limit(limit)
        return self._many(query)

    def _many(self, query: sa.Select[tuple[object, ...]]) -> list[Contact]:
        with self.database.reading() as connection:
            rows: Sequence[sa.RowMapping] = connection.execute(query).mappings().all()
        keys = self.keys.several(row["id"] for row in rows if row["sealed"] is not None)
        return [self._contact(row, keys.get(row["id"])) for row in rows]

    def _contact(self, row: sa.RowMapping, key: bytes | None) -> Contact:
        form, note = self._open(row, key)
        words = {key: row[key] for key in row if key != "sealed"}
        words["state"] = ContactState(row["state"])
        return Contact(**words, form=form, note=note)

    def _open(self, row: sa.RowMapping, key: bytes | None) -> tuple[dict[str, object], str]:
        if row["sealed"] is None:
            return {}, ""
        if key is not None:
            with suppress(Unreadable):
                content = json.loads(unseal(key, row["sealed"], place=place_of(row["id"])))
                return content["form"], content["note"]
        return {"unreadable": True}, ""


def of_hers(person_id: str) -> sa.ColumnElement[bool]:
    """Of her own calls, or written down by her."""
    return (contacts.c.owner_id == person_id) | (contacts.c.recorded_by == person_id)


def place_of(contact_id: str) -> str:
    return f"contact:{contact_id}:content:v1"
