"""Bringing the tables up to date, and asking whether they are."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from helpline.store.database import open_database

_ROOT = Path(__file__).resolve().parents[2]


def alembic_config(url: str) -> Config:
    config = Config(toml_file=_ROOT / "pyproject.toml")
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Safe to repeat, and for two processes at once: one waits for the other."""
    command.upgrade(alembic_config(url), "head")


def is_pending(url: str) -> bool:
    """True when a migration has not been applied."""
    head = ScriptDirectory.from_config(alembic_config(url)).get_current_head()
    database = open_database(url)
    try:
        with database.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision() != head
    finally:
        database.close()
