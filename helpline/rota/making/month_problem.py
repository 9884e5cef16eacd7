"""A month as a problem: people, law, leave, needs and wishes become cells, limits and costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpline.rota.making.month import DAY, Month, is_away, stops_of
from helpline.rota.making.problem import Balance, Cell, Cover, Kind, Problem, Wish, Worker
from shift_schedule.candidates import Colleague
from shift_schedule.hours import monthly_norm, paid_time
from shift_schedule.law import Rule
from shift_schedule.law_checks import weekly_norm
from shift_schedule.need import Need
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Duty
from shift_schedule.wall_time import day_bounds

_MINUTE = timedelta(minutes=1)
_NO_SHARE = {"leave", "night", "pattern"}


def problem_of(month: Month) -> Problem:
    """The month as the solvers know it; the same month always gives the same problem."""
    stops = stops_of(month)
    weekends = [
        day
        for day in range(month.days)
        if month.accounting.calendar.is_weekend(month.first + day * DAY)
    ]
    return Problem(
        days=month.days,
        kinds=tuple(_kind(month, each) for each in month.types),
        workers=tuple(_worker(month, person, stops) for person in month.people),
        covers=tuple(_covers(month)),
        wishes=tuple(_wishes(month)),
        balances=tuple(_balances(month, weekends)),
        weekends=tuple((day,) for day in weekends),
        weeks=tuple(_weeks(month)),
    )


def _kind(month: Month, each: ShiftType) -> Kind:
    """What may not follow is what leaves less than the lawful rest, on an ordinary day."""
    by = month.accounting
    rest = by.law[Rule.REST_BETWEEN_SHIFTS].limit
    start, end = each.on(month.first, by.zone)
    next_day = {other.code: other.on(month.first + DAY, by.zone)[0] for other in month.types}
    return Kind(
        code=each.code,
        minutes=(each.length - each.unpaid_break) // _MINUTE,
        not_before=frozenset(code for code, begin in next_day.items() if begin - end < rest),
        night=by.night_hours(start, end) >= month.house.night_from,
    )


def _worker(month: Month, person: Colleague, stops: Mapping[str, Mapping[Cell, str]]) -> Worker:
    house, by = month.house, month.accounting
    beyond = person.facts.overtime_consent and not person.facts.no_overtime
    overtime = by.law[Rule.OVERTIME_MONTH].limit if beyond else timedelta()
    hours = _norm(month, person) + overtime - _had(month, person.id)
    able = Duty.LINE in person.duties
    return Worker(
        id=person.id,
        most_minutes=max(timedelta(), hours) // _MINUTE if able else 0,
        most_in_row=house.most_in_row,
        run_before=_run_before(month, person.id),
        cannot=frozenset(stops[person.id]),
        most_nights_in_row=house.most_nights_in_row,
        days_off_after_nights=house.days_off_after_nights,
        most_week_minutes=house.most_week // _MINUTE,
    )


def _norm(month: Month, person: Colleague) -> timedelta:
    """The month's norm without her days of leave; a part of a month has its part of the norm."""
    weekly, calendar = weekly_norm(person.facts, month.accounting.law), month.accounting.calendar
    inside = {month.first + day * DAY for day in range(month.days)}
    away = set(_days_away(month, person.id))
    total = timedelta()
    for year, number in sorted({(day.year, day.month) for day in inside}):
        begin = date(year, number, 1)
        outside = {begin + n * DAY for n in range(31)} - inside
        total += monthly_norm(year, number, weekly, calendar, away | outside)
    return total


def _had(month: Month, person_id: str) -> timedelta:
    """Paid hours of what begins in these days already: at home or on the line, it counts."""
    zone, hours = month.accounting.zone, timedelta()
    for shift in month.around:
        day = shift.starts_at.astimezone(zone).date()
        if shift.person_id == person_id and month.first <= day <= month.last:
            hours += paid_time(shift, month.accounting)
    return hours


def _days_away(month: Month, person_id: str) -> Iterator[date]:
    mine = [each for each in month.leaves if is_away(each, person_id)]
    for number in range(month.days):
        day = month.first + number * DAY
        start, end = day_bounds(day, month.accounting.zone)
        if any(each.starts_at <= start and end <= each.ends_at for each in mine):
            yield day


