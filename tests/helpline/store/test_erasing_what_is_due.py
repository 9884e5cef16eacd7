"""Contacts and cases are erased 90 days after closing: rows, keys and bytes, and only then."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from helpline.cases.erase_due import EraseDue
from helpline.store.tables.events import events
from helpline.store.tables.streams import stream_events
from tests.helpline.office import Office
from tests.helpline.store.erasing import (
    DAY,
    WORDS,
    Later,
    case_around,
    close,
    complete,
    draft,
    rows_naming,
)
from tests.helpline.store.samples import NOON
from tests.lives.canaries import data_files_of


def test_on_day_eighty_nine_it_is_kept_and_on_day_ninety_it_is_gone(
    office: Office, erase: EraseDue, later: Later
) -> None:
    contact_id = complete(office, 1)
    young = complete(office, 2, NOON + DAY)

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
    assert rows_naming(office, {contact_id}) == {}
    acts = [(entry.act, entry.thing, entry.actor_id) for entry in office.entries()]
    assert ("contact.erased", contact_id, "jobs") in acts


def test_a_contact_of_an_open_case_is_kept_until_its_case_has_been_closed_for_so_long(
    office: Office, erase: EraseDue, later: Later
) -> None:
    contact_id = complete(office, 1)
    case_id = case_around(office, contact_id)
    later.now = NOON + 200 * DAY
    assert erase(actor="jobs").nothing
    close(office, case_id, later.now)
    later.now += 89 * DAY
    assert not erase(actor="jobs").contacts

    later.now += DAY
    erased = erase(actor="jobs")

    assert (list(erased.contacts), list(erased.cases)) == ([contact_id], [case_id])
    assert rows_naming(office, {contact_id, case_id}) == {}
    assert office.parts.keys.names() == ["audit-chain"]


def test_no_byte_of_it_is_left_in_any_file(
    office: Office, erase: EraseDue, later: Later, tmp_path: Path
) -> None:
    """On PostgreSQL the rows' bytes may stay for a while, sealed: the key is in no file any more (S7)."""
    contact_id = complete(office, 1)
    case_id = case_around(office, contact_id)
    close(office, case_id, NOON)
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


@pytest.mark.parametrize(
    ("part", "killed_at"),
    [
        ("erasure", "destroy_keys"),
        ("erasure", "erase_contacts"),
        ("erasure", "erase_other_rows"),
        ("access", "erase"),
        ("log", "erase"),
        ("erasure", "forget_traces"),
    ],
)
def test_killed_in_the_middle_and_run_again_everything_is_gone(
    office: Office, erase: EraseDue, later: Later, part: str, killed_at: str
) -> None:
    ids = {complete(office, number) for number in range(1, 8)}
    ids |= {draft(office, number) for number in range(8, 11)}
    later.now = NOON + 90 * DAY

    class Killed(Exception):
        pass

    class Dying:
        def __getattr__(self, name: str) -> object:
            if name == killed_at:
                raise Killed
            return getattr(getattr(erase, part), name)

    dying: dict[str, Any] = {part: Dying()}
    with pytest.raises(Killed):
        replace(erase, **dying)(actor="jobs")
    erase(actor="jobs")

    assert rows_naming(office, ids) == {}
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
