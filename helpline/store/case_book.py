"""Cases: rows outside, what was written sealed under the case's own key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from helpline.cases.case import Case, CaseState, Entry, StaleCase
from helpline.cases.case_ports import WantedCases
from helpline.cases.ports import Contact
from helpline.store.contact_book import SqlContactBook
from helpline.store.database import Database
from helpline.store.encrypted_text import Unreadable, seal, unseal
from helpline.store.key_store import KeyStore, NoKey
from helpline.store.tables.cases import case_entries, cases
from helpline.store.tables.contacts import contacts

UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # stands where the key is gone
_LABEL = 32


@dataclass(frozen=True, slots=True)
class SqlCaseBook:
    """Implements `helpline.cases.case_ports.CaseBook`."""

    database: Database
    keys: KeyStore
    contacts: SqlContactBook

    def add(self, case: Case) -> bool:
        row = {name: getattr(case, name) for name in Case.__dataclass_fields__}
        return self._inserted(cases, row | {"state": case.state.value})

    def case(self, case_id: str) -> Case | None:
        return self._one(cases.c.id == case_id)

    def by_label(self, label: str) -> Case | None:
        return self._one(cases.c.label == label[:_LABEL])

    def _one(self, condition: sa.ColumnElement[bool]) -> Case | None:
        with self.database.reading() as connection:
            row = connection.execute(sa.select(cases).where(condition)).mappings().first()
        return None if row is None else _case(row)

    def change(self, case: Case) -> Case:
        row = {name: getattr(case, name) for name in Case.__dataclass_fields__}
        row |= {"state": case.state.value, "version": case.version + 1}
        same = (cases.c.id == case.id) & (cases.c.version == case.version)
        with self.database.writing() as connection:
            if connection.execute(sa.update(cases).where(same).values(**row)).rowcount != 1:
                raise StaleCase(case.id)
        return replace(case, version=case.version + 1)

    def listing(self, wanted: WantedCases) -> list[Case]:
        query = sa.select(cases).where(*_conditions(wanted))
        query = query.order_by(cases.c.opened_at.desc(), cases.c.id).limit(wanted.limit)
        with self.database.reading() as connection:
            return [_case(row) for row in connection.execute(query).mappings()]

    def some(self, ids: Sequence[str]) -> list[Case]:
        """In the order of the ids; those that have gone meanwhile are left out."""
        query = sa.select(cases).where(cases.c.id.in_(ids))
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        found = {row["id"]: _case(row) for row in rows}
        return [found[each] for each in ids if each in found]

    def add_entry(self, entry: Entry) -> bool:
        row = {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name != "text"}
        row["sealed"] = None
        if entry.text:
            key = self.keys.key_or_new(entry.case_id)
            row["sealed"] = seal(key, entry.text, place=_place(entry.case_id, entry.id))
        return self._inserted(case_entries, row)

    def _inserted(self, table: sa.Table, row: dict[str, object]) -> bool:
        try:
            with self.database.writing() as connection:
                connection.execute(sa.insert(table).values(**row))
        except sa.exc.IntegrityError:
            return False
        return True

    def entries(self, case_id: str) -> list[Entry]:
        query = sa.select(case_entries).where(case_entries.c.case_id == case_id)
        query = query.order_by(case_entries.c.at, case_entries.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [self._entry(row) for row in rows]

    def finish(self, entry: Entry) -> bool:
        undone = (case_entries.c.id == entry.id) & case_entries.c.done_at.is_(None)
        done = {"done_at": entry.done_at, "done_by": entry.done_by}
        with self.database.writing() as connection:
            update = sa.update(case_entries).where(undone).values(**done)
            return connection.execute(update).rowcount == 1

    def put_in(self, contact_id: str, case_id: str | None) -> None:
        update = sa.update(contacts).where(contacts.c.id == contact_id).values(case_id=case_id)
        with self.database.writing() as connection:
            connection.execute(update)

    def contacts_of(self, case_id: str) -> list[Contact]:
        return self.contacts.of_case(case_id)

    def _entry(self, row: sa.RowMapping) -> Entry:
        words = {name: row[name] for name in row if name != "sealed"}
        return Entry(**words, text=self._text(row))

    def _text(self, row: sa.RowMapping) -> str:
        if row["sealed"] is None:
            return ""
        try:
            key = self.keys.key(row["case_id"])
            return unseal(key, row["sealed"], place=_place(row["case_id"], row["id"]))
        except (NoKey, Unreadable):
            return UNREADABLE


def kept_by(person_id: str) -> sa.ColumnElement[bool]:
    """Hers, or one that she is asked to take."""
    return (cases.c.owner_id == person_id) | (cases.c.handing_to == person_id)


def with_label(beginning: str) -> sa.ColumnElement[bool]:
    return cases.c.label.startswith(beginning.lower(), autoescape=True)


def with_undone(kind: str, *, due_by: date | None = None) -> sa.ColumnElement[bool]:
    """With an entry of that kind that is not done or settled, and due by that day if one is given."""
    undone = sa.select(case_entries.c.case_id).where(case_entries.c.done_at.is_(None))
    undone = undone.where(case_entries.c.kind == kind)
    if due_by is not None:
        undone = undone.where(case_entries.c.due_on <= due_by)
    return cases.c.id.in_(undone)


def _conditions(wanted: WantedCases) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.reader_id is not None:
        found += [kept_by(wanted.reader_id)]
    if wanted.states:
        found += [cases.c.state.in_(wanted.states)]
    if wanted.label:
        found += [with_label(wanted.label)]
    if wanted.due_by is not None:
        found += [with_undone("follow_up", due_by=wanted.due_by)]
    if wanted.flagged:
        found += [with_undone("flag")]
    return found


def _case(row: sa.RowMapping) -> Case:
    return Case(**{**row, "state": CaseState(row["state"])})


def _place(case_id: str, entry_id: str) -> str:
    return f"case:{case_id}:entry:{entry_id}:v1"