def _run_before(month: Month, person_id: str) -> int:
    """Days in a row up to the first on which one of her duties outside the month begins."""
    zone = month.accounting.zone
    mine = (
        each.starts_at.astimezone(zone).date()
        for each in month.around
        if each.person_id == person_id
    )
    days = set(mine)
    run = 0
    while month.first - (run + 1) * DAY in days:
        run += 1
    return run


def _covers(month: Month) -> Iterator[Cover]:
    """A cover of so much cost as half-hours are alike.

    One that no kind of shift covers costs the same whatever is planned and is left out here;
    `tell.py` says it, and `shortages` finds it as it finds the hours before the first shift.
    """
    for group in groups_of(month):
        if group.needed and group.cells:
            house, language = month.house, group.language
            cost = house.short_in_language if language else house.short_in_all
            speakers = frozenset(each.id for each in month.people if language in each.languages)
            yield Cover(
                name=group.name,
                cells=group.cells,
                need=group.needed,
                under=cost * len(group.needs),
                people=speakers if language else None,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Half-hours that the same cells cover and that need the same, by time; `language` empty: in all."""

    name: str
    cells: frozenset[Cell]
    language: str
    needed: int
    needs: Sequence[Need]


def groups_of(month: Month) -> list[Group]:
    """The same month always gives the same names."""
    spans = {cell: month.span(cell) for cell in month.cells()}
    found: dict[tuple[frozenset[Cell], str, int], list[Need]] = {}
    for need in month.needs:
        cells = frozenset(
            cell
            for cell, (start, end) in spans.items()
            if start <= need.starts_at and need.ends_at <= end
        )
        found.setdefault((cells, "", need.total), []).append(need)
        for language, number in need.by_language.items():
            found.setdefault((cells, language, number), []).append(need)
    return [
        Group(
            name=f"{language or 'all'}.{number}",
            cells=cells,
            language=language,
            needed=needed,
            needs=needs,
        )
        for number, ((cells, language, needed), needs) in enumerate(found.items())
    ]


def _wishes(month: Month) -> Iterator[Wish]:
    known = {person.id for person in month.people}
    every = [each.code for each in month.types]
    for asked in month.asked:
        day = (asked.day - month.first).days
        if asked.person_id in known and 0 <= day < month.days:
            for code in every if asked.code is None else {asked.code} & set(every):
                cell = (day, code)
                yield Wish(
                    person_id=asked.person_id, cell=cell, works=asked.works, cost=asked.weight
                )
    at = {month.span(cell): cell for cell in month.cells()}
    for row in month.published:
        kept = at.get((row.starts_at, row.ends_at))
        if kept is not None and row.person_id in known and row.person_id is not None:
            cost = month.house.change
            yield Wish(person_id=row.person_id, cell=kept, works=True, cost=cost)


def _balances(month: Month, weekends: Sequence[int]) -> Iterator[Balance]:
    """Among those who are there all month and may work nights: others cannot have their share."""
    stopped = stops_of(month)
    nights = frozenset(
        (day, kind.code)
        for kind in (_kind(month, each) for each in month.types)
        if kind.night
        for day in range(month.days)
    )
    able = frozenset(
        person.id
        for person in month.people
        if Duty.LINE in person.duties and not set(stopped[person.id].values()) & _NO_SHARE
    )
    if able and nights:
        yield Balance(name="nights", cells=nights, people=able, cost=month.house.night_apart)
    days = frozenset((day, each.code) for day in weekends for each in month.types)
    if able and days:
        yield Balance(name="weekends", cells=days, people=able, cost=month.house.weekend_apart)


def _weeks(month: Month) -> Iterator[tuple[int, ...]]:
    """Local weeks from Monday, as far as they lie in the month."""
    weeks: dict[date, list[int]] = {}
    for number in range(month.days):
        day = month.first + number * DAY
        weeks.setdefault(day - day.weekday() * DAY, []).append(number)
    yield from (tuple(days) for days in weeks.values())
