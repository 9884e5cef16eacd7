"""A month becomes a problem, and its roster keeps the law it was made under."""

from datetime import UTC, datetime, timedelta

import pytest

from helpline.rota.making.evaluate import broken
from helpline.rota.making.greedy import greedy
from helpline.rota.making.month import Asked, House, rows_of, stops_of
from helpline.rota.making.month_problem import problem_of
from helpline.rota.making.problem import Problem, Worker
from shift_schedule.candidates import Colleague
from shift_schedule.cover import shortages
from shift_schedule.law_checks import Facts, violations
from shift_schedule.plan import Duty, Plan, Roster, RosterState
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from tests.helpline.rota.making.a_month import (
    ALMATY,
    DAY,
    EVENING,
    FIRST,
    LATE,
    NIGHT,
    a_month,
    flat,
    leave,
    person,
)

_NOW = datetime(2026, 2, 1, tzinfo=UTC)
_PAIR = (person("ana"), person("bek", "ru"))


def only(problem: Problem, name: str) -> Worker:
    return next(worker for worker in problem.workers if worker.id == name)


def test_what_may_not_follow_is_what_leaves_too_little_rest() -> None:
    types = (DAY, EVENING, NIGHT, LATE)
    problem = problem_of(a_month(_PAIR, [], days=7, types=types))

    after = {kind.code: set(kind.not_before) for kind in problem.kinds}
    assert after == {"D": set(), "P": {"D"}, "N": {"D", "P", "L"}, "L": {"D"}}
    assert [kind.code for kind in problem.kinds if kind.night] == ["N"]
    assert problem.kind("P").minutes == 480


def test_leave_flags_and_the_last_month_rule_cells_out_and_say_why() -> None:
    last_night = Shift(
        id="before",
        person_id="bek",
        starts_at=NIGHT.on(FIRST - timedelta(days=1), ALMATY)[0],
        ends_at=NIGHT.on(FIRST - timedelta(days=1), ALMATY)[1],
        languages=frozenset({"ru"}),
    )
    people = (*_PAIR, person("dana", no_nights=True), person("gul", nights_need_consent=True))
    month = a_month(people, [], days=4, leaves=[leave("ana", 1, 1)], around=[last_night])

    stops = stops_of(month)

    assert stops["ana"] == {(0, "N"): "leave", (1, "D"): "leave", (1, "N"): "leave"}
    assert stops["bek"] == {(0, "D"): "rest"}
    assert stops["dana"] == stops["gul"] == {(day, "N"): "night" for day in range(4)}
    assert only(problem_of(month), "bek").run_before == 1


@pytest.mark.parametrize(
    ("ana", "away", "hours"),
    [
        (person("ana"), 0, 160),
        (person("ana", overtime_consent=True), 0, 172),
        (person("ana", shortened_week=True), 0, 144),
        (person("ana", overtime_consent=True, no_overtime=True), 0, 160),
        (person("ana"), 7, 120),
    ],
    ids=[
        "four weeks",
        "with consent twelve more",
        "a shortened week",
        "none at all",
        "a week away",
    ],
)
def test_hours_are_the_norm_with_overtime_only_by_consent(
    ana: Colleague, away: int, hours: int
) -> None:
    leaves = [leave("ana", 0, away - 1)] if away else []

    problem = problem_of(a_month([ana], [], days=28, leaves=leaves))

    assert only(problem, "ana").most_minutes == hours * 60


def test_whoever_does_not_answer_the_line_is_not_planned_for_it() -> None:
    caller = Colleague(
        facts=Facts(person_id="call"),
        languages=frozenset({"kk"}),
        duties=frozenset({Duty.ON_CALL}),
    )

    assert only(problem_of(a_month([caller], [], days=28)), "call").most_minutes == 0


def test_half_hours_alike_are_one_cover_that_costs_as_many() -> None:
    problem = problem_of(a_month(_PAIR, flat(1, 2, {"kk": 1, "en": 0}), days=1))

    found = {(c.name.split(".")[0], c.cells, c.need): c.under for c in problem.covers}
    day, night = frozenset({(0, "D")}), frozenset({(0, "N")})
    assert found == {
        ("all", day, 2): 24 * 40, ("kk", day, 1): 24 * 40,
        ("all", night, 2): 8 * 40, ("kk", night, 1): 8 * 40,
    }  # fmt: skip
    assert {c.people for c in problem.covers if c.name.startswith("kk")} == {frozenset({"ana"})}


def test_wishes_and_published_shifts_have_their_price() -> None:
    month = a_month(_PAIR, flat(3, 1, {}), days=3)
    published = rows_of(month, {("ana", 1): "N"}, roster_id="old", now=_NOW)
    asked = [
        Asked(person_id="ana", day=FIRST, weight=3),
        Asked(person_id="bek", day=FIRST, code="D", works=True),
        Asked(person_id="bek", day=FIRST + timedelta(days=40)),
        Asked(person_id="nobody", day=FIRST),
    ]

    problem = problem_of(a_month(_PAIR, [], days=3, asked=asked, published=published))

    assert [(w.person_id, w.cell, w.works, w.cost) for w in problem.wishes] == [
        ("ana", (0, "D"), False, 3),
        ("ana", (0, "N"), False, 3),
        ("bek", (0, "D"), True, 1),
        ("ana", (1, "N"), True, House().change),
    ]


def test_nights_and_weekends_are_balanced_among_those_who_can_have_their_share() -> None:
    people = (*_PAIR, person("dana", no_nights=True), person("gul"))

    problem = problem_of(a_month(people, [], days=7, leaves=[leave("gul", 2, 2)]))

    assert [(each.name, sorted(each.people)) for each in problem.balances] == [
        ("nights", ["ana", "bek"]),
        ("weekends", ["ana", "bek"]),
    ]
    assert problem.balances[1].cells == {(day, code) for day in (5, 6) for code in "DN"}
    assert (problem.weekends, problem.weeks) == (((5,), (6,)), (tuple(range(7)),))


def test_a_plain_roster_of_a_month_keeps_the_law_and_the_houses_rules() -> None:
    people = [person(f"p{n}", overtime_consent=True) for n in range(9)]
    month = a_month(people, flat(28, 2, {"kk": 1}), days=28, leaves=[leave("p3", 7, 13)])
    problem = problem_of(month)

    roster = greedy(problem)

    assert broken(problem, roster) == []
    rows = rows_of(month, roster, roster_id="march", now=_NOW)
    published = Roster(
        id="march",
        period="2026-03",
        version=1,
        state=RosterState.PUBLISHED,
        effective_from=_NOW,
        published_at=_NOW,
    )
    resolved = resolve(Plan(rosters=(published,), shifts=tuple(rows), leaves=tuple(month.leaves)))
    assert resolved.open == ()
    on_line = resolved.held[Duty.LINE]
    assert [v for p in people for v in violations(p.facts, on_line, month.accounting)] == []
    short = shortages(resolved, month.needs, now=month.needs[16].starts_at)
    assert sum(each.person_hours for each in short if each.language is None) < 0.1 * 28 * 24 * 2
