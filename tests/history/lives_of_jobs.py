"""The whole jobs process, killed at any moment around changes of duty and begun again, so many times.

Each life is a process of its own with a lease, timers and schedule of its own, killed by the kernel.
It begins with the modules loaded, or a thousand lives would be an hour of imports.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helpline.rota.resolved import ResolvedRota
from helpline.store.rota_book import SqlRotaBook
from tests.history.crew import Crew, environ_of, open_crew

_PEOPLE = 10
_LONGEST_LIFE_S = 1.2  # from when it has the lease: its first look at the rota, and a change or two
_BEFORE_IT_ACTS = 0.2  # of the kills come at any moment of its first second
_A_ROUND = 25  # lives; after so many one is let live until all is as the rota says
_SETTLES_WITHIN_S = 120.0
_SHIFT, _PAUSE = timedelta(seconds=4), timedelta(seconds=1)
_APART = _PAUSE / 2
_QUIET = timedelta(hours=1)
_LOADED = ("helpline.assembly", "helpline.jobs_joined", "helpline.cli.processes")
_OVERLAPS = """
SELECT count(*) FROM on_duty a JOIN on_duty b ON a.person_id = b.person_id AND a.id < b.id
 WHERE a.started_at < COALESCE(b.ended_at, 'infinity') AND b.started_at < COALESCE(a.ended_at, 'infinity')
"""
# More than one start of a shift: on record, and as an event of the line.
_TWICE = """
SELECT count(*) FROM (SELECT s.id FROM shifts s JOIN on_duty d ON d.person_id = s.person_id
 AND d.started_at >= s.starts_at AND d.started_at < COALESCE(s.closed_at, s.ends_at)
 GROUP BY s.id HAVING count(*) > 1) x
"""
_EVENTS_TWICE = """
SELECT count(*) FROM (SELECT s.id FROM shifts s JOIN events e
 ON e.kind = 'ShiftStart' AND e.body ->> 'counsellor_id' = s.person_id
 AND e.reply ->> 'answer' = 'done' AND e.at >= s.starts_at
 AND e.at < COALESCE(s.closed_at, s.ends_at)
 GROUP BY s.id HAVING count(*) > 1) x
"""
_OUTSIDE = """
SELECT count(*) FROM on_duty d WHERE NOT EXISTS (SELECT 1 FROM shifts s
 WHERE s.person_id = d.person_id AND d.started_at >= s.starts_at AND d.started_at < s.ends_at)
"""


@dataclass(slots=True)
class Found:
    """`lost`: whoever should have been on after a life that was let live, and was not, or the reverse."""

    kills: int = 0
    acted: int = 0  # of them killed after they had taken the lease
    lost: int = 0
    seconds: float = 0.0
    doubled: dict[str, int] = field(default_factory=dict)
    on_record: int = 0

    @property
    def faults(self) -> int:
        return self.lost + sum(self.doubled.values())


def live_and_be_killed(folder: Path, database_url: str, times: int, seed: int = 1) -> Found:
    """On PostgreSQL; what was lost and doubled in `times` kills."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    chance, found, began = random.Random(seed), Found(), time.monotonic()
    with open_crew(folder, database_url, webs=0, jobs=0, people=_PEOPLE) as crew:
        environ = environ_of(folder, database_url)
        while found.kills < times:
            crew.take_off_all(datetime.now(UTC))
            _plan(crew, datetime.now(UTC), timedelta(minutes=3))
            for _ in range(min(_A_ROUND, times - found.kills)):
                found.kills += 1
                name = f"life-{found.kills}"
                with _alive(context, environ, name):
                    if chance.random() < _BEFORE_IT_ACTS:
                        time.sleep(chance.random())
                    else:
                        found.acted += _acts(crew, name)
                        time.sleep(chance.random() * _LONGEST_LIFE_S)
            _quiet(crew)
            with _alive(context, environ, "settling"):
                found.lost += _not_settled(crew)
        found.seconds = time.monotonic() - began
        queries = {"overlap": _OVERLAPS, "twice": _TWICE, "events": _EVENTS_TWICE, "none": _OUTSIDE}
        found.doubled = {name: crew.count(query) for name, query in queries.items()}
        found.on_record = crew.count("SELECT count(*) FROM on_duty")
    return found


@contextmanager
def _alive(context: Any, environ: dict[str, str], name: str) -> Iterator[None]:
    """Killed in the end, wherever it has come to."""
    life = context.Process(target=_be_jobs, args=(environ | {"PGAPPNAME": name},))
    life.start()
    try:
        yield
    finally:
        life.kill()
        life.join()


def _acts(crew: Crew, name: str) -> bool:
    """True as soon as it holds the lease."""
    until = time.monotonic() + _SETTLES_WITHIN_S
    while time.monotonic() < until:
        if crew.owner() == name:
            return True
        time.sleep(0.005)
    return False


def _be_jobs(environ: dict[str, str]) -> None:
    """Exactly what the command `jobs` does."""
    os.environ.update(environ)
    from helpline.cli.processes import jobs  # noqa: PLC0415 -- loaded before the process began

    callback: Any = jobs.callback
    callback()


def _plan(crew: Crew, since: datetime, ahead: timedelta) -> None:
    """Everybody on for seconds and off for one, so that a duty begins or ends four times a second."""
    turns = range(ahead // (_SHIFT + _PAUSE))
    crew.put_on(
        [
            crew.row(number, since + turn * (_SHIFT + _PAUSE) + number * _APART, _SHIFT)
            for turn in turns
            for number in range(_PEOPLE)
        ]
    )


def _quiet(crew: Crew) -> None:
    """From now on half of the people stay on, the others off: what is lost cannot be mended by a change."""
    now = datetime.now(UTC)
    crew.take_off_all(now)
    crew.put_on([crew.row(number, now, _QUIET) for number in range(0, _PEOPLE, 2)])


def _not_settled(crew: Crew) -> int:
    """How many are not as the rota says at the end of a long wait; none as soon as all are."""
    rota = ResolvedRota(book=SqlRotaBook(crew.database))
    until, wrong = time.monotonic() + _SETTLES_WITHIN_S, 0
    running = "SELECT person_id FROM on_duty WHERE ended_at IS NULL"
    while time.monotonic() < until:
        desired = set(rota.at(datetime.now(UTC)))
        on_record = {str(row[0]) for row in crew.rows(running)}
        wrong = len(desired ^ on_record) + len(desired ^ crew.on_the_line())
        if wrong == 0:
            return 0
        time.sleep(0.02)
    return wrong
