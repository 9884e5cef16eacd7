"""What is known of a month before its roster is made, put together from the books."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, Protocol

from helpline.rota.change import everything
from helpline.rota.making.explain import Open, still_open
from helpline.rota.making.make_roster import make_roster
from helpline.rota.making.month import Asked, Month, rows_of, stops_of
from helpline.rota.making.month_problem import problem_of
from helpline.rota.ports import Clock
from helpline.rota.rosters import RosterBook, RosterDraft, Rosters
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Plan, RosterState
from shift_schedule.resolve import resolve
from shift_schedule.wall_time import day_bounds

_EDGE = timedelta(days=8)
_SHOWN = 20
_TAKERS = 40
# Until the house has named its own: day, evening, late and night.
USUAL = (
    ShiftType(code="D", starts=time(8), ends=time(20)),
    ShiftType(code="L", starts=time(16), ends=time(0)),
    ShiftType(code="N", starts=time(20), ends=time(8)),
    ShiftType(code="P", starts=time(13), ends=time(21)),
)


class MonthBook(Protocol):
    """What rosters are planned with, beside people and law."""

    def shift_types(self) -> list[ShiftType]: ...
    def wishes(self, first: date, last: date) -> list[Asked]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRoster:
    """Runs in a process of its own: it takes every core, and the calls must not feel it."""

    rosters: Rosters
    book: RosterBook
    months: MonthBook
    clock: Clock

    def __call__(self, draft: RosterDraft, *, seconds: float) -> None:
        """The draft is ready to be looked at afterwards, or a draft again when it was cancelled meanwhile."""
        month = self.month(draft)
        problem = problem_of(month)

        def tell(step: str, after: float, cost: int) -> None:
            told = {"step": step, "after": after, "cost": cost}
            self.book.note(draft.id, state=RosterState.SOLVING, **told)

        made = make_roster(problem, seconds=seconds, on_step=tell)
        found = self.book.one(draft.id)
        if found is None or found.roster.state is not RosterState.SOLVING:
            return
        now = self.clock.now()
        self.book.put_rows(draft.id, rows_of(month, made.assigned, roster_id=draft.id, now=now))
        open_ = still_open(problem, made.assigned, stops_of(month))
        self.book.note(
            draft.id,
            state=RosterState.REVIEW,
            cost=made.cost,
            bound=made.bound,
            took=made.seconds,
            proven=made.proven,
            steps=[list(step) for step in made.steps],
            open=[_told(each, month) for each in open_[:_SHOWN]],
        )

    def month(self, draft: RosterDraft) -> Month:
        zone, judge = self.rosters.zone, self.rosters.judge
        start = day_bounds(draft.first_day, zone)[0]
        end = day_bounds(draft.last_day, zone)[1]
        plan = self.rosters.rota.plan(start - _EDGE, end + _EDGE)
        mine = {x.id for x in plan.rosters if x.period == draft.roster.period}
        rest = _without(plan, mine)
        return Month(
            first=draft.first_day,
            last=draft.last_day,
            people=[x for x in judge.staff.colleagues() if x.duties],
            types=self.months.shift_types() or list(USUAL),
            needs=self.rosters.needs.needs(start, end),
            accounting=judge.accounting(draft.first_day),
            leaves=self.rosters.rota.leaves(ends_after=start),
            around=everything(resolve(rest)),
            asked=self.months.wishes(draft.first_day, draft.last_day),
            published=[x for x in plan.shifts if x.roster_id in mine],
        )


def _without(plan: Plan, roster_ids: set[str]) -> Plan:
    """What stays whatever this roster becomes."""
    shifts = tuple(
        replace(x, closed_at=x.added_at) if x.roster_id in roster_ids else x for x in plan.shifts
    )
    return replace(plan, shifts=shifts)


def _told(each: Open, month: Month) -> dict[str, Any]:
    """Which cells would help, who could, and what stops everybody else; codes, for the page to say."""
    cells = sorted(each.cover.cells)
    language = each.cover.name.partition(".")[0]
    return {
        "language": None if language == "all" else language,
        "missing": each.missing,
        "day": (month.first + timedelta(days=cells[0][0])).isoformat(),
        "kinds": sorted({code for _, code in cells}),
        "could": [taker.person_id for taker in each.takers if not taker.stops][:_TAKERS],
        "stopped": _by_reason(each),
    }


def _by_reason(each: Open) -> dict[str, int]:
    """How many people each reason stops."""
    counted: dict[str, int] = {}
    for taker in each.takers:
        for reason in taker.stops:
            counted[reason] = counted.get(reason, 0) + 1
    return counted
