"""The rota followed by real processes: several that serve pages, several that would do the jobs."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from config import load_config
from helpline.assembly import assemble
from helpline.cli.children import Child, Children
from helpline.cli.line_check import Browser
from helpline.cli.run import child_environ
from helpline.people.add_person import add_person
from helpline.people.ports import Person, Role
from helpline.practice_secrets import with_secrets
from helpline.rota.change import change
from helpline.rota.ports import DIRECT
from helpline.store.database import Database, open_database
from helpline.store.rota_book import SqlRotaBook
from shift_schedule.plan import Duty, PlannedShift
from tests.lives.processes import free_port

PASSWORD = "correct horse battery"
_UP_WITHIN_S, _PATIENCE_S = 120.0, 120.0
_LOOKS_EVERY_S = 0.005
_OWNER = """
SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'advisory' AND l.objid = 111001 AND l.granted
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(slots=True, kw_only=True)
class Crew:
    database: Database
    children: Children
    addresses: list[str]
    people: list[Person]

    def row(self, person: int, begin: datetime, length: timedelta) -> PlannedShift:
        """A shift of one of the people."""
        return PlannedShift(
            id=f"s{person}-{begin.timestamp():.3f}",
            roster_id=DIRECT,
            person_id=self.people[person].id,
            duty=Duty.LINE,
            starts_at=begin,
            ends_at=begin + length,
            languages=frozenset({"kk"}),
            added_at=datetime.now(UTC),
        )

    def put_on(self, rows: list[PlannedShift]) -> None:
        """All in one change of the rota."""
        start, end = min(x.starts_at for x in rows), max(x.ends_at for x in rows)
        with change(SqlRotaBook(self.database), start, end, now=datetime.now(UTC)) as written:
            written.put_shifts(rows)

    def take_off_all(self, now: datetime) -> None:
        """Whatever is on the rota from `now` on."""
        book = SqlRotaBook(self.database)
        standing = [x for x in book.plan(now, now + timedelta(days=1)).shifts if x.ends_at > now]
        if standing:
            start, end = min(x.starts_at for x in standing), max(x.ends_at for x in standing)
            with change(book, start, end, now=now) as written:
                for row in standing:
                    written.close_shift(row.id, now)

    def owner(self) -> str | None:
        """Who holds the lease: each of them gives its name to the database."""
        with self.database.reading() as connection:
            name: str | None = connection.exec_driver_sql(_OWNER).scalar()
        return name

    def kill(self, name: str) -> float:
        """No goodbye, no clean-up; the moment of it."""
        child = next(each for each in self.children.all if each.name == name)
        assert child.process is not None
        os.killpg(child.process.pid, signal.SIGKILL)
        at = time.monotonic()
        child.process.wait()
        return at

    def begin_again(self, name: str) -> None:
        next(each for each in self.children.all if each.name == name).start()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.execute(sa.text(query))]

    def count(self, query: str) -> int:
        return int(str(self.rows(query)[0][0]))

    def on_the_line(self) -> set[str]:
        """Whom the rows of the line have on shift."""
        return {str(row[0]) for row in self.rows("SELECT id FROM counsellors WHERE on_shift")}

    def until(self, holds: Callable[[], bool]) -> datetime:
        """Looked at often; when it first held. Raises AssertionError when it never does."""
        patience = time.monotonic() + _PATIENCE_S
        while time.monotonic() < patience:
            if holds():
                return datetime.now(UTC)
            time.sleep(_LOOKS_EVERY_S)
        raise AssertionError(f"not seen within {_PATIENCE_S} s")

    def sign_in(self) -> list[Browser]:
        """At each of those that serve another of the people."""
        browsers = [Browser(address) for address in self.addresses]
        for browser, person in zip(browsers, self.people, strict=False):
            words = {"login": person.login, "password": PASSWORD}
            browser.csrf = browser.send("POST", "/api/session", words)["csrf"]
        return browsers


@contextmanager
def open_crew(
    folder: Path, database_url: str, *, webs: int, jobs: int, people: int
) -> Iterator[Crew]:
    """Everybody healthy, and one of the jobs processes acting; all ended afterwards."""
    environ, ports = environ_of(folder, database_url), [free_port() for _ in range(webs)]
    staff = prepare(environ, people)
    children = Children(
        all=[
            *(_web(folder, environ, port) for port in ports),
            *(_jobs(folder, environ, number) for number in range(jobs)),
        ]
    )
    database = open_database(database_url)
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    crew = Crew(database=database, children=children, addresses=addresses, people=staff)
    try:
        children.start()
        ready = {address: f"{address}/readyz" for address in addresses}
        children.wait_until_healthy(ready, within_s=_UP_WITHIN_S)
        if jobs:
            crew.until(lambda: crew.owner() is not None)
        yield crew
    finally:
        children.stop()
        database.close()


def environ_of(folder: Path, database_url: str) -> dict[str, str]:
    """No carrier is there: whoever asks it hears so, and goes on."""
    return {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": database_url,
        "HELPLINE_PRACTICE_PORT": str(free_port()),
    }


def prepare(environ: dict[str, str], people: int) -> list[Person]:
    parts = assemble(with_secrets(load_config(environ)))
    staff = [
        add_person(
            parts.people,
            login=f"sample{number}",
            name=f"Sample Counsellor {number}",
            roles=frozenset({Role.COUNSELLOR}),
            speaks=frozenset({"kk"}),
            ui_language="en",
            password=PASSWORD,
        )
        for number in range(people)
    ]
    parts.database.close()
    return staff


def _web(folder: Path, environ: dict[str, str], port: int) -> Child:
    mine = {"HELPLINE_BIND": f"127.0.0.1:{port}", "HELPLINE_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    return _child(folder, environ | mine, f"web-{port}", "web")


def _jobs(folder: Path, environ: dict[str, str], number: int) -> Child:
    name = f"jobs-{number}"
    return _child(folder, environ | {"PGAPPNAME": name}, name, "jobs")


def _child(folder: Path, environ: dict[str, str], name: str, command: str) -> Child:
    config = with_secrets(load_config(environ))
    return Child(
        name=name,
        command=(command,),
        log_path=folder / f"{name}.log",
        environ=child_environ(config) | environ,
    )
