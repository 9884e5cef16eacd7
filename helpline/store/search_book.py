"""Looking for contacts and cases. Who may see what is a condition of every query."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from helpline.cases.case import Case, CaseState
from helpline.cases.ports import Contact, ContactState
from helpline.cases.search import Cursor, Found, Sought
from helpline.store.case_book import SqlCaseBook, kept_by, with_label, with_undone
from helpline.store.code_cache import CodeCache
from helpline.store.contact_book import SqlContactBook, of_hers
from helpline.store.database import Database
from helpline.store.tables.cases import cases
from helpline.store.tables.contacts import contacts

_SHORTEST_ID = 8
_FEW = 2000  # ids that are named in a query
_FIRST, _AT_ONCE = 200, 5000  # rows looked at in one go, when codes are looked for
Rows = Sequence[Any]  # (id, version, …) of each
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlSearchBook:
    """Implements `helpline.cases.search.SearchBook`.

    What lies open is asked of the database; the codes of the rows that are left are in envelopes,
    and each is opened once in the life of this process.
    """

    database: Database
    contact_book: SqlContactBook
    case_book: SqlCaseBook
    cache: CodeCache

    def contacts(self, sought: Sought) -> Found[Contact]:
        query = sa.select(contacts.c.id, contacts.c.version, contacts.c.opened_at)
        query = query.where(*_of_contacts(sought))
        if (few := self._few(sought)) is not None:
            query = query.where(contacts.c.id.in_(few))
        ids, older = self._page(query, contacts, sought, self._with_codes)
        return Found(rows=self.contact_book.some(ids), older=older)

    def cases(self, sought: Sought) -> Found[Case]:
        query = sa.select(cases.c.id, cases.c.version, cases.c.opened_at)
        query = query.where(*_of_cases(sought))
        if (few := self._few(sought)) is not None:
            inside = sa.select(contacts.c.case_id).where(
                contacts.c.id.in_(few), contacts.c.case_id.is_not(None)
            )
            query = query.where(cases.c.id.in_(inside))
        ids, older = self._page(query, cases, sought, self._with_contacts)
        return Found(rows=self.case_book.some(ids), older=older)

    def _few(self, sought: Sought) -> set[str] | None:
        """The contacts to look at, when a search of everybody's is for rare codes; None: look at all."""
        if not sought.codes or sought.reader_id is not None:
            return None
        ids = self.cache.may_have(sought.codes)
        return ids if len(ids) <= _FEW else None

    def _page(
        self,
        query: sa.Select[Any],
        table: sa.Table,
        sought: Sought,
        fitting: Callable[[Rows, frozenset[str]], Rows],
    ) -> tuple[list[str], Cursor | None]:
        found: list[Any] = []
        for rows in self._stretches(query, table, sought):
            found += fitting(rows, sought.codes) if sought.codes else rows
            if len(found) > sought.limit:
                break
        shown = found[: sought.limit]
        older = _cursor(shown[-1]) if len(found) > sought.limit else None
        return [row.id for row in shown], older

    def _stretches(self, query: sa.Select[Any], table: sa.Table, sought: Sought) -> Iterator[Rows]:
        """Newest first, from one cursor to the next, until there is nothing more."""
        after, many = sought.after, _FIRST if sought.codes else sought.limit + 1
        while True:
            some = query if after is None else query.where(_behind(table, after))
            some = some.order_by(table.c.opened_at.desc(), table.c.id.desc()).limit(many)
            with self.database.reading() as connection:
                rows = connection.execute(some).all()
            yield rows
            if len(rows) < many:
                return
            after, many = _cursor(rows[-1]), _AT_ONCE

    def _with_codes(self, rows: Rows, wanted: frozenset[str]) -> Rows:
        codes = self.cache.codes(rows)
        return [row for row, has in zip(rows, codes, strict=True) if wanted <= has]

    def _with_contacts(self, rows: Rows, wanted: frozenset[str]) -> Rows:
        """Cases in which one contact has all of the codes."""
        query = sa.select(contacts.c.id, contacts.c.version, contacts.c.case_id)
        query = query.where(contacts.c.case_id.in_([row.id for row in rows]))
        with self.database.reading() as connection:
            inside = connection.execute(query).all()
        there = {row.case_id for row in self._with_codes(inside, wanted)}
        return [row for row in rows if row.id in there]


def _cursor(row: Any) -> Cursor:
    return Cursor(opened_at=row.opened_at, id=row.id)


def _behind(table: sa.Table, after: Cursor) -> Condition:
    earlier = table.c.opened_at < after.opened_at
    return (table.c.opened_at <= after.opened_at) & (earlier | (table.c.id < after.id))


def _of_contacts(sought: Sought) -> list[Condition]:
    found = _of_both(contacts, sought)
    if sought.reader_id is not None:
        her_cases = sa.select(cases.c.id).where(kept_by(sought.reader_id))
        found.append(of_hers(sought.reader_id) | contacts.c.case_id.in_(her_cases))
    if sought.state in set(ContactState):
        found.append(contacts.c.state == sought.state)
    if of_case := _of_its_case(sought):
        found.append(contacts.c.case_id.in_(sa.select(cases.c.id).where(*of_case)))
    if sought.reference:
        named = sa.select(cases.c.id).where(with_label(sought.reference))
        found.append(contacts.c.case_id.in_(named) | _named(contacts, sought.reference))
    return found


def _of_cases(sought: Sought) -> list[Condition]:
    found = [*_of_both(cases, sought), *_of_its_case(sought)]
    if sought.reader_id is not None:
        found.append(kept_by(sought.reader_id))
    if sought.state in set(ContactState):
        inside = sa.select(contacts.c.case_id).where(
            contacts.c.state == sought.state, contacts.c.case_id.is_not(None)
        )
        found.append(cases.c.id.in_(inside))
    if sought.reference:
        found.append(with_label(sought.reference) | _named(cases, sought.reference))
    return found


def _of_both(table: sa.Table, sought: Sought) -> list[Condition]:
    found = []
    if sought.owner_id:
        found.append(table.c.owner_id == sought.owner_id)
    if sought.since is not None:
        found.append(table.c.opened_at >= sought.since)
    if sought.until is not None:
        found.append(table.c.opened_at < sought.until)
    return found


def _of_its_case(sought: Sought) -> list[Condition]:
    found = []
    if sought.state in set(CaseState):
        found.append(cases.c.state == sought.state)
    if sought.flagged:
        found.append(with_undone("flag"))
    if sought.due_by is not None:
        found.append(with_undone("follow_up", due_by=sought.due_by))
    return found


def _named(table: sa.Table, reference: str) -> Condition:
    if len(reference) < _SHORTEST_ID:
        return sa.false()
    return table.c.id.startswith(reference, autoescape=True)
