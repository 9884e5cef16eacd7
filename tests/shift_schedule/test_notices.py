"""Notices: before a shift, exactly once; on change, to everybody it concerns."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from shift_schedule.notices import Notice, NoticeKind, changes, reminders
from shift_schedule.plan import Duty
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from tests.shift_schedule.plans import a_leave, a_plan, a_row, a_swap
from tests.shift_schedule.shifts import a_shift, hour

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_SHIFT = a_shift(48, 56)


def told(since: float, now: float) -> list[float]:
    found = reminders([_SHIFT], [_HOUR, _DAY], since=hour(since), now=hour(now))
    return [(each.due_at - hour(0)) / _HOUR for each in found]


def test_a_shift_is_told_of_a_day_and_an_hour_before() -> None:
    assert told(0, 23.9) == []
    assert told(23.9, 24) == [24]
    assert told(24, 46.9) == []
    assert told(46.9, 47) == [47]
    assert told(47, 60) == []


def test_after_a_long_silence_only_the_latest_reminder_is_worth_telling() -> None:
    assert told(0, 47.5) == [47]


def test_nobody_is_reminded_of_a_shift_that_has_begun() -> None:
    assert told(0, 48) == []


def test_each_reminder_comes_exactly_once_however_the_windows_fall() -> None:
    chance = Random(111)
    shifts = [a_shift(30 + n, 38 + n, who=f"p{n}") for n in range(40)]
    windows = sorted({hour(0), hour(99), *(hour(chance.uniform(0, 99)) for _ in range(2000))})

    keys = [
        each.key
        for since, now in pairwise(windows)
        for each in reminders(shifts, [_HOUR, _DAY], since=since, now=now)
    ]

    assert len(keys) == len(set(keys)) == 80


def between(before: list[Shift], after: list[Shift], now: float = 0) -> list[Notice]:
    return changes(before, after, now=hour(now))


def kinds(found: list[Notice]) -> list[tuple[str, NoticeKind]]:
    return [(each.person_id, each.kind) for each in found]


def test_the_same_rota_tells_nobody_anything() -> None:
    assert between([_SHIFT], [_SHIFT]) == []


def test_a_new_shift_and_one_taken_away_are_told() -> None:
    assert kinds(between([], [_SHIFT])) == [("ana", NoticeKind.ADDED)]
    assert kinds(between([_SHIFT], [])) == [("ana", NoticeKind.REMOVED)]


def test_a_moved_shift_is_told_with_what_it_was() -> None:
    moved = Shift(
        id=_SHIFT.id,
        person_id="ana",
        starts_at=hour(49),
        ends_at=hour(56),
        languages=_SHIFT.languages,
    )

    (notice,) = between([_SHIFT], [moved])

    assert (notice.kind, notice.shift, notice.was) == (NoticeKind.MOVED, moved, _SHIFT)
    assert notice.due_at == hour(0)


def test_a_swap_is_told_to_both() -> None:
    before = resolve(a_plan(a_row(48, 56))).held[Duty.LINE]
    after = resolve(a_plan(a_row(48, 56), a_swap("ana-48", "ana", "bek"))).held[Duty.LINE]

    found = between(list(before), list(after))

    assert kinds(found) == [("ana", NoticeKind.REMOVED), ("bek", NoticeKind.ADDED)]


def test_leave_inside_a_shift_moves_its_first_part_and_adds_the_second() -> None:
    before = resolve(a_plan(a_row(48, 56))).held[Duty.LINE]
    after = resolve(a_plan(a_row(48, 56), a_leave(50, 52))).held[Duty.LINE]

    found = between(list(before), list(after))

    assert kinds(found) == [("ana", NoticeKind.MOVED), ("ana", NoticeKind.ADDED)]


def test_nothing_is_told_about_what_is_over() -> None:
    assert between([_SHIFT], [], now=56) == []
    assert between([], [_SHIFT], now=56) == []
    assert between([_SHIFT], [a_shift(48, 55)], now=56) == []


def test_a_shift_moved_twice_has_two_keys() -> None:
    first, second = between([_SHIFT], [a_shift(48, 55)]), between([_SHIFT], [a_shift(48, 54)])

    assert first[0].key != second[0].key
