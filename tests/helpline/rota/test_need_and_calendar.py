"""Need from past calls, the production calendar with the house's own days, and the zone's self-check."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from helpline.rota.holidays import DayKind, calendar, official
from helpline.rota.plan_need import PlanNeed
from helpline.rota.watch_holidays import WatchHolidays, digest
from helpline.rota.zone_check import ZoneDataOutdated, check_zone
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.forecast import ForecastError, PastCall
from shift_schedule.need import Minimum
from tests.helpline.rota.house import ALMATY, House, hour

MINIMUM = Minimum(by_day=2, by_night=2, by_language={"kk": 1, "ru": 1})
# Days off in exchange, days worked instead, as the government moved them.
MOVED = {
    date(2024, 5, 8): DayKind.DAY_OFF,
    date(2024, 5, 4): DayKind.WORKING_DAY,
    date(2025, 1, 3): DayKind.DAY_OFF,
    date(2025, 1, 5): DayKind.WORKING_DAY,
    date(2024, 3, 25): DayKind.DAY_OFF,
    date(2025, 10, 27): DayKind.DAY_OFF,
}


@dataclass(slots=True)
class History:
    calls: list[PastCall] = field(default_factory=list)

    def past_calls(self, start: datetime, end: datetime) -> list[PastCall]:
        return [each for each in self.calls if start <= each.arrived_at < end]


def planner(house: House, history: History) -> PlanNeed:
    staff = SqlStaffBook(house.database, ALMATY, MINIMUM)
    return PlanNeed(calls=history, book=staff, holidays=staff, zone=ALMATY)


def evenings(days: int, a_day: int) -> list[PastCall]:
    """So many calls each day in the half-hour from eight in the evening."""
    return [
        PastCall(arrived_at=hour(12 - 24 * day) + timedelta(minutes=n % 30), language="kk")
        for day in range(1, days + 1)
        for n in range(a_day)
    ]


def total_at(house: House, at: datetime) -> int:
    staff = SqlStaffBook(house.database, ALMATY, MINIMUM)
    return staff.needs(at, at + timedelta(minutes=30))[0].total


def test_the_need_follows_the_calls_that_came_and_never_falls_under_the_minimum(
    house: House,
) -> None:
    planned = planner(house, History(evenings(40, 15)))(hour(0))

    assert planned == 45 * 48
    assert total_at(house, hour(12)) > 4
    assert total_at(house, hour(20)) == 2


def test_a_log_younger_than_two_weeks_plans_nothing(house: House) -> None:
    assert planner(house, History(evenings(10, 15)))(hour(0)) == 0
    assert planner(house, History())(hour(0)) == 0
    assert total_at(house, hour(12)) == 2


def test_a_list_that_is_brought_in_stands_until_it_ends(house: House) -> None:
    text = "arrived_at,language\n" + "\n".join(
        f"{call.arrived_at.isoformat()},{call.language}" for call in evenings(14, 15)
    )
    plan = planner(house, History(evenings(40, 60)))

    assert plan.from_list(text, hour(0)) == 45 * 48
    before = total_at(house, hour(12))
    assert plan(hour(1)) == 0

    assert total_at(house, hour(12)) == before > 4


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no call"),
        ("arrived_at,language\nyesterday,kk\n", "row 1"),
        ("arrived_at\n2026-01-01T00:00:00\n", "no offset"),
        ("when,language\n2026-01-01,kk\n", "row 1"),
    ],
)
def test_a_list_that_cannot_be_read_names_its_rows(house: House, text: str, why: str) -> None:
    with pytest.raises(ForecastError, match=why):
        planner(house, History()).from_list(text, hour(0))


def test_the_forecast_is_held_against_the_last_week(house: House) -> None:
    steady = planner(house, History(evenings(40, 15))).backtest(hour(0))

    assert steady is not None
    assert steady < 0.01
    assert planner(house, History()).backtest(hour(0)) is None


@pytest.mark.parametrize(("day", "kind"), MOVED.items())
def test_moved_days_are_as_the_government_moved_them(day: date, kind: DayKind) -> None:
    assert official(day.year)[day] is kind


def test_the_change_of_the_law_in_2026_is_known() -> None:
    assert date(2026, 8, 30) not in official(2026)
    assert official(2027)[date(2027, 3, 15)] is DayKind.HOLIDAY
    assert official(2026)[date(2026, 12, 16)] is DayKind.HOLIDAY


def test_what_the_house_writes_lies_over_the_library(house: House) -> None:
    staff = SqlStaffBook(house.database, ALMATY, MINIMUM)
    staff.put_day(date(2026, 12, 16), DayKind.ORDINARY, "sample")
    staff.put_day(date(2026, 12, 18), DayKind.DAY_OFF, "sample")
    staff.put_day(date(2026, 12, 19), DayKind.WORKING_DAY, "sample")

    found = calendar(staff, date(2026, 12, 1), date(2026, 12, 31))

    days = (date(2026, 12, 16), date(2026, 12, 18), date(2026, 12, 19), date(2026, 12, 17))
    assert [found.is_working(day) for day in days] == [True, False, True, True]


def test_another_list_of_holidays_than_last_time_is_told_once(house: House) -> None:
    watch = WatchHolidays(lists=house.alarms, alarms=house.alarms, clock=house.clock)
    assert [watch(), watch()] == [0, 0]
    house.alarms.see_list("holidays 2026", digest(2026) ^ 1, hour(0))

    assert [watch(), watch()] == [1, 0]

    assert [alarm.kind for alarm in house.alarms.open()] == ["holidays_changed"]


class OldAlmaty(ZoneInfo):
    """As it was before March 2024."""

    def utcoffset(self, dt: datetime | None) -> timedelta:
        return timedelta(hours=6)

    def fromutc(self, dt: datetime) -> datetime:
        return (dt.replace(tzinfo=None) + timedelta(hours=6)).replace(tzinfo=self)


def test_outdated_zone_data_stops_the_start() -> None:
    zones: list[tzinfo] = [ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin")]
    for zone in zones:
        assert isinstance(zone, ZoneInfo)
        check_zone(zone)
    old = OldAlmaty.no_cache("Asia/Almaty")
    assert datetime(2026, 1, 1, tzinfo=UTC).astimezone(old).hour == 6

    with pytest.raises(ZoneDataOutdated):
        check_zone(old)
