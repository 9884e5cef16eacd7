"""A thousand callers and a hundred notes: afterwards no number and no name is in any byte that is kept."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from helpline.cases.erase_due import EraseDue
from helpline.cases.form import VERSION
from helpline.cases.ports import Contact, ContactBook, ContactState
from helpline.store.erasure import SqlErasure
from tests.helpline.office import open_office
from tests.helpline.store.samples import a_person
from tests.lives.traces import traces

CALLS, NOTES = 1000, 100
_BETWEEN = re.compile(rb"[\s().\-+%]|%20|%2B", re.IGNORECASE)


def test_no_canary_is_found_in_anything_that_is_kept(
    tmp_path: Path, fresh_url: Callable[[str], str], capfd: pytest.CaptureFixture[str]
) -> None:
    """S1, S7: the database with its write-ahead log, the key store, every file, every row, every log."""
    url = fresh_url("sqlite")
    office = open_office(tmp_path, url)
    office.parts.people.add(a_person())
    office.counsellor()
    chance = random.Random(111)
    # Digits that no year, hour or counter of ours puts side by side.
    numbers = ["+7755" + "".join(chance.choices("3456789", k=7)) for _ in range(CALLS)]
    names = [f"Канарейка{number:04}ұлы" for number in range(NOTES)]

    for place, number in enumerate(numbers):
        leg = f"CA{place:032}"
        form = {"CallSid": leg, "From": number, "Caller": number, "CallStatus": "ringing"}
        answer = office.webhook("/twilio/voice", form)
        assert answer.status_code == 200
        assert number[-9:] not in answer.text
        office.webhook("/twilio/status", form | {"CallStatus": "completed"})
    now = office.parts.clock.now()
    for place, name in enumerate(names):
        _note(office.parts.contacts, place, name, now - timedelta(days=90 * (place % 2)))
    erasure = SqlErasure(office.parts.database, office.parts.keys)
    erased = EraseDue(erasure=erasure, audit=office.parts.audit, now=lambda: now)(actor="jobs")
    kept = office.parts.contacts.contact(f"{0:032x}")
    left = traces(tmp_path, url)
    output = capfd.readouterr()
    logged = (output.out + output.err).encode()
    office.close()

    assert len(erased.contacts) == NOTES // 2
    assert kept is not None
    assert names[0] in kept.note
    everything = [*(each.content for each in left), logged]
    assert sum(map(len, everything)) > 500_000
    pressed = b"\n".join(_BETWEEN.sub(b"", each.replace(b"\0", b"")) for each in everything)
    plain = b"\n".join(everything)
    assert [number for number in numbers if number[-9:].encode() in pressed] == []
    assert [name for name in names if name.encode() in plain] == []


def _note(book: ContactBook, place: int, name: str, at: datetime) -> None:
    contact = Contact(
        id=f"{place:032x}",
        call_id=None,
        channel="paper",
        owner_id="person-1",
        opened_at=at,
        form_version=VERSION,
    )
    book.add(contact)
    done = replace(
        contact,
        note=f"{name}, a sample",
        state=ContactState.COMPLETE,
        completed_at=contact.opened_at,
    )
    book.save(done)
