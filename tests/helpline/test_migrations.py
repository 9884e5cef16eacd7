"""The migrations: they make the tables of the code, and each can be taken back."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from helpline.store.database import Database, open_database
from helpline.store.migrate import alembic_config, is_pending, upgrade
from tests.servers import run_on


def test_the_migrations_make_exactly_the_tables_that_the_code_declares(database_url: str) -> None:
    config = alembic_config(database_url)

    command.upgrade(config, "head")

    command.check(config)


def test_every_migration_can_be_taken_back_and_made_again(database_url: str) -> None:
    config = alembic_config(database_url)

    command.downgrade(config, "base")

    assert is_pending(database_url)
    assert _tables(database_url) <= {"alembic_version"}
    command.upgrade(config, "head")
    command.check(config)
    assert not is_pending(database_url)


def test_an_upgrade_is_safe_to_repeat(database_url: str) -> None:
    before = _tables(database_url)

    upgrade(database_url)

    assert _tables(database_url) == before


def test_the_upgrade_to_legs_gives_every_earlier_call_its_callers_leg(database_url: str) -> None:
    config = alembic_config(database_url)
    command.downgrade(config, "2026_11_24_first_tables")
    run_on(
        database_url,
        "INSERT INTO calls (id, leg, state, arrived_at, enqueued_at, priority, tried, offers_made,"
        " counsellor_in, caller_in, talked, lost, on_hold, muted, version) VALUES ('call-1',"
        " 'leg-1', 'waiting', '2026-11-24 12:00:00', '2026-11-24 12:00:00', 0, '[]', 0,"
        " false, false, false, false, false, false, 1)",
    )

    command.upgrade(config, "head")

    database = open_database(database_url)
    with database.reading() as connection:
        legs = connection.execute(sa.text("SELECT leg, call_id, kind FROM legs")).all()
    database.close()
    assert legs == [("leg-1", "call-1", "caller")]


def test_a_failed_migration_on_sqlite_leaves_nothing_half_done(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'taken.db'}"
    run_on(url, "CREATE TABLE legs (leg TEXT)")

    with pytest.raises(sa.exc.OperationalError):
        upgrade(url)

    assert _tables(url) == {"legs"}


def test_every_migration_says_why_and_why_it_is_safe() -> None:
    for path in sorted(Path("migrations/versions").glob("*.py")):
        words = path.read_text(encoding="utf-8")

        assert "\nWhy: " in words, path.name
        assert "\nSafe beside the running version because: " in words, path.name


def test_no_index_or_constraint_is_without_a_name(database: Database) -> None:
    inspector = sa.inspect(database.engine)

    for table in inspector.get_table_names():
        if table != "alembic_version":
            named = [each["name"] for each in inspector.get_unique_constraints(table)]
            named += [each["name"] for each in inspector.get_foreign_keys(table)]
            named += [each["name"] for each in inspector.get_check_constraints(table)]
            named += [each["name"] for each in inspector.get_indexes(table)]
            assert all(named), table


def _tables(url: str) -> set[str]:
    database = open_database(url)
    names = set(sa.inspect(database.engine).get_table_names())
    database.close()
    return names
