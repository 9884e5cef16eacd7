"""Contacts and cases that fall due, and the day on which it is looked."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from helpline.cases.case import CaseState
from helpline.cases.form import PAPER_CHANNELS, VERSION
from helpline.cases.keep_case import Section
from helpline.cases.ports import Contact, ContactState
from helpline.cases.read_contact import Reader
from helpline.record_parts import record_parts
from helpline.store.tables import metadata
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON

DAY = timedelta(days=1)
WORDS = "a violet kaleidoscope"
FORM = {
    "call_type": "counselling",
    "categories": ["violence.bullying"],
    "child": {"age": 11, "region": "ulytau", "gender": "girl"},
    "risk": {"alone": "yes"},
}
READER = Reader(person_id="person-1", reads_all=True)


@dataclass(slots=True)
class Later:
    now: datetime = NOON


def complete(office: Office, number: int, at: datetime = NOON) -> str:
    contact = Contact(
        id=f"{number:032x}",
        call_id=None,
        channel=PAPER_CHANNELS[0],
        owner_id="person-1",
        opened_at=at,
        form_version=VERSION,
    )
    office.parts.contacts.add(contact)
    note = f"{WORDS} {number}"
    done = replace(contact, form=FORM, note=note, state=ContactState.COMPLETE, completed_at=at)
    office.parts.contacts.save(done)
    return contact.id


def case_around(office: Office, contact_id: str) -> str:
    records = record_parts(office.parts)
    case = records.keep_case.open(contact_id, READER, NOON)
    section = Section(id=f"9{contact_id[1:]}", kind="note", text=WORDS)
    records.keep_case.write(case.id, section, READER, NOON)
    return case.id


def close(office: Office, case_id: str, at: datetime) -> None:
    case = office.parts.cases.case(case_id)
    assert case is not None
    office.parts.cases.change(replace(case, state=CaseState.CLOSED, closed_at=at))


def rows_naming(office: Office, ids: set[str]) -> dict[str, int]:
    """By reflection: every table that still has one of the ids anywhere, but for what is on record."""
    found = {}
    with office.parts.database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name != "audit":
                rows = connection.execute(sa.select(table)).all()
                named = sum(
                    any(cell in ids for cell in row if isinstance(cell, str)) for row in rows
                )
                found[table.name] = named
    return {name: count for name, count in found.items() if count}


def draft(office: Office, number: int, at: datetime = NOON) -> str:
    unfinished = Contact(
        id=f"{number:032x}", call_id=None, channel="paper", owner_id="person-1", opened_at=at
    )
    office.parts.contacts.add(unfinished)
    office.parts.contacts.save(replace(unfinished, form=FORM, note=WORDS))
    return unfinished.id
