"""Each open hour of a roster as JSON: who could take it, and what stops each other person."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from helpline.rota.making.explain import still_open
from helpline.rota.making.month import Month, stops_of
from helpline.rota.making.month_problem import Group, groups_of
from helpline.rota.making.problem import Assigned, Problem
from shift_schedule.need import Need

Told = dict[str, Any]


def told(month: Month, problem: Problem, assigned: Assigned) -> list[Told]:
    """By start. `spans` are stretches of `[start, end)`; `could` and `stopped` are people by id.

    `stopped` gives each person's codes of `explain.STOPS`. What no kind of shift covers is there too,
    with nobody who could.
    """
    groups = {group.name: group for group in groups_of(month)}
    found = [
        {
            **_of(groups[each.cover.name], each.missing),
            "kinds": sorted({code for _, code in each.cover.cells}),
            "could": [taker.person_id for taker in each.takers if not taker.stops],
            "stopped": {x.person_id: list(x.stops) for x in each.takers if x.stops},
        }
        for each in still_open(problem, assigned, stops_of(month))
    ]
    found += [
        {**_of(group, group.needed), "kinds": [], "could": [], "stopped": {}}
        for group in groups.values()
        if not group.cells and group.needed
    ]
    return sorted(found, key=lambda each: (each["spans"][0][0], each["language"] or ""))


def _of(group: Group, missing: int) -> Told:
    spans = [[a.isoformat(), b.isoformat()] for a, b in _spans(group.needs)]
    return {"language": group.language or None, "missing": missing, "spans": spans}


def _spans(needs: Sequence[Need]) -> Iterator[tuple[datetime, datetime]]:
    """Half-hours one after the other are one stretch."""
    begin, end = needs[0].starts_at, needs[0].ends_at
    for need in needs[1:]:
        if need.starts_at == end:
            end = need.ends_at
        else:
            yield begin, end
            begin, end = need.starts_at, need.ends_at
    yield begin, end


def wishes_kept(month: Month, assigned: Assigned) -> tuple[int, int]:
    """How many of the wishes of people in this roster it keeps, and how many there are."""
    known = {person.id for person in month.people}
    asked = [x for x in month.asked if x.person_id in known]
    kept = 0
    for each in asked:
        code = assigned.get((each.person_id, (each.day - month.first).days))
        does = code is not None if each.code is None else code == each.code
        kept += does is each.works
    return kept, len(asked)
