"""Who could take an open stretch, in which order, and what stops everybody else."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from shift_schedule.candidates import Against, Candidate, Colleague, Obstacle, Rota, as_open
from shift_schedule.candidates import candidates as judged
from shift_schedule.law import Rule
from shift_schedule.law_checks import Facts
from shift_schedule.plan import Duty, Leave, LeaveKind, LeaveState
from shift_schedule.resolve import OpenReason, OpenStretch
from shift_schedule.shift import Shift
from tests.shift_schedule.duty_of_one import H, accounting, at, duty

_OPEN = OpenStretch(
    shift_id="open",
    duty=Duty.LINE,
    starts_at=at(10, 8),
    ends_at=at(10, 20),
    languages=frozenset({"kk"}),
    reason=OpenReason.SICK,
    absent_id="ana",
)


def somebody(who: str, speaks: str = "kk ru", *duties: Duty) -> Colleague:
    return Colleague(
        facts=Facts(person_id=who),
        languages=frozenset(speaks.split()),
        duties=frozenset(duties) or frozenset({Duty.LINE}),
    )


def away(who: str, *, state: LeaveState = LeaveState.APPROVED) -> Leave:
    return Leave(
        id="l",
        person_id=who,
        starts_at=at(10, 12),
        ends_at=at(11, 0),
        kind=LeaveKind.ANNUAL,
        state=state,
        decided_at=at(1, 8),
    )


def found(
    *people: Colleague,
    shifts: Sequence[Shift] = (),
    leaves: Sequence[Leave] = (),
    stretch: OpenStretch = _OPEN,
) -> list[Candidate]:
    return judged(stretch, people, Rota(shifts=shifts, accounting=accounting(), leaves=leaves))


def _why(candidate: Candidate) -> list[Obstacle | Rule]:
    return [each.violation.rule if each.violation else each.obstacle for each in candidate.against]


@pytest.mark.parametrize(
    ("person", "shifts", "leaves", "why"),
    [
        (somebody("bek"), [], [], []),
        (somebody("bek"), [duty(10, 18, 24, who="bek")], [], [Obstacle.SHIFT_THERE]),
        (somebody("bek"), [duty(10, 20, 24, who="bek")], [], None),
        (somebody("bek"), [], [away("bek")], [Obstacle.ON_LEAVE]),
        (somebody("bek"), [], [away("bek", state=LeaveState.ASKED)], []),
        (somebody("bek"), [], [away("dana")], []),
        (somebody("bek", "ru"), [], [], [Obstacle.LANGUAGE]),
        (somebody("bek", "kk", Duty.ON_CALL), [], [], [Obstacle.DUTY]),
        (
            somebody("bek", "ru", Duty.SENIOR),
            [duty(10, 8, 9, who="bek")],
            [away("bek")],
            [Obstacle.SHIFT_THERE, Obstacle.ON_LEAVE, Obstacle.LANGUAGE, Obstacle.DUTY],
        ),
        (somebody("bek"), [duty(9, 20, 24, who="bek")], [], [Rule.REST_BETWEEN_SHIFTS]),
        (somebody("bek"), [duty(9, 8, 20, who="bek")], [], []),
    ],
    ids=[
        "nothing", "a shift there", "a shift right after", "on leave", "leave only asked",
        "another's leave", "wrong language", "wrong duty", "everything at once",
        "eight hours' rest", "exactly twelve hours' rest",
    ],
)  # fmt: skip
def test_what_stops_a_person_is_said(
    person: Colleague,
    shifts: list[Shift],
    leaves: list[Leave],
    why: list[Obstacle | Rule] | None,
) -> None:
    (candidate,) = found(person, shifts=shifts, leaves=leaves)

    expected = [Rule.REST_BETWEEN_SHIFTS, Rule.TWO_IN_A_ROW] if why is None else why
    assert _why(candidate) == expected


def test_a_rule_broken_already_elsewhere_does_not_stop_her_here() -> None:
    earlier = [duty(2, 0, 8, who="bek"), duty(2, 10, 18, who="bek")]

    (candidate,) = found(somebody("bek"), shifts=earlier)

    assert candidate.against == ()


def test_nights_stop_whoever_may_not_work_them() -> None:
    night = replace(_OPEN, starts_at=at(10, 20), ends_at=at(11, 8))
    without = Colleague(facts=Facts(person_id="bek", no_nights=True), languages=frozenset({"kk"}))

    (candidate,) = found(without, stretch=night)

    (against,) = candidate.against
    assert against.violation is not None
    assert (against.violation.rule, against.violation.found) == (Rule.NIGHT_FORBIDDEN, 8 * H)


def test_whoever_is_absent_there_is_not_asked() -> None:
    assert [each.person_id for each in found(somebody("ana"), somebody("bek"))] == ["bek"]


def test_the_most_room_in_the_norm_comes_first_then_the_fewest_nights_then_the_id() -> None:
    people = [somebody(who) for who in ("dana", "bek", "gul", "erlan")]
    shifts = [
        *(duty(day, 8, 16, who="bek") for day in (2, 3)),
        *(duty(2, 8, 16, who="dana"), duty(2, 15, 23, who="erlan"), duty(2, 9, 17, who="gul")),
    ]

    order = found(*people, somebody("ru-only", "ru"), shifts=shifts)

    assert [each.person_id for each in order] == ["dana", "gul", "erlan", "bek", "ru-only"]
    assert order[0].room == 176 * H - 8 * H
    assert [each.nights for each in order] == [0, 0, 1, 0, 0]
    assert order[-1].against == (Against(obstacle=Obstacle.LANGUAGE),)


def test_without_a_language_asked_for_anybody_may() -> None:
    (candidate,) = found(somebody("bek", "en"), stretch=replace(_OPEN, languages=frozenset()))

    assert candidate.against == ()


def test_overtime_without_consent_stops_her() -> None:
    full = [duty(day, 8, 20, who="bek") for day in range(12, 26)]

    (candidate,) = found(somebody("bek"), shifts=full)

    assert _why(candidate) == [Rule.OVERTIME_CONSENT]


def test_a_held_shift_can_be_looked_at_as_if_it_were_open() -> None:
    stretch = as_open(duty(10, 8, 16), Duty.LINE)

    (candidate,) = found(somebody("ana"), somebody("bek"), stretch=stretch)

    assert (candidate.person_id, candidate.against) == ("bek", ())
