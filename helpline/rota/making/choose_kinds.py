"""Before anybody is assigned: which starts and lengths cover the need, of the house's kinds or of others."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from helpline.rota.making.make_roster import can_solve
from helpline.rota.making.month import DAY, Month
from helpline.rota.making.problem import Worker
from shift_schedule.need import Need
from shift_schedule.pattern import ShiftType
from shift_schedule.wall_time import day_bounds

_HOUR = timedelta(hours=1)
_WEEK_DAYS = 7
_WEEK = _WEEK_DAYS * DAY
_EDGE_DAYS = 2
_MOST_PROPOSED = 5  # more kinds than that nobody keeps in mind
# Nobody is proposed to come or go while no bus runs: between midnight and six.
_STARTS = tuple(time(hour) for hour in range(6, 24, 2))
_NO_BUS = range(1, 6)
_LENGTHS = (8 * _HOUR, 12 * _HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The kinds to assign from. `said` is JSON for the reader: what was chosen of what, and why."""

    kinds: tuple[ShiftType, ...]
    said: Mapping[str, Any]


def choose_kinds(
    month: Month, workers: Sequence[Worker], *, propose: bool, seconds: float
) -> Chosen:
    """What covers the month's hardest week best within the hours there are.

    With `propose` other starts and lengths may be chosen beside the house's own kinds. A kind that is
    published or wished for stays in any case. Without solvers the house's kinds are taken as they are.
    """
    own = tuple(month.types)
    needs = list(_hardest_week(month))
    if not can_solve() or not any(need.total for need in needs):
        return Chosen(kinds=own, said={"designed": False, "kinds": [_said(x, None) for x in own]})
    return _designed(month, needs, workers, propose=propose, seconds=seconds)


def _designed(
    month: Month,
    needs: Sequence[Need],
    workers: Sequence[Worker],
    *,
    propose: bool,
    seconds: float,
) -> Chosen:
    # Imported here, as the extra may be missing.
    from helpline.rota.making.design import Wanted, design  # noqa: PLC0415

    own, offered = tuple(month.types), _offered(month, propose=propose)
    days = [month.first + number * DAY for number in range(-1, _WEEK_DAYS + _EDGE_DAYS)]
    hours_a_day = sum(each.most_minutes for each in workers) / 60 / month.days
    wanted = Wanted(
        needs=needs,
        days=days,
        zone=month.accounting.zone,
        most_kinds=max(_MOST_PROPOSED, len(own)) if propose else len(own),
        hours_there=hours_a_day * len(days),
    )
    found = design(wanted, offered, seconds=seconds)
    heads: dict[str, int] = {}
    for day, code, count in found.heads:
        if month.first <= day < month.first + _WEEK:
            heads[code] = heads.get(code, 0) + count
    chosen = heads.keys() | _kept(month, offered)
    chosen |= _filling(month, needs, chosen, offered)
    kinds = tuple(each for each in offered if each.code in chosen) or own
    said = {
        "designed": True,
        "proposed": propose,
        "kinds": [_said(each, heads.get(each.code, 0)) for each in kinds],
        "left_out": [each.code for each in own if each not in kinds],
        "short_hours": _short(month, needs, offered, found.heads),
        "proven": found.proven,
    }
    return Chosen(kinds=kinds, said=said)


def _offered(month: Month, *, propose: bool) -> list[ShiftType]:
    """The house's own first."""
    from helpline.rota.making.design import candidates_of  # noqa: PLC0415 -- as above

    own = list(month.types)
    if not propose:
        return own
    known = {(each.starts, each.ends) for each in own}
    others = candidates_of(starts=_STARTS, lengths=_LENGTHS, unpaid_break=timedelta())
    new = (each for each in others if (each.starts, each.ends) not in known)
    return [*own, *(each for each in new if each.ends.hour not in _NO_BUS)]


def _hardest_week(month: Month) -> Iterator[Need]:
    """Of each half-hour of the week the highest need of the month, from the month's first day on.

    Two days more than the week, as it begins again: what a design does at its end counts for nothing.
    """
    start = day_bounds(month.first, month.accounting.zone)[0]
    highest: dict[timedelta, Need] = {}
    for need in month.needs:
        place = (need.starts_at - start) % _WEEK
        if place not in highest or need.total > highest[place].total:
            highest[place] = need
    for again in (timedelta(), _WEEK):
        for place in sorted(highest):
            at = start + again + place
            if place + again < _WEEK + _EDGE_DAYS * DAY:
                need = highest[place]
                yield replace(need, starts_at=at, ends_at=at + (need.ends_at - need.starts_at))


def _short(
    month: Month,
    needs: Sequence[Need],
    offered: Sequence[ShiftType],
    heads: Sequence[tuple[date, str, int]],
) -> float:
    """Person-hours of the week that its design leaves open."""
    by_code, zone = {each.code: each for each in offered}, month.accounting.zone
    spans = [(*by_code[code].on(day, zone), count) for day, code, count in heads]
    until = day_bounds(month.first + _WEEK, zone)[0]
    missing = timedelta()
    for need in needs:
        if need.starts_at < until:
            there = sum(n for a, b, n in spans if a <= need.starts_at and need.ends_at <= b)
            missing += max(0, need.total - there) * (need.ends_at - need.starts_at)
    return missing / _HOUR


def _filling(
    month: Month, needs: Sequence[Need], chosen: Set[str], offered: Sequence[ShiftType]
) -> frozenset[str]:
    """Kinds for needed half-hours that no chosen one covers: whoever is found can be put there.

    A design that is short of people leaves such hours aside; the one that covers most of them first,
    and of equals the house's own, which are offered first.
    """
    zone = month.accounting.zone
    days = [month.first + number * DAY for number in range(-1, _WEEK_DAYS)]
    until = day_bounds(month.first + _WEEK, zone)[0]
    places = [need for need in needs if need.total and need.starts_at < until]
    covered = {
        kind.code: {
            place
            for place, need in enumerate(places)
            for start, end in (kind.on(day, zone) for day in days)
            if start <= need.starts_at and need.ends_at <= end
        }
        for kind in offered
    }
    bare = set(range(len(places))).difference(*(covered[code] for code in chosen))
    added: set[str] = set()
    while bare and (best := max(covered, key=lambda code: len(covered[code] & bare))):
        if not covered[best] & bare:
            break
        added.add(best)
        bare -= covered[best]
    return frozenset(added)


def _kept(month: Month, offered: Sequence[ShiftType]) -> frozenset[str]:
    """Kinds of what is published already, and of what people wish to work."""
    wished = {each.code for each in month.asked if each.works and each.code is not None}
    zone = month.accounting.zone
    clock = {
        tuple(_clock(each, zone) for each in (x.starts_at, x.ends_at)) for x in month.published
    }
    return frozenset(x.code for x in offered if x.code in wished or (x.starts, x.ends) in clock)


def _clock(at: datetime, zone: Any) -> time:
    return at.astimezone(zone).time()


def _said(kind: ShiftType, heads: int | None) -> dict[str, Any]:
    """`heads` are people a week in the design; None where there was none."""
    return {
        "code": kind.code,
        "starts": f"{kind.starts:%H:%M}",
        "ends": f"{kind.ends:%H:%M}",
        "heads": heads,
    }
