"""Commands that look, tell and add."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config import SETTINGS
from helpline.cli import commands
from helpline.people.passwords import is_right
from helpline.people.ports import Role
from helpline.store.database import open_database
from helpline.store.people_book import SqlPeopleBook
from tests.helpline.cli.shell import helpline

ANA = ("add-person", "--login", "ana", "--name", "Sample Ana", "--role", "counsellor")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _run(folder: Path, *command: str, **settings: str) -> Result:
    env: dict[str, str | None] = {"HELPLINE_DATA_DIR": str(folder), **settings}
    return CliRunner(env=env).invoke(commands, command)


def test_help_names_every_command_and_each_has_help_of_its_own(folder: Path) -> None:
    listed = _run(folder, "--help").output

    assert len(commands.commands) > 8
    for name in commands.commands:
        assert name in listed
        helped = _run(folder, name, "--help")
        assert (helped.exit_code, "Usage:" in helped.output) == (0, True), name


def test_settings_lists_each_with_its_meaning_for_people_and_for_programs(folder: Path) -> None:
    plain = _run(folder, "settings").output
    rows = [json.loads(line) for line in _run(folder, "settings", "--json").output.splitlines()]

    assert [row["name"] for row in rows] == [setting.name for setting in SETTINGS]
    assert all(f"{row['name']}" in plain and row["meaning"] in plain for row in rows)


def test_a_fresh_folder_is_in_order_once_it_is_migrated_and_again_is_harmless(
    folder: Path,
) -> None:
    before = _run(folder, "check")
    migrated = [_run(folder, "migrate") for _ in range(2)]
    after = _run(folder, "check")

    assert before.exit_code == 1
    assert "not in order: database" in before.output
    assert "migrations" in before.output
    assert [result.exit_code for result in migrated] == [0, 0]
    assert (after.exit_code, after.output) == (0, "Everything is in order.\n")


def test_a_database_that_does_not_answer_is_named_without_a_traceback(folder: Path) -> None:
    away = {"HELPLINE_DATABASE_URL": "postgresql+psycopg://127.0.0.1:1/away"}

    answer = helpline({"HELPLINE_DATA_DIR": str(folder), **away}, "check")

    assert answer.returncode == 1
    assert "not in order: database" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_fallback_document_speaks_first_and_then_rings_each_telephone(folder: Path) -> None:
    phones = ("--phone", "sip:one@line.example", "--phone", "sip:two@line.example")

    document = _run(folder, "fallback-twiml", "--prompts-url", "https://x.example/", *phones).output

    order = ["https://x.example/line_trouble-kk.wav", "line_trouble-ru.wav", "one@", "two@"]
    places = [document.index(words) for words in order]
    assert places == sorted(places)


def test_the_fallback_document_leads_back_to_the_line_where_that_is_wanted(folder: Path) -> None:
    said = ("--prompts-url", "https://x.example", "--phone", "sip:one@line.example")
    back = ("--back-to", "https://line.example/twilio/voice")

    document = _run(folder, "fallback-twiml", *said, *back).output

    assert document.index("one@") < document.index("<Redirect>https://line.example/twilio/voice<")
    assert "Redirect" not in _run(folder, "fallback-twiml", *said).output


def test_an_added_person_signs_in_with_the_password_that_is_shown_once(folder: Path) -> None:
    _run(folder, "migrate")

    added = _run(folder, *ANA)

    assert added.exit_code == 0, added.output
    database = open_database(f"sqlite:///{folder / 'helpline.db'}")
    person = SqlPeopleBook(database).by_login("ana")
    database.close()
    assert person is not None
    assert is_right(person.password_hash, added.output.split()[-1])
    assert (person.roles, person.speaks) == (frozenset({Role.COUNSELLOR}), frozenset({"kk", "ru"}))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (ANA, "ana is taken already"),
        ((*ANA[:-1], "boss"), "'boss' is not one of 'counsellor', 'supervisor'"),
        ((*ANA, "--speaks", "kk,xx"), "line languages are kk, ru and en"),
    ],
)
def test_a_person_who_cannot_be_added_is_refused_in_words(
    folder: Path, command: tuple[str, ...], words: str
) -> None:
    _run(folder, "migrate")
    _run(folder, *ANA)

    refused = _run(folder, *command)

    assert refused.exit_code != 0
    assert words in refused.output


def test_nobody_is_added_before_there_are_tables_and_what_to_do_is_said(folder: Path) -> None:
    refused = _run(folder, *ANA)

    assert refused.exit_code == 1
    assert "run `migrate` first" in refused.output


@pytest.mark.parametrize("command", ["run", "web", "jobs", "migrate", "check"])
def test_wrong_settings_are_all_named_in_one_line_without_a_traceback(
    folder: Path, command: str
) -> None:
    wrong = {"HELPLINE_RING_S": "soon", "HELPLINE_BIND": "nowhere", "HELPLINE_RNIG_S": "15"}

    answer = helpline({"HELPLINE_DATA_DIR": str(folder), **wrong}, command)

    assert answer.returncode == 2
    (line,) = answer.stderr.splitlines()
    assert line.startswith("Settings: ")
    assert [name for name in wrong if name not in line] == []
    assert not folder.exists()
