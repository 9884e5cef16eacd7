"""`erase-due` says what is due, and erases only when it is meant."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpline.cases.ports import Contact, ContactState
from helpline.cli import commands
from tests.helpline.office import PUBLIC_URL, Office, open_office
from tests.helpline.store.samples import a_person

DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path, fresh_url: Callable[[str], str]) -> Iterator[Office]:
    opened = open_office(tmp_path, fresh_url("sqlite"))
    opened.parts.people.add(a_person())
    yield opened
    opened.close()


def _complete(office: Office) -> str:
    """Ninety-one days ago."""
    at = office.parts.clock.now() - 91 * DAY
    contact = Contact(id="a" * 32, call_id=None, channel="paper", owner_id="person-1", opened_at=at)
    office.parts.contacts.add(contact)
    done = replace(contact, state=ContactState.COMPLETE, completed_at=at, note="a sample")
    office.parts.contacts.save(done)
    return contact.id


def test_the_command_says_what_is_due_and_erases_only_when_it_is_meant(
    office: Office,
) -> None:
    contact_id = _complete(office)

    planned = json.loads(_run(office, "erase-due", "--dry-run", "--json"))
    kept = office.parts.contacts.contact(contact_id)
    said = _run(office, "erase-due")
    again = json.loads(_run(office, "erase-due", "--json"))

    assert (planned["contacts"], planned["dry_run"]) == (1, True)
    assert kept is not None
    assert said.startswith("erased: 1 contacts, 0 cases")
    assert again["contacts"] == 0
    assert office.parts.contacts.contact(contact_id) is None


def _run(office: Office, *words: str) -> str:
    config = office.parts.config
    env: dict[str, str | None] = {
        "HELPLINE_DATA_DIR": str(config.data_dir),
        "HELPLINE_DATABASE_URL": config.database_url,
        "HELPLINE_PUBLIC_URL": PUBLIC_URL,
    }
    result = CliRunner(env=env).invoke(commands, words)
    assert result.exit_code == 0, result.output
    return result.output
