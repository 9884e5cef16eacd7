"""Sample people are planned like everybody; the one nobody stands behind is not."""

from pathlib import Path

from config import load_config
from helpline.assembly import assemble, database_url
from helpline.cli.people import sample_people
from helpline.cli.preparation import prepare_sample_people
from helpline.practice_secrets import with_secrets
from helpline.rota_joined import MINIMUM
from helpline.store.migrate import upgrade
from helpline.store.staff_book import SqlStaffBook


def test_nobody_plans_a_shift_for_the_line_check(tmp_path: Path) -> None:
    config = with_secrets(load_config({"HELPLINE_DATA_DIR": str(tmp_path)}))
    upgrade(database_url(config))
    for _ in ("first", "again"):
        prepare_sample_people(config, sample_people())
    parts = assemble(config)
    names = {person.id: person.login for person in parts.people.everyone()}

    planned = SqlStaffBook(parts.database, config.zone, MINIMUM).colleagues()

    assert {names[each.id] for each in planned} == {"counsellor1", "counsellor2", "supervisor"}
    parts.database.close()
