"""Breaks: near the middle, one at a time where it must be, never under the need."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random

from shift_schedule.breaks import Break, BreakRule, Breaks, lay_breaks
from shift_schedule.need import Need
from shift_schedule.shift import Shift
from shift_schedule.timetable import Timetable
from tests.shift_schedule.shifts import a_shift, hour

_RULE = BreakRule()


def needed(total: int, by_language: Mapping[str, int] | None = None) -> list[Need]:
    return [
        Need(
            starts_at=hour(n / 2),
            ends_at=hour(n / 2 + 0.5),
            total=total,
            by_language=by_language or {},
        )
        for n in range(80)
    ]


def laid(shifts: list[Shift], total: int = 0, by: Mapping[str, int] | None = None) -> Breaks:
    return lay_breaks(shifts, needed(total, by), _RULE)


def test_a_break_lies_in_the_middle_when_nothing_speaks_against_it() -> None:
    (found,) = laid([a_shift(8, 16)]).placed

    assert (found.starts_at, found.ends_at) == (hour(11.75), hour(12.25))
    assert (found.shift_id, found.person_id) == ("ana-8", "ana")


def test_a_short_shift_has_no_break() -> None:
    assert laid([a_shift(8, 12)]) == Breaks(placed=(), without=())


def test_two_who_cannot_both_be_spared_go_one_after_the_other() -> None:
    first, second = laid([a_shift(8, 16), a_shift(8, 16, who="bek")], total=1).placed

    assert first.ends_at <= second.starts_at


def test_where_nobody_can_be_spared_nobody_is_sent() -> None:
    found = laid([a_shift(8, 16), a_shift(8, 16, who="bek")], total=2)

    assert found == Breaks(placed=(), without=("ana-8", "bek-8"))


def test_the_last_speaker_of_a_language_is_not_sent_and_the_other_is() -> None:
    shifts = [a_shift(8, 16, speaks="kk ru"), a_shift(8, 16, who="bek", speaks="ru")]

    found = laid(shifts, 1, {"kk": 1, "ru": 1})

    assert [each.person_id for each in found.placed] == ["bek"]
    assert found.without == ("ana-8",)


def test_a_break_waits_for_the_relief() -> None:
    (found,) = laid([a_shift(8, 16), a_shift(13, 17, who="bek")], total=1).placed

    assert found.starts_at == hour(13)


def test_a_shift_too_short_for_its_edges_goes_without() -> None:
    rule = BreakRule(from_start=timedelta(hours=3), before_end=timedelta(hours=3))

    found = lay_breaks([a_shift(8, 13)], needed(0), rule)

    assert found.without == ("ana-8",)


def test_cover_during_breaks_never_falls_below_the_need() -> None:
    chance = Random(111)
    placed = 0
    for _ in range(15):
        shifts = [_any_shift(chance, number) for number in range(chance.randrange(4, 14))]
        wanted, total = {"kk": 1, "ru": chance.randrange(2)}, chance.randrange(1, 4)

        found = lay_breaks(shifts, needed(total, wanted), _RULE)

        for each in found.placed:
            for left in _left_during(each, found.placed, Timetable(shifts)):
                assert len(left) >= total
                hers = next(shift.languages for shift in shifts if shift.id == each.shift_id)
                short = [w for w in hers & wanted.keys() if _speakers(left, w) < wanted[w]]
                assert short == []
        assert {each.shift_id for each in found.placed}.isdisjoint(found.without)
        placed += len(found.placed)
    assert placed > 20


def _any_shift(chance: Random, number: int) -> Shift:
    start = chance.randrange(0, 20)
    speaks = chance.choice(("kk", "ru", "kk ru"))
    return a_shift(start, start + chance.choice((8, 12)), who=f"p{number}", speaks=speaks)


def _left_during(
    each: Break, breaks: tuple[Break, ...], table: Timetable
) -> Iterator[dict[str, frozenset[str]]]:
    """Who answers while `each` lasts, every five minutes, without anybody on a break."""
    at = each.starts_at
    while at < each.ends_at:
        away = {other.person_id for other in breaks if other.starts_at <= at < other.ends_at}
        yield {who: spoken for who, spoken in table.at(at).items() if who not in away}
        at += timedelta(minutes=5)


def _speakers(left: Mapping[str, frozenset[str]], language: str) -> int:
    return sum(language in spoken for spoken in left.values())
