"""The rota followed by real processes on PostgreSQL: four that serve, two that would do the jobs."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helpline.store.migrate import upgrade
from tests.bench.figure import figure, percentile
from tests.history.crew import Crew, open_crew
from tests.servers import fresh_database

_STARTS, _APART = 60, timedelta(milliseconds=500)
_KILLS = 5
_TWICE = "SELECT count(*) FROM (SELECT person_id FROM on_duty GROUP BY 1 HAVING count(*) > 1) x"
_EVENTS = "SELECT count(*) FROM events WHERE kind = 'ShiftStart'"


def figures() -> Iterator[Mapping[str, Any]]:
    url = fresh_database(f"crew_{int(time.time())}")
    upgrade(url)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_crew(Path(folder), url, webs=4, jobs=2, people=_STARTS + _KILLS) as crew,
    ):
        yield from _activations(crew)
        yield from _takeovers(crew)


def _activations(crew: Crew) -> Iterator[Mapping[str, Any]]:
    first = datetime.now(UTC) + timedelta(seconds=4)
    due = {crew.people[n].id: first + n * _APART for n in range(_STARTS)}
    crew.put_on([crew.row(n, first + n * _APART, timedelta(hours=8)) for n in range(_STARTS)])
    seen: dict[str, float] = {}
    while len(seen) < _STARTS:
        now, on = datetime.now(UTC), crew.on_the_line()
        seen |= {who: (now - due[who]).total_seconds() for who in on - seen.keys()}
        time.sleep(0.005)
    detail = f"{_STARTS} duties {_APART} apart; 4 web and 2 jobs processes, PostgreSQL; as the line's rows show it"
    for part, label in ((0.5, "p50"), (0.99, "p99")):
        value = percentile(list(seen.values()), part)
        yield figure(f"change of duty in force: {label}", value, "s", goal="<= 1", detail=detail)
    more = crew.count(_TWICE) + crew.count(_EVENTS) - _STARTS
    yield figure("change of duty: activations too many", more, "", goal="0", detail=detail)


def _takeovers(crew: Crew) -> Iterator[Mapping[str, Any]]:
    """A duty begins as the owner of the lease is killed: how long nobody follows it."""
    took = []
    for number in range(_KILLS):
        killed, person = crew.owner(), _STARTS + number
        assert killed is not None
        begin = datetime.now(UTC) + timedelta(seconds=1)
        crew.put_on([crew.row(person, begin, timedelta(hours=8))])
        crew.kill(killed)
        at = datetime.now(UTC)
        who = crew.people[person].id
        on = crew.until(lambda who=who: who in crew.on_the_line())  # type: ignore[misc]
        took.append((on - max(at, begin)).total_seconds())
        crew.begin_again(killed)
        crew.until(lambda killed=killed: crew.owner() not in {None, killed})  # type: ignore[misc]
    detail = (
        f"the lease's owner killed {_KILLS} times as a duty was about to begin; the longest wait"
    )
    yield figure("jobs process killed: until followed", max(took), "s", goal="<= 10", detail=detail)
