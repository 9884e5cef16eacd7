"""Breaks laid so that cover never falls below the need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shift_schedule.need import Need
from shift_schedule.shift import Shift
from shift_schedule.timetable import Timetable

_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRule:
    """Shifts longer than `after` have one break of `length`, not near their edges."""

    length: timedelta = timedelta(minutes=30)
    after: timedelta = timedelta(hours=4)
    from_start: timedelta = timedelta(hours=2)
    before_end: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    shift_id: str
    person_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """`placed` by start; `without` are shifts where no break fits: they eat inside working time."""

    placed: tuple[Break, ...]
    without: tuple[str, ...]


@dataclass(slots=True)
class _Spare:
    """Who may be spared: people on the line less breaks, against the need."""

    table: Timetable
    needs: list[Need]
    taken: list[Break]

    def allows(self, shift: Shift, begin: datetime, end: datetime) -> bool:
        touched = [each for each in self.needs if each.starts_at < end and begin < each.ends_at]
        edges = {begin, *self.table.changes(begin, end)}
        edges |= {need.starts_at for need in touched if need.starts_at > begin}
        edges |= {each.starts_at for each in self.taken if begin < each.starts_at < end}
        return all(self._enough(shift, edge, touched) for edge in edges)

    def _enough(self, shift: Shift, at: datetime, needs: list[Need]) -> bool:
        away = {each.person_id for each in self.taken if each.starts_at <= at < each.ends_at}
        left = {
            who: languages
            for who, languages in self.table.at(at).items()
            if who not in away and who != shift.person_id
        }
        for need in needs:
            if need.starts_at <= at < need.ends_at and not _met(need, left, shift.languages):
                return False
        return True


def _met(need: Need, left: Mapping[str, frozenset[str]], hers: frozenset[str]) -> bool:
    """Only her own languages count: a break takes nothing from the others."""
    if len(left) < need.total:
        return False
    return all(
        sum(language in spoken for spoken in left.values()) >= number
        for language, number in need.by_language.items()
        if language in hers
    )


def lay_breaks(shifts: Iterable[Shift], needs: Iterable[Need], rule: BreakRule) -> Breaks:
    """One break for every shift long enough, as near to its middle as cover allows.

    While somebody is on a break the others still meet the need, in all and in her languages; where
    they would not, nobody is sent. Shifts with the least choice are served first, then by start
    and id, so the same rota always gives the same breaks.
    """
    all_shifts = list(shifts)
    table = Timetable(all_shifts)
    spare = _Spare(table, sorted(needs, key=lambda need: need.starts_at), [])
    long = [each for each in all_shifts if each.ends_at - each.starts_at > rule.after]
    choices = {each.id: _choices(each, spare, rule) for each in long}
    without = []
    for shift in sorted(long, key=lambda each: (len(choices[each.id]), each.starts_at, each.id)):
        begin = next(
            (each for each in choices[shift.id] if spare.allows(shift, each, each + rule.length)),
            None,
        )
        if begin is None:
            without.append(shift.id)
        else:
            spare.taken.append(_break(shift, begin, rule))
    placed = sorted(spare.taken, key=lambda each: (each.starts_at, each.shift_id))
    return Breaks(placed=tuple(placed), without=tuple(sorted(without)))


def _choices(shift: Shift, spare: _Spare, rule: BreakRule) -> list[datetime]:
    """Starts the cover without any other break allows, nearest to the middle first."""
    middle = shift.starts_at + (shift.ends_at - shift.starts_at - rule.length) / 2
    at, last = shift.starts_at + rule.from_start, shift.ends_at - rule.before_end - rule.length
    found = []
    while at <= last:
        if spare.allows(shift, at, at + rule.length):
            found.append(at)
        at += _STEP
    return sorted(found, key=lambda each: (abs(each - middle), each))


def _break(shift: Shift, begin: datetime, rule: BreakRule) -> Break:
    return Break(
        shift_id=shift.id,
        person_id=shift.person_id,
        starts_at=begin,
        ends_at=begin + rule.length,
    )
