"""Keys at the command line, and what a thief of the database without the key store has: nothing."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from helpline.assembly import assemble
from helpline.cli import commands
from tests.helpline.console.desk import at_a_desk, contact_of, talking
from tests.helpline.office import PUBLIC_URL, Office, open_office

NOTE = "a violet kaleidoscope"


def _run(office: Office, *command: str, **more: str) -> Result:
    config = office.parts.config
    env: dict[str, str | None] = {
        "HELPLINE_DATA_DIR": str(config.data_dir),
        "HELPLINE_DATABASE_URL": config.database_url,
        "HELPLINE_PUBLIC_URL": PUBLIC_URL,
    }
    return CliRunner(env=env | more).invoke(commands, command)


def _written(office: Office) -> str:
    desk = at_a_desk(office)
    talking(office, desk)
    contact = contact_of(desk)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": NOTE}
    desk.send("PUT", f"/api/contacts/{contact['id']}", body)
    return str(contact["id"])


def test_notes_are_read_on_after_rewrapping_and_rotation(
    tmp_path: Path, fresh_url: Callable[[str], str]
) -> None:
    office = open_office(tmp_path, fresh_url("sqlite"))
    contact_id = _written(office)

    rewrapped = _run(office, "rewrap-keys", "--json")
    new = "0123456789abcdef" * 4
    old = {"HELPLINE_EARLIER_MASTER_KEY": office.parts.config.master_key}
    rotated = _run(office, "rotate-keys", HELPLINE_MASTER_KEY=new, **old)
    wrong = _run(office, "rotate-keys", HELPLINE_MASTER_KEY="fedcba9876543210" * 4)
    config = replace(office.parts.config, master_key=new)
    after = assemble(config, carrier=office.carrier, practice_line=office.practice_line)

    assert json.loads(rewrapped.output) == {"rewrapped": 0, "weeks_destroyed": 0}
    assert re.search(r"^\d+ keys are under the new master key$", rotated.output.strip())
    assert wrong.exit_code == 1
    assert "nothing has changed" in wrong.output
    found = after.contacts.contact(contact_id)
    assert found is not None
    assert found.note == NOTE
    after.database.close()
    office.close()


def test_a_stolen_database_with_the_code_and_without_the_key_store_shows_nothing(
    tmp_path: Path, fresh_url: Callable[[str], str]
) -> None:
    office = open_office(tmp_path / "ours", fresh_url("sqlite"))
    contact_id = _written(office)
    mark = office.parts.repeat_marks("+77005550101")
    thief = tmp_path / "thief"
    thief.mkdir()
    source = office.parts.config.database_url.removeprefix("sqlite:///")
    office.close()
    for path in Path(source).parent.glob(Path(source).name + "*"):
        shutil.copy(path, thief / path.name)
    copy = f"sqlite:///{thief / Path(source).name}"

    stolen = open_office(thief, copy)
    read = stolen.parts.contacts.contact(contact_id)

    assert read is not None
    assert (read.form, read.note) == ({"unreadable": True}, "")
    content = b"".join(path.read_bytes() for path in thief.iterdir())
    assert NOTE.encode() not in content
    assert b"7005550101" not in content
    assert stolen.parts.repeat_marks("+77005550101") != mark  # the thief's key is another
    stolen.close()
