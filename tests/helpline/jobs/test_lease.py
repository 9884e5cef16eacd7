"""Exactly one process holds the lease, and it is free again when that process is gone."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.jobs.lease import FileLease, Lease, PostgresLease
from helpline.store.database import Database, open_database
from tests.helpline.jobs.line import until
from tests.servers import run_on

_HOLDS_IT = """
import pathlib, sys, time
from helpline.jobs.lease import FileLease
lease = FileLease(pathlib.Path(sys.argv[1]))
print(lease.is_ours(), flush=True)
time.sleep(60)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def leases(
    request: pytest.FixtureRequest, fresh_url: Callable[[str], str], tmp_path: Path
) -> Iterator[tuple[Lease, Lease]]:
    """Two processes' leases on the same line."""
    if request.param == "sqlite":
        yield FileLease(tmp_path / "jobs.lock"), FileLease(tmp_path / "jobs.lock")
        return
    database = open_database(fresh_url("postgresql"))
    first, second = PostgresLease(database), PostgresLease(database)
    yield first, second
    first.give_back()
    second.give_back()
    database.close()


def test_only_one_of_two_holds_the_lease_and_it_keeps_it(leases: tuple[Lease, Lease]) -> None:
    first, second = leases

    answers = [first.is_ours(), second.is_ours(), first.is_ours(), second.is_ours()]

    assert answers == [True, False, True, False]


def test_a_lease_given_back_is_free_for_the_other(leases: tuple[Lease, Lease]) -> None:
    first, second = leases
    first.is_ours()

    first.give_back()

    assert second.is_ours()
    assert not first.is_ours()


def test_giving_back_what_was_never_taken_is_harmless(leases: tuple[Lease, Lease]) -> None:
    first, second = leases
    first.is_ours()

    second.give_back()

    assert first.is_ours()
    assert not second.is_ours()


def test_a_killed_process_frees_the_lease(tmp_path: Path) -> None:
    path = tmp_path / "jobs.lock"
    command = [sys.executable, "-c", _HOLDS_IT, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 -- our own interpreter and program
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        lease = FileLease(path)
        assert not lease.is_ours()

        holder.send_signal(signal.SIGKILL)
        holder.wait()

        assert lease.is_ours()


@pytest.fixture
def database(fresh_url: Callable[[str], str]) -> Iterator[Database]:
    opened = open_database(fresh_url("postgresql"))
    yield opened
    opened.close()


def test_a_lost_connection_loses_the_lease_and_the_other_takes_it(database: Database) -> None:
    first, second = PostgresLease(database), PostgresLease(database)
    assert first.is_ours()

    _cut_whoever_holds_a_lock(database)

    assert not first.is_ours()
    assert until(second.is_ours)
    assert not first.is_ours()
    second.give_back()


def test_a_database_that_does_not_answer_gives_nobody_the_lease(database: Database) -> None:
    url = sa.make_url(database.url).set(database="no_such_database")
    gone = open_database(url.render_as_string(hide_password=False))

    assert not PostgresLease(gone).is_ours()

    gone.close()


def _cut_whoever_holds_a_lock(database: Database) -> None:
    run_on(
        database.url,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
