"""Leave and the sick call: who decides, what opens, who could come."""

from dataclasses import replace

import pytest

from shift_schedule.candidates import Colleague, Rota
from shift_schedule.law_checks import Facts
from shift_schedule.leave_moves import (
    LeaveError,
    approve_leave,
    opened_by,
    refuse_leave,
    sick_call,
    withdraw_leave,
)
from shift_schedule.plan import Duty, LeaveKind, LeaveState, Plan
from shift_schedule.resolve import OpenReason, resolve
from tests.shift_schedule.duty_of_one import accounting
from tests.shift_schedule.plans import BOTH, a_leave, a_plan, a_row
from tests.shift_schedule.shifts import hour

_ASKED = replace(a_leave(8, 20, state=LeaveState.ASKED), decided_at=None)
_PEOPLE = [
    Colleague(facts=Facts(person_id=who), languages=BOTH) for who in ("ana", "bek", "dana", "gul")
]


def _rota(plan: Plan) -> Rota:
    return Rota(shifts=resolve(plan).held[Duty.LINE], accounting=accounting())


def test_a_sick_call_opens_the_rest_of_the_shift_at_once_with_ranked_people() -> None:
    plan = a_plan(a_row(8, 16), a_row(20, 24), a_row(8, 16, "bek"))
    ill = sick_call(leave_id="l", person_id="ana", until=hour(24), now=hour(10))

    opened = opened_by(ill, plan, _PEOPLE, _rota(plan), now=hour(10))

    assert [(each.stretch.starts_at, each.stretch.ends_at) for each in opened] == [
        (hour(10), hour(16)),
        (hour(20), hour(24)),
    ]
    assert {each.stretch.reason for each in opened} == {OpenReason.SICK}
    assert [who.person_id for who in opened[0].candidates] == ["dana", "gul", "bek"]
    assert [bool(who.against) for who in opened[0].candidates] == [False, False, True]


def test_what_leave_would_open_is_shown_before_it_is_approved() -> None:
    plan = replace(a_plan(a_row(8, 16), a_row(30, 40, "bek")), leaves=(_ASKED,))

    (opened,) = opened_by(_ASKED, plan, _PEOPLE, _rota(plan), now=hour(0))

    assert (opened.stretch.shift_id, opened.stretch.reason) == ("ana-8", OpenReason.LEAVE)


def test_leave_opens_nothing_where_she_has_no_shift_or_the_shift_is_over() -> None:
    plan = a_plan(a_row(0, 4), a_row(8, 16, "bek"), a_row(8, 12, None))

    assert opened_by(_ASKED, plan, _PEOPLE, _rota(plan), now=hour(0)) == []
    long_past = a_leave(0, 20, state=LeaveState.APPROVED)
    assert opened_by(long_past, plan, _PEOPLE, _rota(plan), now=hour(4)) == []


def test_leave_is_decided_once_and_by_somebody_else() -> None:
    approved = approve_leave(_ASKED, by="supervisor", now=hour(1))

    assert (approved.state, approved.decided_at) == (LeaveState.APPROVED, hour(1))
    assert refuse_leave(_ASKED, now=hour(1)).state is LeaveState.REFUSED
    with pytest.raises(LeaveError, match="approved"):
        approve_leave(approved, by="supervisor", now=hour(2))
    with pytest.raises(LeaveError, match="approved"):
        refuse_leave(approved, now=hour(2))
    with pytest.raises(LeaveError, match="her own"):
        approve_leave(_ASKED, by="ana", now=hour(1))


def test_leave_is_taken_back_until_it_is_over() -> None:
    approved = approve_leave(_ASKED, by="supervisor", now=hour(1))

    back = withdraw_leave(approved, now=hour(5))
    assert (back.state, back.withdrawn_at) == (LeaveState.WITHDRAWN, hour(5))
    with pytest.raises(LeaveError, match="over"):
        withdraw_leave(approved, now=hour(20))
    with pytest.raises(LeaveError, match="withdrawn"):
        withdraw_leave(back, now=hour(6))


def test_a_sick_call_needs_nobodys_signature() -> None:
    ill = sick_call(leave_id="l", person_id="ana", until=hour(24), now=hour(10))

    assert (ill.kind, ill.state) == (LeaveKind.SICK, LeaveState.APPROVED)
    assert (ill.starts_at, ill.decided_at) == (hour(10), hour(10))
