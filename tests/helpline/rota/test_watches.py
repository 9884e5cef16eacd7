"""What watches the rota: duty on record, too few, late, not come, reminders."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from helpline.people.ports import Role
from helpline.rota.leaves import LeaveWish
from helpline.store.database import Database
from shift_schedule.leave_moves import LeaveError
from shift_schedule.need import Minimum
from shift_schedule.plan import Duty, LeaveKind
from tests.helpline.rota.house import House, hour, told

_MINUTE = 1 / 60


def test_the_duty_log_says_for_ever_who_was_on_whatever_becomes_of_the_rota(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 0, 8)
    house.put(2, 4, 12)
    for at in (0, 4, 8, 12):
        house.at(at)
        house.keep_log()

    house.book.shift(shift.id)
    with house.book.changing(hour(13)) as rows:
        rows.close_shift(shift.id, hour(13))

    on = [sorted(house.log.at(hour(at), Duty.LINE)) for at in (-1, 0, 3.9, 4, 8, 11.9, 12)]
    assert on == [[], [ana], [ana], [ana, bek], [bek], [bek], []]


def test_keeping_the_log_twice_changes_nothing(house: House) -> None:
    house.hire(1)
    house.put(1, 0, 8)

    assert [house.keep_log() for _ in range(3)] == [1, 0, 0]

    assert house.rows("SELECT count(*) FROM on_duty") == [(1,)]


def test_whoever_looked_earlier_takes_back_nothing_that_is_newer(house: House) -> None:
    (ana,) = house.hire(1)
    house.put(1, 2, 8)
    house.at(2)
    house.keep_log()

    assert house.log.follow({}, hour(1)) == 0

    assert set(house.log.at(hour(3), Duty.LINE)) == {ana}


def test_a_sick_call_opens_the_shift_and_the_next_look_raises_the_alarm(house: House) -> None:
    house.hire(1, 2, 3, 4, 5)
    for day in range(31):
        house.put(1, 24 * day, 24 * day + 12)
        house.put(2, 24 * day + 12, 24 * day + 24)
    house.cover()
    assert house.alarms.open() == []

    house.at(1)
    opened = house.leaves.call_in_sick("person-1", until=hour(12), by="person-1", now=hour(1))
    house.at(1 + _MINUTE / 2)
    house.cover()

    (alarm,) = house.alarms.open()
    assert (alarm.kind, alarm.ends_at, alarm.need, alarm.have) == ("gap", hour(12), 1, 0)
    able = [each.person_id for each in opened[0].candidates if not each.against]
    assert able == ["person-3", "person-4", "person-5"]
    assert alarm.raised_at - hour(1) < timedelta(seconds=60)


def test_an_alarm_is_raised_once_and_cleared_when_somebody_comes(database: Database) -> None:
    house = House(database, minimum=Minimum(by_day=2, by_night=1, by_language={}))
    house.hire(1, 2)
    for day in range(32):
        house.put(1, 24 * day - 2, 24 * day + 22)
    house.cover.look(hour(0))
    first = house.alarms.open()
    house.cover.look(hour(0.5))
    again = [alarm.id for alarm in house.alarms.open()]
    house.put(2, 1, 10)

    house.cover.look(hour(0.75))

    assert len(first) > 25
    later = house.alarms.open()
    assert [alarm.id for alarm in first] == again
    assert [(alarm.starts_at, alarm.ends_at) for alarm in later[:2]] == [
        (hour(0.75), hour(1)),
        (hour(10), first[0].ends_at),
    ]
    assert [alarm.id for alarm in later[2:]] == again[1:]


def test_nothing_is_ever_said_about_the_past(house: House) -> None:
    house.hire(1)
    house.at(100)
    house.cover.look(hour(100))

    assert all(alarm.starts_at >= hour(100) for alarm in house.alarms.open())


def test_whoever_does_not_come_is_missed_after_three_minutes_and_the_backup_called_after_five(
    house: House,
) -> None:
    house.hire(1, 2)
    shift = house.put(1, 1, 9)
    house.put(2, 0, 24, Duty.ON_CALL)
    watch = house.attendance()
    seen = {}
    for minute in range(-10, 20):
        house.at(1 + minute * _MINUTE)
        watch()
        seen[minute] = told(house.alarms.open())

    assert (seen[2], seen[3]) == ([], [("late", "person-1")])
    assert sorted(seen[5]) == [("late", "person-1"), ("no_show", "person-1")]
    assert [(who, missed.shift.id) for who, missed in house.called] == [("person-2", shift.id)]
    assert house.rows("SELECT count(*) FROM rota_alarms") == [(2,)]


def test_whoever_is_at_her_desk_in_time_is_never_missed(house: House) -> None:
    house.hire(1)
    house.put(1, 1, 9)
    house.is_there("person-1")
    watch = house.attendance()
    for minute in range(-10, 20):
        house.at(1 + minute * _MINUTE)
        watch()

    assert house.alarms.open() == []
    assert house.rows("SELECT channel FROM arrivals") == [("desk",)]


def test_a_late_alarm_is_cleared_when_she_comes(house: House) -> None:
    house.hire(1)
    house.put(1, 1, 9)
    watch = house.attendance()
    for minute in range(-2, 5):
        house.at(1 + minute * _MINUTE)
        watch()
    house.is_there("person-1")
    house.at(1 + 4.5 * _MINUTE)
    watch()
    watch()

    assert house.alarms.open() == []
    assert house.called == []


def test_a_hundred_who_do_not_come_are_missed_a_hundred_times_whatever_is_restarted(
    house: House,
) -> None:
    house.hire(*range(1, 101))
    house.hire(900)
    house.put(900, 0, 24, Duty.ON_CALL)
    for person in range(1, 101):
        house.put(person, 1, 9)
    for minute in (-1, 2, 3.1, 3.2, 4, 5.1, 5.2, 8):
        house.at(1 + minute * _MINUTE)
        house.attendance()()

    kinds = house.rows("SELECT kind, count(*) FROM rota_alarms GROUP BY kind ORDER BY kind")
    assert kinds == [("late", 100), ("no_show", 100)]
    assert len(house.called) == 100


def test_a_reminder_comes_a_day_and_an_hour_before_and_never_twice(house: House) -> None:
    house.hire(1)
    house.put(1, 48, 56)
    told_at = []
    for half_hours in range(96):
        house.at(half_hours / 2)
        told_at += [half_hours / 2] * house.reminders()()

    assert told_at == [24, 47]
    kinds = house.rows("SELECT kind, before_s FROM rota_notices ORDER BY before_s DESC")
    assert kinds == [("added", 172800), ("before", 86400), ("before", 3600)]


def test_a_reminder_is_told_once_though_eight_look_at_the_same_moment(house: House) -> None:
    house.hire(*range(1, 6))
    for person in range(1, 6):
        house.put(person, 48, 56)
    house.reminders()()
    house.at(24)

    with ThreadPoolExecutor(max_workers=8) as pool:
        looks = [pool.submit(house.reminders()) for _ in range(8)]
        assert all(look.result() <= 5 for look in looks)

    told = "SELECT count(*) FROM rota_notices WHERE kind = 'before'"
    news = "SELECT count(*) FROM stream_events WHERE type = 'notice' AND CAST(body AS TEXT) LIKE '%before%'"
    assert house.rows(told) == [(5,)]
    assert house.rows(news) == [(5,)]


def test_leave_asked_changes_nothing_until_it_is_approved_by_another(house: House) -> None:
    house.hire(1)
    house.hire(9, role=Role.SUPERVISOR)
    shift = house.put(1, 24, 32)
    wish = LeaveWish(
        person_id="person-1", starts_at=hour(20), ends_at=hour(40), kind=LeaveKind.ANNUAL
    )

    leave = house.leaves.ask(wish, now=hour(0))
    opens = [each.stretch.shift_id for each in house.leaves.opens(leave, now=hour(0))]
    assert (opens, house.holder(shift)) == ([shift.id], "person-1")
    with pytest.raises(LeaveError):
        house.leaves.approve(leave.id, by="person-1", now=hour(1))
    house.leaves.approve(leave.id, by="person-9", now=hour(1))
    assert house.holder(shift) is None
    house.leaves.withdraw(leave.id, by="person-1", now=hour(2))

    assert house.holder(shift) == "person-1"
