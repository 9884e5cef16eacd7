"""Databases for every test: SQLite and PostgreSQL, fresh and migrated."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from helpline.store.database import Database, open_database
from helpline.store.migrate import upgrade
from helpline.store.sql_store import SqlStore
from helpline.telephony.prompts.make import make_placeholders
from tests.servers import postgres_url

_numbers = itertools.count(1)


@pytest.hookimpl(optionalhook=True)  # not there for whoever runs the tests without xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.turns import BrowsersInTurn  # noqa: PLC0415 -- as above

    return BrowsersInTurn(config, log)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.Engine]:
    """One connection that makes and drops databases; `template_helpline` there has every table."""
    server = sa.create_engine(postgres_url(), isolation_level="AUTOCOMMIT")
    _execute(server, "CREATE DATABASE template_helpline")
    upgrade(_database(server, "template_helpline"))
    yield server
    server.dispose()


@pytest.fixture
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes an empty database with every table, on `sqlite` or `postgresql`, and drops it in the end."""
    dropped: list[tuple[sa.Engine, str]] = []

    def make(kind: str) -> str:
        name = f"test_{next(_numbers)}"
        if kind == "sqlite":
            path = tmp_path / f"{name}.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            return f"sqlite:///{path}"
        server = request.getfixturevalue("postgres_server")
        # Copying files is several times faster here than the default way.
        _execute(server, f"CREATE DATABASE {name} TEMPLATE template_helpline STRATEGY FILE_COPY")
        dropped.append((server, name))
        return _database(server, name)

    yield make
    for server, name in dropped:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, fresh_url: Callable[[str], str]) -> str:
    """An empty database with every table, on each of the two."""
    return fresh_url(request.param)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> SqlStore:
    return SqlStore(database=database)


def _database(server: sa.Engine, name: str) -> str:
    return server.url.set(database=name).render_as_string(hide_password=False)


def _execute(server: sa.Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prompts")
    make_placeholders(folder)
    return folder
