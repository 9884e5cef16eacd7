"""The rota in the application: how late a duty begins, what kills do, and how fast everybody is told."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from helpline.clock import SystemClock
from helpline.jobs.schedule import Job, Schedule
from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.resolved import ResolvedRota
from helpline.rota.shifts import put_on
from helpline.store.database import open_database
from helpline.store.duty_book import SqlDutyLog
from helpline.store.migrate import upgrade
from helpline.store.rota_book import SqlRotaBook
from shift_schedule.plan import Duty
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from tests.bench.figure import figure, percentile
from tests.helpline.rota.house import House, hour
from tests.helpline.rota.killed import kill_often
from tests.helpline.rota.test_every_reader_agrees import PEOPLE, a_random_rota, brute
from tests.helpline.rota.test_killed_in_the_middle import lost_and_doubled

_STARTS, _APART = 40, timedelta(milliseconds=250)
_KILLS, _INSTANTS = 1000, 100_000


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _activation(Path(folder))
        yield from _kills(Path(folder))
        yield from _readers(Path(folder))
        yield from _no_shows(Path(folder))


def _house(folder: Path, name: str) -> tuple[str, House]:
    url = f"sqlite:///{folder / name}.db"
    upgrade(url)
    return url, House(open_database(url))


def _activation(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Duties that begin a quarter of a second apart, against the real clock and the real schedule."""
    _, house = _house(folder, "activation")
    house.hire(*range(1, _STARTS + 1))
    clock = SystemClock()
    first = clock.now() + timedelta(seconds=2)
    for person in range(1, _STARTS + 1):
        begin = first + person * _APART
        shift = Shift(
            id=f"s{person}",
            person_id=f"person-{person}",
            starts_at=begin,
            ends_at=begin + timedelta(hours=8),
            languages=frozenset({"kk"}),
        )
        put_on(house.book, shift, Duty.LINE, now=clock.now())
    keep = KeepDutyLog(
        rota=ResolvedRota(book=SqlRotaBook(house.database)),
        log=SqlDutyLog(house.database),
        clock=clock,
    )
    late = _followed(house, keep, clock)
    detail = f"{len(late)} duties {_APART} apart; date jobs and the loop every 5 s, SQLite"
    for part, label in ((0.5, "p50"), (0.99, "p99")):
        value = percentile(late, part)
        yield figure(f"change of duty on record: {label}", value, "s", goal="<= 1", detail=detail)


def _followed(house: House, keep: KeepDutyLog, clock: SystemClock) -> list[float]:
    schedule = Schedule(jobs=[], acts=lambda: True)

    def follow() -> None:
        now = clock.now()
        change = keep.rota.over(now, now + timedelta(days=1)).tables[Duty.LINE].next_change(now)
        if change is not None:
            schedule.at(change, f"change {change}", follow)
        keep()

    schedule.jobs.append(Job(name="follow", run=follow, every_s=5))
    schedule.start(clock.now())
    time.sleep((_STARTS * _APART).total_seconds() + 4)
    schedule.stop()
    with house.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT d.started_at, s.starts_at FROM on_duty d JOIN shifts s USING (person_id)"
        ).all()
    return [_seconds(str(began)) - _seconds(str(due)) for began, due in rows]


def _seconds(text: str) -> float:
    clock, _, part = text.partition(".")
    hours, minutes, seconds = clock[-8:].split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{part or 0}")


def _kills(folder: Path) -> Iterator[Mapping[str, Any]]:
    url, house = _house(folder, "kills")
    house.hire(*range(1, 7))
    for person in range(1, 7):
        for turn in range(100):
            house.put(person, person + 10 * turn, person + 10 * turn + 5)
    began = time.perf_counter()
    kill_often(url, hour(0), timedelta(hours=1), _KILLS)
    lost, doubled = lost_and_doubled(house, _KILLS + 1.5)
    detail = f"{_KILLS} kills in {time.perf_counter() - began:.0f} s, each within 30 ms of its first look"
    yield figure("killed while following: duties lost", lost, "duties", goal="0", detail=detail)
    yield figure("killed while following: doubled", doubled, "duties", goal="0", detail=detail)


def _readers(folder: Path) -> Iterator[Mapping[str, Any]]:
    """The kept rota against a walk over all shifts, and what one question costs through the database."""
    _, house = _house(folder, "readers")
    house.hire(*range(1, PEOPLE + 1), 99)
    chance = random.Random(111)
    a_random_rota(house, chance)
    held = resolve(house.book.plan(hour(-2000), hour(4000))).held[Duty.LINE]
    differences, took = 0, []
    for number in range(_INSTANTS):
        at = hour(chance.randrange(0, 24 * 20 * 60) / 60)
        if number % 10 == 0:  # each asks the database for the version of the rota
            begin = time.perf_counter()
            found = set(house.rota.at(at))
            took.append((time.perf_counter() - begin) * 1000)
        else:
            kept = house.rota.over(hour(0), hour(480))
            found = set(kept.on(at)) if number % 2 else set(house.rota.at(at))
        differences += found != brute(held, at)
    detail = f"{_INSTANTS} instants of a random rota with swaps and leave, {len(held)} shifts"
    yield figure("readers of the rota: differences", differences, "", goal="0", detail=detail)
    value = percentile(took, 0.99)
    yield figure("who is on now, asked through SQLite: p99", value, "ms", goal="< 1", detail=detail)


def _no_shows(folder: Path) -> Iterator[Mapping[str, Any]]:
    """A hundred who do not come, starting at any second; the watch looks every five."""
    _, house = _house(folder, "noshows")
    house.hire(*range(1, 101), 900)
    house.put(900, 0, 24, Duty.ON_CALL)
    chance = random.Random(5)
    begins = {person: 1 + chance.randrange(0, 3600) / 3600 for person in range(1, 101)}
    for person, at in begins.items():
        house.put(person, at, at + 8)
    watch, waited = house.attendance(), dict[str, float]()
    for tick in range(0, 3600 * 3, 5):
        house.at(tick / 3600)
        watch()
        for _, missed in house.called[len(waited) :]:
            now = house.clock.at
            waited[missed.shift.id] = (now - missed.shift.starts_at).total_seconds()
    alarms = house.rows("SELECT count(*) FROM rota_alarms WHERE kind = 'no_show'")[0][0]
    detail = "100 shifts with a random start, nobody comes; on-call person called"
    yield figure("no-shows: alarms", alarms, "alarms", goal="100", detail=detail)
    median = statistics.median(waited.values())
    yield figure("no-shows: median until the backup", median, "s", goal="300 to 305", detail=detail)
