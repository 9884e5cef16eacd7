"""Contacts and cases are erased 90 days after closing: rows, keys and bytes, and only then."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.cases.case import CaseState
from helpline.cases.erase_due import EraseDue
from helpline.cases.form import PAPER_CHANNELS, VERSION
from helpline.cases.keep_case import Section
from helpline.cases.ports import Contact, ContactState
from helpline.cases.read_contact import Reader
from helpline.record_parts import record_parts
from helpline.store.erasure import SqlErasure
from helpline.store.tables import metadata
from helpline.store.tables.events import events
from helpline.store.tables.streams import stream_events
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON, a_person
from tests.lives.canaries import data_files_of

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


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def erase(office: Office, later: Later) -> EraseDue:
    office.parts.people.add(a_person())
    erasure = SqlErasure(office.parts.database, office.parts.keys)
    return EraseDue(erasure=erasure, audit=office.parts.audit, now=lambda: later.now)


def _complete(office: Office, number: int, at: datetime = NOON) -> str:
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


def _case_around(office: Office, contact_id: str) -> str:
    records = record_parts(office.parts)
    case = records.keep_case.open(contact_id, READER, NOON)
    section = Section(id=f"9{contact_id[1:]}", kind="note", text=WORDS)
    records.keep_case.write(case.id, section, READER, NOON)
    return case.id


def _close(office: Office, case_id: str, at: datetime) -> None:
    case = office.parts.cases.case(case_id)
    assert case is not None
    office.parts.cases.change(replace(case, state=CaseState.CLOSED, closed_at=at))


def _rows_naming(office: Office, ids: set[str]) -> dict[str, int]:
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


def test_on_day_eighty_nine_it_is_kept_and_on_day_ninety_it_is_gone(
    office: Office, erase: EraseDue, later: Later
) -> None:
    contact_id = _complete(office, 1)
    young = _complete(office, 2, NOON + DAY)

    later.now = NOON + 90 * DAY - timedelta(seconds=1)
    erase(actor="jobs")
    kept = office.parts.contacts.contact(contact_id)
    later.now = NOON + 90 * DAY
    erased = erase(actor="jobs")

    assert kept is not None
    assert kept.note == f"{WORDS} 1"
    assert list(erased.contacts) == [contact_id]
    assert office.parts.contacts.contact(contact_id) is None
    assert office.parts.contacts.contact(young) is not None
    assert not office.parts.keys.has(contact_id)
    assert _rows_naming(office, {contact_id}) == {}
    acts = [(entry.act, entry.thing, entry.actor_id) for entry in office.entries()]
    assert ("contact.erased", contact_id, "jobs") in acts


def test_a_contact_of_an_open_case_is_kept_until_its_case_has_been_closed_for_so_long(
    office: Office, erase: EraseDue, later: Later
) -> None:
    contact_id = _complete(office, 1)
    case_id = _case_around(office, contact_id)
    later.now = NOON + 200 * DAY
    assert erase(actor="jobs").nothing
    _close(office, case_id, later.now)
    later.now += 89 * DAY
    assert not erase(actor="jobs").contacts

    later.now += DAY
    erased = erase(actor="jobs")

    assert (list(erased.contacts), list(erased.cases)) == ([contact_id], [case_id])
    assert _rows_naming(office, {contact_id, case_id}) == {}
    assert office.parts.keys.names() == ["audit-chain"]


def test_what_was_never_finished_is_not_swept_but_told(
    office: Office, erase: EraseDue, later: Later
) -> None:
    draft = Contact(id="d" * 32, call_id=None, channel="paper", owner_id="person-1", opened_at=NOON)
    office.parts.contacts.add(draft)
    later.now = NOON + 91 * DAY

    assert erase(actor="jobs").stuck == 1
    assert office.parts.contacts.contact(draft.id) is not None


def test_no_byte_of_it_is_left_in_any_file(
    office: Office, erase: EraseDue, later: Later, tmp_path: Path
) -> None:
    """On PostgreSQL the rows' bytes may stay for a while, sealed: the key is in no file any more (S7)."""
    contact_id = _complete(office, 1)
    case_id = _case_around(office, contact_id)
    _close(office, case_id, NOON)
    sealed = _sealed(office)
    wrapped = _wrapped(tmp_path)
    assert any(each in _bytes(tmp_path) for each in wrapped)
    later.now = NOON + 90 * DAY

    erase(actor="jobs")

    left = _bytes(tmp_path)
    assert [each for each in wrapped if each in left] == []
    assert WORDS.encode() not in left
    if office.parts.database.is_sqlite:
        assert [each for each in sealed if each[:40] in left] == []
    url = office.parts.config.database_url
    in_the_server = b"".join(each.content for each in data_files_of(url))
    assert bool(in_the_server) is not office.parts.database.is_sqlite
    assert [each for each in wrapped if each in in_the_server] == []
    assert WORDS.encode() not in in_the_server
    assert not any(office.parts.keys.has(each) for each in (contact_id, case_id))


def _sealed(office: Office) -> list[bytes]:
    with office.parts.database.reading() as connection:
        query = "SELECT sealed FROM contacts UNION ALL SELECT sealed FROM case_entries"
        return [bytes(each) for each in connection.scalars(sa.text(query)) if each]


def _wrapped(folder: Path) -> list[bytes]:
    keys = sa.create_engine(f"sqlite:///{folder / 'keys.db'}")
    with keys.connect() as connection:
        query = sa.text("SELECT wrapped FROM keys WHERE length(name) = 32")
        found = [bytes(each) for each in connection.scalars(query)]
    keys.dispose()
    assert len(found) == 2
    return found


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("killed_at", ["destroy_keys", "erase_contacts", "forget_traces"])
def test_killed_in_the_middle_and_run_again_everything_is_gone(
    office: Office, erase: EraseDue, later: Later, killed_at: str
) -> None:
    ids = {_complete(office, number) for number in range(1, 8)}
    later.now = NOON + 90 * DAY

    class Killed(Exception):
        pass

    class Dying:
        def __getattr__(self, name: str) -> object:
            if name == killed_at:
                raise Killed
            return getattr(erase.erasure, name)

    with pytest.raises(Killed):
        replace(erase, erasure=Dying())(actor="jobs")  # type: ignore[arg-type]  # by name
    erase(actor="jobs")

    assert _rows_naming(office, ids) == {}
    assert office.parts.keys.names() == ["audit-chain"]
    assert erase(actor="jobs").nothing


def test_a_key_without_its_row_is_found_and_destroyed(office: Office, erase: EraseDue) -> None:
    office.parts.keys.key_or_new("f" * 32)
    office.parts.keys.key_or_new("of another kind")

    assert list(erase(actor="jobs").orphan_keys) == ["f" * 32]
    assert "of another kind" in office.parts.keys.names()


def test_events_news_and_sign_ins_go_when_their_time_is_over(
    office: Office, erase: EraseDue, later: Later
) -> None:
    office.counsellor()
    later.now = office.parts.clock.now() + 91 * DAY

    erased = erase(actor="jobs")

    assert erased.other_rows > 0
    assert _count(office, events) == 0
    assert _count(office, stream_events) == 0


def _count(office: Office, table: sa.Table) -> int:
    with office.parts.database.reading() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
