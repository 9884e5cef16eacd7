"""Random rosters with everything that can happen to one: every way to read them tells the same."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from helpline.console.rota_parts import RotaParts
from helpline.jobs_joined import jobs_process
from helpline.people.ports import Person, Role
from shift_schedule.need import Need
from shift_schedule.plan import Duty
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.console.desk import signed_in
from tests.helpline.office import Office, open_office
from tests.helpline.rota.random_rota import DAYS, RandomRota, day
from tests.helpline.rota.read_paths import Oracle, ReadPaths, Spoken, address_of_feed, read_oracle

Way = Callable[[datetime], Any]
_PEOPLE, _LANGUAGES = 7, ("kk", "ru", "en")
_MANY = 40  # more than ever are on, so that the watch over cover tells how many there are
_FEW = 30  # questions that move the rows of the line, or are a request each
_SOON = timedelta(hours=48)  # whoever has begun by then was reminded before, or is only once
_MOMENT = timedelta(microseconds=1)


@dataclass(slots=True, kw_only=True)
class Comparison:
    office: Office
    rota: RandomRota
    supervisor: Person
    people: list[Person]
    feed: str = ""
    cases: int = 0
    seen: set[datetime] = field(default_factory=set)
    differences: Counter[str] = field(default_factory=Counter)

    def compare(self, number: int) -> None:
        """Every way is asked about every instant; those that cost more, about some of them."""
        oracle, paths = read_oracle(self.office.parts.database), self._paths()
        ways, instants = self._ways(paths), self._instants(number)
        for at in instants:
            expected = _expected(oracle, at)
            for (name, kind), ask in ways.items():
                self._note(name, ask(at), expected[kind])
        self.cases += len(instants)
        half_hours = paths.planned_by_half_hours()
        for at, planned in half_hours.items():
            self._note("day by half-hours", planned, len(oracle.at(at, Duty.LINE)))
        self._compare_some(oracle, paths, sorted(self.rota.chance.sample(instants, _FEW)))

    def _note(self, name: str, told: object, expected: object) -> None:
        self.differences[name] += told is not None and told != expected

    def _compare_some(self, oracle: Oracle, paths: ReadPaths, instants: list[datetime]) -> None:
        follow, now = jobs_process(self.office.parts).follow_shifts, self.rota.clock.at
        for at in instants:
            on = oracle.at(at, Duty.LINE)
            if at in self.seen:  # an instant comes once, and events are named after it
                continue
            self.seen.add(at)
            self._note("on shift by JSON", paths.on_shift_by_json(at), on)
            self.rota.clock.at = at
            follow()
            self._note("rows of the line", self.office.parts.shifts.marked_on_shift(), on)
            self.rota.clock.at = now

    def _paths(self) -> ReadPaths:
        desk = signed_in(self.office, self.supervisor)
        self.feed = self.feed or address_of_feed(desk)
        now = self.rota.clock.now()
        return ReadPaths(
            office=self.office, rota=self.rota.rota, desk=desk, feed=self.feed, now=now
        )

    def _ways(self, paths: ReadPaths) -> Mapping[tuple[str, str], Way]:
        names = {person.name: person.id for person in self.people}
        routed, by_json, feed = paths.router(), paths.shifts_by_json(), paths.calendar_feed(names)
        weeks, month = paths.calendar(month=False), paths.calendar(month=True)
        reminded, told, short = paths.reminders(), paths.told_of_changes(), paths.short()

        def ahead(ask: Way, begin: datetime) -> Way:
            return lambda at: ask(at) if begin <= at else None

        return {
            ("router", "line"): lambda at: _spoken(routed.at(at)),
            ("shifts by JSON", "line"): lambda at: _spoken(by_json.at(at)),
            ("weeks", "duties"): _inside(lambda at: set(weeks.at(at))),
            ("month", "duties"): _inside(lambda at: set(month.at(at))),
            ("feed", "people"): ahead(lambda at: set(feed.at(at)), paths.now - 15 * _DAY),
            ("reminders", "people"): ahead(lambda at: set(reminded.at(at)), paths.now + _SOON),
            ("notices of changes", "people"): ahead(lambda at: set(told.at(at)), paths.now),
            ("cover", "numbers"): ahead(lambda at: set(short.at(at)), paths.now),
        }

    def _instants(self, number: int) -> list[datetime]:
        """Anywhere in the month, and as often the moments just before, at and after a change."""
        chance, found = self.rota.chance, []
        edges = self.rota.edges()
        for _ in range(number // 2):
            found.append(day(0) + timedelta(seconds=chance.uniform(0, DAYS * 86400)))
            found.append(chance.choice(edges) + chance.choice((-1, 0, 1)) * _MOMENT)
        return found


_DAY = timedelta(days=1)


def _inside(ask: Way) -> Way:
    return lambda at: ask(at) if day(0) <= at < day(DAYS) else None


def _spoken(found: list[tuple[str, frozenset[str]]]) -> Spoken:
    spoken: dict[str, frozenset[str]] = {}
    for person_id, languages in found:
        spoken[person_id] = spoken.get(person_id, frozenset()) | languages
    return spoken


def _expected(oracle: Oracle, at: datetime) -> Mapping[str, Any]:
    by_duty = {duty: oracle.at(at, duty) for duty in Duty}
    on = by_duty[Duty.LINE]
    numbers: set[tuple[str | None, int]] = {(None, len(on))}
    numbers |= {(spoken, sum(spoken in each for each in on.values())) for spoken in _LANGUAGES}
    return {
        "line": on,
        "duties": {(duty, person_id) for duty, found in by_duty.items() for person_id in found},
        "people": {person_id for found in by_duty.values() for person_id in found},
        "numbers": numbers,
    }


def open_comparison(folder: Path, url: str, seed: int) -> Comparison:
    clock, chance = StoppedClock(day(-12)), random.Random(seed)
    office = open_office(folder, url, clock=clock)
    supervisor = office.person("supervisor", Role.SUPERVISOR)
    people = [office.person(f"c{number}", Role.COUNSELLOR) for number in range(_PEOPLE)]
    parts: RotaParts = office.http.application.extensions["helpline"].rota
    needs = [
        Need(
            starts_at=day(-3) + n * timedelta(minutes=30),
            ends_at=day(-3) + (n + 1) * timedelta(minutes=30),
            total=_MANY,
            by_language=dict.fromkeys(_LANGUAGES, _MANY),
        )
        for n in range((DAYS + 6) * 48)
    ]
    parts.planning.put_needs(needs, "sample")  # type: ignore[attr-defined]  # the real book
    rota = RandomRota(
        rota=parts,
        clock=clock,
        people=[person.id for person in people],
        supervisor=supervisor.id,
        chance=chance,
    )
    return Comparison(office=office, rota=rota, supervisor=supervisor, people=people)


def run(comparison: Comparison, instants: int) -> None:
    """A month from before it begins until it is nearly over, looked at four times."""
    rota = comparison.rota
    rota.publish()
    for stage, at in enumerate((-11, 3, 11, 22)):
        rota.clock.at = day(at)
        if stage == 2:
            rota.publish()
        if stage == 3:
            rota.restore()
        rota.happen(40)
        comparison.compare(instants // 4)


@pytest.mark.parametrize(
    ("kind", "rosters", "instants"), [("sqlite", 4, 100_000), ("postgresql", 1, 4_000)]
)
def test_every_way_to_read_the_rota_tells_the_same_at_every_instant(
    fresh_url: Callable[[str], str], tmp_path: Path, kind: str, rosters: int, instants: int
) -> None:
    differences: Counter[str] = Counter()
    cases = 0
    for seed in range(rosters):
        folder = tmp_path / str(seed)
        folder.mkdir()
        comparison = open_comparison(folder, fresh_url(kind), seed)
        run(comparison, instants // rosters)
        differences += comparison.differences
        cases += comparison.cases
        comparison.office.close()

    assert cases == instants
    assert differences == Counter()
