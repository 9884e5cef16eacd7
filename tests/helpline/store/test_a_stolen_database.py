"""Somebody has the database and the code, and not the key store: no note can be read, no number found."""

import secrets
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.calls.line_ports import Message, MessageKind
from helpline.cases.keep_case import Section
from helpline.cases.read_contact import Reader
from helpline.record_parts import record_parts
from helpline.store.case_book import UNREADABLE
from helpline.store.encrypted_text import Unreadable, unseal
from helpline.store.key_store import KeyStore
from helpline.store.repeat_marks import RepeatMarks, key_name
from helpline.store.tables import metadata
from tests.byte_search import canaries_in
from tests.helpline.console.desk import at_a_desk, contact_of, talking
from tests.helpline.office import Office, open_office
from tests.helpline.privacy.marks import (
    BITS,
    CALLERS,
    Weeks,
    fewest_candidates,
    taken_for_another,
)
from tests.helpline.store.samples import NOON
from tests.lives.traces import traces

NUMBER = "+77557348596"
WORDS = "a violet kaleidoscope"


@pytest.fixture
def written(office: Office) -> str:
    """A contact with a note, a case with a section, a number for calling back: its contact's id."""
    desk = at_a_desk(office)
    talking(office, desk)
    contact = contact_of(desk)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": WORDS}
    desk.send("PUT", f"/api/contacts/{contact['id']}", body)
    contact_id = str(contact["id"])
    kept, now = office.parts.contacts.contact(contact_id), office.parts.clock.now()
    assert kept is not None
    assert kept.call_id is not None
    reader = Reader(person_id=kept.owner_id, reads_all=True)
    records = record_parts(office.parts)
    case = records.keep_case.open(contact_id, reader, now)
    records.keep_case.write(case.id, Section(id="9" * 32, kind="note", text=WORDS), reader, now)
    message = Message(
        id="8" * 32, call_id=kept.call_id, kind=MessageKind.CALLBACK, made_at=now, place_since=now
    )
    office.parts.messages.book.add(message, number=NUMBER)
    return contact_id


def test_the_thief_s_own_copy_of_the_code_opens_nothing(
    office: Office, written: str, database_url: str, tmp_path: Path
) -> None:
    thief = tmp_path / "thief"
    thief.mkdir()
    stolen = open_office(thief, database_url)

    contact = stolen.parts.contacts.contact(written)
    [case] = [stolen.parts.cases.case(each) for each in _ids(stolen, "cases")]

    assert contact is not None
    assert (contact.form, contact.note) == ({"unreadable": True}, "")
    assert case is not None
    assert [each.text for each in stolen.parts.cases.entries(case.id)].count(UNREADABLE) == 1
    assert stolen.parts.messages.book.number("8" * 32) is None
    assert office.parts.messages.book.number("8" * 32) == NUMBER
    stolen.close()


def _ids(office: Office, table: str) -> list[str]:
    with office.parts.database.reading() as connection:
        return list(connection.scalars(sa.select(metadata.tables[table].c.id)))


def test_nothing_in_the_database_is_the_key_of_anything_in_it(
    office: Office, written: str, database_url: str, tmp_path: Path
) -> None:
    """Every 32 bytes in a row of every cell and, where it is one, of the file, tried on the note."""
    sealed, place = _sealed(office, written), f"contact:{written}:content:v1"
    assert WORDS in unseal(office.parts.keys.key(written), sealed, place=place)
    cells = b"\n".join(each.content for each in traces(tmp_path / "none", database_url))
    if office.parts.database.is_sqlite:
        cells += Path(sa.make_url(database_url).database or "").read_bytes()

    guesses = {cells[start : start + 32] for start in range(len(cells) - 31)}

    assert len(guesses) > 5_000
    assert office.parts.keys.key(written) not in guesses
    assert not any(_opens(guess, sealed, place) for guess in guesses)
    assert (
        canaries_in(traces(tmp_path / "none", database_url), numbers=[NUMBER], words=[WORDS]) == []
    )


def _sealed(office: Office, contact_id: str) -> bytes:
    contacts = metadata.tables["contacts"]
    with office.parts.database.reading() as connection:
        query = sa.select(contacts.c.sealed).where(contacts.c.id == contact_id)
        return bytes(connection.scalar(query) or b"")


def _opens(key: bytes, sealed: bytes, place: str) -> bool:
    try:
        return bool(unseal(key, sealed, place=place))
    except Unreadable:
        return False


def test_a_mark_without_the_key_of_its_week_fits_every_number_alike(office: Office) -> None:
    """Over many keys the marks of one number lie as evenly as chance: the mark says nothing of it."""
    marks = Counter[str]()
    for number in range(400):
        keys = KeyStore(office.parts.config.data_dir / f"k{number}.db", secrets.token_bytes(32))
        keys.prepare()
        marks[RepeatMarks(office.parts.database, keys, office.parts.clock)(NUMBER)[0]] += 1

    assert len(marks) == 16
    assert max(marks.values()) < 400 / 16 * 2.5


def test_even_with_the_key_a_mark_stands_for_a_hundred_numbers_and_more(office: Office) -> None:
    """S9."""
    mark = office.parts.repeat_marks(NUMBER)
    key = office.parts.keys.key(key_name(office.parts.clock.now()))

    assert len(mark) * 4 == BITS
    assert fewest_candidates(key, groups_bits=6, sample=100_000) >= 100


def test_few_callers_of_a_busy_week_are_taken_for_another(office: Office) -> None:
    """S9: at most one in two hundred of 2,000."""
    wrong = taken_for_another(office.parts.database, office.parts.keys, Weeks(NOON), of=2)

    assert wrong / (2 * CALLERS) <= 0.005
