"""The audit log at the command line: is it whole, and who saw what."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpline.cli import commands
from helpline.people.ports import Role
from helpline.store.audit_retention import AuditRetention
from tests.helpline.office import PUBLIC_URL, Office, open_office
from tests.helpline.store.samples import NOON, after


@pytest.fixture
def office(tmp_path: Path, fresh_url: Callable[[str], str]) -> Iterator[Office]:
    opened = open_office(tmp_path, fresh_url("sqlite"))
    yield opened
    opened.close()


def _run(office: Office, *command: str) -> Result:
    config = office.parts.config
    env: dict[str, str | None] = {
        "HELPLINE_DATA_DIR": str(config.data_dir),
        "HELPLINE_DATABASE_URL": config.database_url,
        "HELPLINE_PUBLIC_URL": PUBLIC_URL,
    }
    return CliRunner(env=env).invoke(commands, command)


def _read(office: Office, actor: str, *contacts: str, at: float) -> None:
    office.parts.audit.note_each(actor_id=actor, act="contact.read", things=contacts, now=after(at))


def test_a_whole_log_is_told_to_be_whole_and_a_changed_one_where(office: Office) -> None:
    _read(office, "p1", *(f"c{number}" for number in range(9)), at=1)
    office.parts.anchors.append(NOON)

    whole = _run(office, "audit-verify")
    found = json.loads(_run(office, "audit-verify", "--json").output)
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET thing = 'c9' WHERE number = 3")
        connection.exec_driver_sql("DELETE FROM audit WHERE number > 7")
    changed = _run(office, "audit-verify")

    assert (whole.exit_code, changed.exit_code) == (0, 1)
    assert "The audit log is whole." in whole.output
    assert (found["entries"], found["anchors"], found["faults"]) == (9, 1, [])
    assert "altered: 3\n" in changed.output
    assert "missing: 8-9\n" in changed.output


def test_what_was_retired_is_told_and_is_no_fault(office: Office) -> None:
    _read(office, "p1", *(f"c{number}" for number in range(5)), at=1)
    _read(office, "p1", "c9", at=9)
    AuditRetention(office.parts.audit).retire(after(5), after(10))

    told = _run(office, "audit-verify")

    assert told.exit_code == 0
    assert "entries up to number 5 have been retired" in told.output
    assert "2 entries, the last is number 7" in told.output


def test_an_anchor_line_from_elsewhere_is_a_fault(office: Office) -> None:
    _read(office, "p1", "c1", at=1)
    office.parts.anchors.path.write_text('{"number": 1}\n', encoding="ascii")

    found = _run(office, "audit-verify")

    assert found.exit_code == 1
    assert "line of the anchor file: 1" in found.output


def test_a_breach_report_says_who_saw_what_since_when_and_how_many(office: Office) -> None:
    reader = office.person("reader", Role.COUNSELLOR)
    _read(office, reader.id, "c1", "c2", at=0)
    _read(office, reader.id, "c2", at=60)
    _read(office, "somebody-gone", "c3", at=90)
    _read(office, reader.id, "before", at=-60)

    report = json.loads(_run(office, "breach-report", "--since", NOON.isoformat(), "--json").output)
    hers = _run(office, "breach-report", "--since", "2020-01-01", "--person", "reader").output

    first, second = (deed for deed in report["deeds"] if deed["what"] == "contact.read")
    assert report["records_read"] == 3
    assert report["log"]["faults"] == []
    assert (first["who"], first["roles"], first["shows_content"]) == (
        "reader",
        ["counsellor"],
        True,
    )
    assert (first["how_many"], first["times"]) == (2, 3)
    assert (first["first_at"], first["last_at"]) == (NOON.isoformat(), after(60).isoformat())
    assert (second["who"], second["how_many"]) == ("somebody-gone", 1)
    assert "reader" in hers
    assert "somebody-gone" not in hers


def test_making_a_breach_report_is_on_record(office: Office) -> None:
    _run(office, "breach-report", "--since", "2020-01-01")

    (entry,) = office.entries()
    assert (entry.actor_id, entry.act, entry.thing) == (
        "command-line",
        "audit.read",
        "breach-report",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--since", "yesterday"),
        ("--since", "2026-11-25T08:00"),
        ("--since", "2020-01-01", "--person", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(office: Office, words: tuple[str, ...]) -> None:
    assert _run(office, "breach-report", *words).exit_code == 2
