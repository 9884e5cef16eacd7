"""Every way in which the application tells who is on, each as a question about one instant."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from icalendar import Calendar

from helpline.console.rota_calendar import calendar_of
from helpline.console.rota_day_page import half_hours
from helpline.console.rota_parts import RotaParts
from helpline.rota.remind import Remind
from helpline.store.alarm_book import SqlAlarmBook
from helpline.store.database import Database
from helpline.store.rota_rows import leave_from, roster_from, shift_from, swap_from
from helpline.store.tables.rota import leaves, rosters, shifts, swaps
from helpline.store.tables.rota_news import rota_notices
from shift_schedule.notices import Notice
from shift_schedule.plan import Duty, LeaveState, Plan
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.console.desk import Desk
from tests.helpline.office import Office
from tests.helpline.rota.random_rota import DAYS, FIRST, day
from tests.shift_schedule.oracle import held

Span = tuple[str, datetime, datetime]
Spoken = Mapping[str, frozenset[str]]
_A_DAY = timedelta(days=1)
_LOOKS = timedelta(hours=5)  # so that the day before a shift never passes between two looks


@dataclass(slots=True)
class Spans:
    """Stretches of people, to be asked at an instant; kept by the day, for there are many questions."""

    _by_day: dict[int, list[tuple[datetime, datetime, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, starts_at: datetime, ends_at: datetime, what: Any) -> None:
        for number in range(_number(starts_at), _number(ends_at) + 1):
            self._by_day[number].append((starts_at, ends_at, what))

    def at(self, instant: datetime) -> list[Any]:
        near = self._by_day.get(_number(instant), ())
        return [what for start, end, what in near if start <= instant < end]


def spans_of(found: Iterable[Span]) -> Spans:
    spans = Spans()
    for who, start, end in found:
        spans.add(start, end, who)
    return spans


def _number(instant: datetime) -> int:
    return (instant - day(0)) // _A_DAY


@dataclass(slots=True)
class Oracle:
    """The whole history of the rows, read without what the application keeps about them."""

    _held: Spans
    _away: Spans

    def at(self, instant: datetime, *duties: Duty) -> Spoken:
        away = set(self._away.at(instant))
        found: dict[str, frozenset[str]] = {}
        for duty, person, languages in self._held.at(instant):
            if person not in away and duty in duties:
                found[person] = found.get(person, frozenset()) | languages
        return found


def read_oracle(database: Database) -> Oracle:
    plan = _whole_history(database)
    away = [x for x in plan.leaves if x.state is LeaveState.APPROVED]
    mine = Oracle(Spans(), spans_of((x.person_id, x.starts_at, x.ends_at) for x in away))
    for row, person, languages in held(plan):
        if person is not None:
            mine._held.add(row.starts_at, row.ends_at, (row.duty, person, languages))
    return mine


def _whole_history(database: Database) -> Plan:
    with database.reading() as connection:

        def every(table: sa.Table) -> Iterator[sa.RowMapping]:
            yield from connection.execute(sa.select(table)).mappings()

        return Plan(
            rosters=tuple(map(roster_from, every(rosters))),
            shifts=tuple(
                replace(shift_from(x), supersedes_id=x["supersedes_id"]) for x in every(shifts)
            ),
            leaves=tuple(map(leave_from, every(leaves))),
            swaps=tuple(map(swap_from, every(swaps))),
        )


@dataclass(slots=True)
class CaughtNotices:
    """Stands in for the notice book: what is told is kept here."""

    book: SqlAlarmBook
    since: datetime
    caught: list[Notice] = field(default_factory=list)

    def mark(self, name: str) -> datetime | None:
        return self.since

    def tell(self, notices: list[Notice], *, mark: str, now: datetime) -> None:
        self.caught += notices
        self.since = now

    def roots(self, shift_ids: list[str]) -> dict[str, str]:
        return self.book.roots(shift_ids)


@dataclass(slots=True, kw_only=True)
class ReadPaths:
    """What each way gives over the month, as of now."""

    office: Office
    rota: RotaParts
    desk: Desk
    feed: str
    now: datetime

    def shifts_by_json(self) -> Spans:
        """In stretches as a program would ask for them, each cut where it was asked for."""
        spans, at = Spans(), day(-2)
        while at < day(DAYS + 2):
            until = at + timedelta(hours=61)
            query = {"from": at.isoformat(), "to": until.isoformat()}
            for row in self._json("/api/shifts", query)["rows"]:
                start, end = (datetime.fromisoformat(row[x]) for x in ("starts_at", "ends_at"))
                what = row["person_id"], frozenset(row["languages"])
                spans.add(max(start, at), min(end, until), what)
            at = until
        return spans

    def on_shift_by_json(self, at: datetime) -> Spoken:
        people = self._json("/api/on-shift", {"at": at.isoformat()})["people"]
        return {x["person_id"]: frozenset(x["languages"]) for x in people}

    def _json(self, path: str, query: Mapping[str, str]) -> Any:
        words = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in query.items())
        answer = self.desk.get(f"{path}?{words}")
        assert answer.status_code == 200, answer.text
        return answer.json

    def router(self) -> Spans:
        """What the following of shifts goes by, a stretch of hours after the other."""
        spans, at = Spans(), day(-2)
        while at < day(DAYS + 2):
            until = at + timedelta(hours=29)
            for x in self.office.parts.shifts.between(at, until):
                spans.add(max(x.starts_at, at), min(x.ends_at, until), (x.person_id, x.languages))
            at = until
        return spans

    def calendar(self, *, month: bool) -> Spans:
        """Each shift on the days on which the page shows it."""
        spans, zone = Spans(), self.office.parts.config.zone
        weeks = [FIRST + 7 * n * _A_DAY for n in range(5)]
        for first in [FIRST] if month else weeks:
            with self.office.http.application.test_request_context("/rota"):
                shown = calendar_of(first, month=month)
            for each in shown["days"]:
                start = datetime.combine(each["date"], datetime.min.time(), zone)
                for x in each["shifts"]:
                    begin, end = max(x.starts_at, start), min(x.ends_at, start + _A_DAY)
                    spans.add(begin, end, (shown["duties"].get(x.id, Duty.LINE), x.person_id))
        return spans

    def calendar_feed(self, names: Mapping[str, str]) -> Spans:
        answer = self.desk.get(self.feed)
        assert answer.status_code == 200
        events = Calendar.from_ical(answer.data).walk("VEVENT")
        return spans_of(
            (names[str(x["summary"])], x.decoded("dtstart"), x.decoded("dtend"))
            for x in events
            if str(x["status"]) == "CONFIRMED"
        )

    def reminders(self) -> Spans:
        """Everybody who is reminded from now until the month is over, with the shift that is named."""
        clock = StoppedClock(self.now)
        book = CaughtNotices(SqlAlarmBook(self.office.parts.database), self.now)
        remind = Remind(rota=self.rota.resolved, notices=book, clock=clock)
        while clock.at < day(DAYS + 2):
            clock.pass_by(_LOOKS)
            remind()
        return spans_of({(x.person_id, x.shift.starts_at, x.shift.ends_at) for x in book.caught})

    def told_of_changes(self) -> Spans:
        """What each person knows of her shifts who has read every notice of a change, and nothing else."""
        query = sa.select(rota_notices).where(rota_notices.c.kind != "before")
        with self.office.parts.database.reading() as connection:
            told = connection.execute(query.order_by(rota_notices.c.due_at)).all()
        known: dict[tuple[str, str], set[tuple[datetime, datetime]]] = defaultdict(set)
        for x in told:
            mine = known[x.person_id, x.shift_id]
            if x.kind == "moved":
                mine.discard((x.was_starts_at, x.was_ends_at))
            if x.kind == "removed":
                mine.discard((x.starts_at, x.ends_at))
            else:
                mine.add((x.starts_at, x.ends_at))
        return spans_of((who, *span) for (who, _), spans in known.items() for span in spans)

    def short(self) -> Spans:
        """(language or None, how many are there) wherever the watch over cover finds too few."""
        spans = Spans()
        for x in self.rota.cover.short(self.now, day(DAYS + 2)):
            spans.add(x.starts_at, x.ends_at, (x.language, x.have))
        return spans

    def planned_by_half_hours(self) -> Mapping[datetime, int]:
        with self.office.http.application.test_request_context("/rota/day"):
            return {x.starts_at: x.planned for x in half_hours(day(0), day(DAYS))}


def address_of_feed(desk: Desk) -> str:
    page = desk.post("/rota/calendars", {"scope": "team"}).text
    found = re.search(r"/calendar/[\w-]+\.ics", page)
    assert found is not None
    return found.group()
