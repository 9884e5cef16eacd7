"""Contacts and cases of a small town, and the slow way to say which of them a search must find."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from helpline.cases.case import Case, CaseState, Entry
from helpline.cases.ports import Contact, ContactState
from helpline.cases.read_contact import Reader
from helpline.cases.search import Sought, codes_of
from helpline.store.case_book import SqlCaseBook
from helpline.store.contact_book import SqlContactBook
from helpline.store.search_book import SqlSearchBook
from tests.helpline.store.samples import NOON

PEOPLE = tuple(f"person-{number}" for number in range(1, 5))
CODES = tuple(
    f"{kind}:{code}"
    for kind, codes in {
        "category": ("violence", "violence.bullying", "mental_health"),
        "region": ("abai", "ulytau"),
        "age": ("10_12", "unknown"),
    }.items()
    for code in codes
)
FORMS: tuple[dict[str, Any], ...] = (
    {"categories": ["violence.bullying"], "child": {"region": "abai", "age": 11}},
    {"categories": ["violence.physical"], "child": {"region": "ulytau", "age": 12}},
    {"categories": ["mental_health.anxiety"], "child": {"region": "abai"}},
    {"call_type": "silent"},
    {},
)
DAY = timedelta(days=1)
TODAY = date(2026, 11, 25)


@dataclass(slots=True)
class Town:
    """Everything there is, once in the database and once as values."""

    book: SqlSearchBook
    contacts: list[Contact]
    cases: list[Case]
    entries: list[Entry]

    def visible(self, case: Case, reader_id: str | None) -> bool:
        return reader_id is None or reader_id in (case.owner_id, case.handing_to)

    def case(self, case_id: str | None) -> Case | None:
        return next((case for case in self.cases if case.id == case_id), None)


def add_case(town: Town, book: SqlCaseBook, chance: random.Random, number: int) -> None:
    state = chance.choice(list(CaseState))
    case = Case(
        id=f"{chance.getrandbits(128):032x}",
        label=f"{chance.choice(('kok', 'sary'))}-terek-{number}",
        state=state,
        owner_id=chance.choice(PEOPLE),
        opened_by="person-1",
        opened_at=NOON - chance.randrange(3) * DAY,
        closed_at=NOON if state is CaseState.CLOSED else None,
        handing_to=chance.choice((None, *PEOPLE)),
    )
    assert book.add(case)
    town.cases.append(case)
    for kind in ("flag", "follow_up"):
        entry = Entry(
            id=f"{chance.getrandbits(128):032x}",
            case_id=case.id,
            kind=kind,
            at=NOON,
            by_id="person-1",
            due_on=TODAY + chance.randrange(-2, 3) * DAY if kind == "follow_up" else None,
            done_at=chance.choice((None, NOON)),
        )
        assert book.add_entry(entry)
        town.entries.append(entry)


def add_contact(
    town: Town,
    book: SqlContactBook,
    cases: SqlCaseBook,
    chance: random.Random,
    number: int,
) -> None:
    contact = Contact(
        id=f"{chance.getrandbits(128):032x}",
        call_id=None,
        channel="paper",
        owner_id=chance.choice(PEOPLE),
        recorded_by=chance.choice((None, *PEOPLE)),
        opened_at=NOON - chance.randrange(4) * DAY,
        training=chance.choice((None, None, "session")),
    )
    book.add(contact)
    if number % 5:
        done = chance.random() < 0.7
        contact = replace(
            contact,
            form=chance.choice(FORMS),
            note="a sample",
            state=ContactState.COMPLETE if done else ContactState.DRAFT,
            completed_at=contact.opened_at if done else None,
        )
        contact = book.save(contact)
    if chance.random() < 0.5:
        contact = replace(contact, case_id=chance.choice(town.cases).id)
        cases.put_in(contact.id, contact.case_id)
    town.contacts.append(contact)


def _may_read(town: Town, contact: Contact, reader_id: str | None) -> bool:
    """As the one gate says it of contacts, and the page of a case of those in it."""
    if reader_id is None or Reader(person_id=reader_id, reads_all=False).may_read(contact):
        return True
    case = town.case(contact.case_id)
    return case is not None and town.visible(case, reader_id)


def _has_undone(town: Town, case: Case, kind: str, due_by: date | None) -> bool:
    return any(
        entry.case_id == case.id
        and entry.kind == kind
        and entry.done_at is None
        and (due_by is None or (entry.due_on is not None and entry.due_on <= due_by))
        for entry in town.entries
    )


def _case_fits(town: Town, case: Case | None, sought: Sought) -> bool:
    of_case = sought.state in set(CaseState)
    if case is None:
        return not (of_case or sought.flagged or sought.due_by)
    return (
        (not of_case or case.state == sought.state)
        and (not sought.flagged or _has_undone(town, case, "flag", None))
        and (sought.due_by is None or _has_undone(town, case, "follow_up", sought.due_by))
    )


def _in_period(row: Contact | Case, sought: Sought) -> bool:
    return (
        (not sought.owner_id or row.owner_id == sought.owner_id)
        and (sought.since is None or row.opened_at >= sought.since)
        and (sought.until is None or row.opened_at < sought.until)
    )


def _is_named(row: Contact | Case, case: Case | None, reference: str) -> bool:
    label = case is not None and case.label.startswith(reference)
    return not reference or label or (len(reference) >= 8 and row.id.startswith(reference))


def contacts_of(town: Town, sought: Sought) -> list[str]:
    of_contact = sought.state in set(ContactState)
    fit = [
        each
        for each in town.contacts
        if _may_read(town, each, sought.reader_id)
        and _in_period(each, sought)
        and _case_fits(town, town.case(each.case_id), sought)
        and (not of_contact or each.state == sought.state)
        and _is_named(each, town.case(each.case_id), sought.reference)
        and sought.codes <= codes_of(each.form)
    ]
    return [row.id for row in sorted(fit, key=lambda row: (row.opened_at, row.id), reverse=True)]


def cases_of(town: Town, sought: Sought) -> list[str]:
    of_contact = sought.state in set(ContactState)

    def inside(case: Case) -> list[Contact]:
        return [each for each in town.contacts if each.case_id == case.id]

    fit = [
        case
        for case in town.cases
        if town.visible(case, sought.reader_id)
        and _in_period(case, sought)
        and _case_fits(town, case, sought)
        and (not of_contact or any(each.state == sought.state for each in inside(case)))
        and _is_named(case, case, sought.reference)
        and (not sought.codes or any(sought.codes <= codes_of(one.form) for one in inside(case)))
    ]
    return [row.id for row in sorted(fit, key=lambda row: (row.opened_at, row.id), reverse=True)]
