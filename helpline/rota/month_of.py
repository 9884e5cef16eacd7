"""What is known of a month before its roster is made, put together from the books."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

from helpline.rota.change import everything
from helpline.rota.making.around import as_shifts, fitting, left_over, on_the_line
from helpline.rota.making.choose_kinds import choose_kinds
from helpline.rota.making.make_roster import make_roster
from helpline.rota.making.month import Asked, Month, rows_of
from helpline.rota.making.month_problem import problem_of
from helpline.rota.making.tell import told, wishes_kept
from helpline.rota.makings import USUAL, generated
from helpline.rota.ports import Clock
from helpline.rota.rosters import RosterBook, RosterDraft, Rosters
from shift_schedule.candidates import Colleague
from shift_schedule.pattern import Pattern, ShiftType
from shift_schedule.plan import Duty, Plan, PlannedShift, RosterState
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds

_EDGE = timedelta(days=8)
_DESIGN_SHARE = 6  # a sixth of the time goes to the design, and a quarter of a minute at most
_LONGEST_DESIGN_S = 15


class MonthBook(Protocol):
    """What rosters are planned with, beside people and law."""

    def shift_types(self) -> list[ShiftType]: ...
    def wishes(self, first: date, last: date) -> list[Asked]: ...


def _no_patterns() -> Sequence[Pattern]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRoster:
    """Runs in a process of its own: it takes every core, and the calls must not feel it."""

    rosters: Rosters
    book: RosterBook
    months: MonthBook
    clock: Clock
    patterns: Callable[[], Sequence[Pattern]] = _no_patterns

    def __call__(self, draft: RosterDraft, *, seconds: float) -> None:
        """The draft is ready to be looked at afterwards, or a draft again when it was cancelled meanwhile.

        First what the patterns give, then which kinds of shift there shall be, then who works them.
        """
        month, standing = self.month(draft)
        share = min(seconds / _DESIGN_SHARE, _LONGEST_DESIGN_S)
        propose = bool(draft.solving.get("propose"))
        chosen = choose_kinds(month, problem_of(month).workers, propose=propose, seconds=share)
        month = replace(month, types=chosen.kinds)
        problem = problem_of(month)
        self.book.note(draft.id, state=RosterState.SOLVING, design=dict(chosen.said))

        def tell(step: str, after: float, cost: int) -> None:
            said = {"step": step, "after": after, "cost": cost}
            self.book.note(draft.id, state=RosterState.SOLVING, **said)

        made = make_roster(problem, seconds=seconds, on_step=tell)
        found = self.book.one(draft.id)
        if found is None or found.roster.state is not RosterState.SOLVING:
            return
        rows = rows_of(month, made.assigned, roster_id=draft.id, now=self.clock.now())
        self.book.put_rows(draft.id, [*rows, *standing])
        self.book.explain(draft.id, told(month, problem, made.assigned))
        kept, wished = wishes_kept(month, made.assigned)
        said: dict[str, Any] = {"from_patterns": len(standing), "wishes": [kept, wished]}
        self.book.note(
            draft.id,
            state=RosterState.REVIEW,
            cost=made.cost,
            bound=made.bound,
            took=made.seconds,
            proven=made.proven,
            steps=[list(step) for step in made.steps],
            **said,
        )

    def month(self, draft: RosterDraft) -> tuple[Month, list[PlannedShift]]:
        """The month as the solvers are to know it, and the rows that patterns have given it."""
        zone, judge = self.rosters.zone, self.rosters.judge
        start = day_bounds(draft.first_day, zone)[0]
        end = day_bounds(draft.last_day, zone)[1]
        plan = self.rosters.rota.plan(start - _EDGE, end + _EDGE)
        mine = {x.id for x in plan.rosters if x.period == draft.roster.period}
        rest = resolve(_without(plan, mine))
        leaves = self.rosters.rota.leaves(ends_after=start)
        standing = self._standing(draft, everything(rest))
        there = [*rest.held[Duty.LINE], *on_the_line(standing, leaves)]
        month = Month(
            first=draft.first_day,
            last=draft.last_day,
            people=[x for x in judge.staff.colleagues() if x.duties],
            types=self.months.shift_types() or list(USUAL),
            needs=left_over(self.rosters.needs.needs(start, end), there),
            accounting=judge.accounting(draft.first_day),
            leaves=leaves,
            around=[*everything(rest), *as_shifts(standing)],
            asked=self.months.wishes(draft.first_day, draft.last_day),
            published=[x for x in plan.shifts if x.roster_id in mine],
            fixed={x.person_id for x in standing if x.person_id and x.duty is Duty.LINE},
        )
        return month, standing

    def _standing(self, draft: RosterDraft, held: Sequence[Shift]) -> list[PlannedShift]:
        """What patterns give; of whoever does not work here any more, open."""
        here = {each.id: each for each in self.rosters.judge.staff.colleagues()}
        days, zone = (draft.first_day, draft.last_day), self.rosters.zone
        now = self.clock.now()
        rows = generated(self.patterns(), *days, zone, roster_id=draft.id, now=now)
        return fitting([_as_she_is(row, here) for row in rows], held)


def _as_she_is(row: PlannedShift, here: Mapping[str, Colleague]) -> PlannedShift:
    if row.person_id is None:
        return row
    person = here.get(row.person_id)
    if person is None or row.duty not in person.duties:
        return replace(row, person_id=None)
    return replace(row, languages=person.languages)


def _without(plan: Plan, roster_ids: set[str]) -> Plan:
    """What stays whatever this roster becomes."""
    shifts = tuple(
        replace(x, closed_at=x.added_at) if x.roster_id in roster_ids else x for x in plan.shifts
    )
    return replace(plan, shifts=shifts)
