"""The judge itself: each rule at its edge, and each cost."""

from dataclasses import replace

import pytest

from helpline.rota.making.evaluate import broken, cost, runs
from helpline.rota.making.problem import (
    Assigned,
    Balance,
    Cover,
    Problem,
    ProblemError,
    Wish,
    Worker,
)
from tests.helpline.rota.making.small import DAY, LATE, NIGHT

_ANA = Worker(id="ana", most_minutes=99_999, most_in_row=7)


def line(codes: str, who: str = "ana") -> Assigned:
    return {(who, day): code for day, code in enumerate(codes) if code != "."}


def rules(worker: Worker, codes: str) -> list[str]:
    problem = Problem(
        days=len(codes),
        kinds=(DAY, LATE, NIGHT),
        workers=(worker,),
        weekends=((1, 2),),
        weeks=((0, 1, 2), (3, 4, 5)) if len(codes) > 5 else (),
    )
    return [each.rule for each in broken(problem, line(codes))]


@pytest.mark.parametrize(
    ("limits", "codes", "found"),
    [
        ({}, "DDLLNN", []),
        ({}, "LD....", ["not_before"]),
        ({}, "L.D...", []),
        ({"days_off": frozenset({2})}, "..D...", ["cannot"]),
        ({"cannot": frozenset({(2, "D")})}, "..D...", ["cannot"]),
        ({"cannot": frozenset({(2, "D")})}, "..L...", []),
        ({"most_in_row": 3}, "DDD.DD", []),
        ({"most_in_row": 3}, "DDDD..", ["most_in_row"]),
        ({"most_in_row": 3, "run_before": 1}, "DDD...", ["most_in_row"]),
        ({"most_in_row": 3, "run_before": 1}, ".DDD..", []),
        ({"least_in_row": 2}, ".D.DD.", ["least_in_row"]),
        ({"least_in_row": 2}, "D...DD", []),
        ({"least_in_row": 2}, ".....D", []),
        ({"least_days_off": 2}, "D.D...", ["least_days_off"]),
        ({"least_days_off": 2}, ".DD..D", []),
        ({"most_minutes": 960}, "DD....", []),
        ({"most_minutes": 959}, "DD....", ["most_minutes"]),
        ({"least_minutes": 961}, "DD....", ["least_minutes"]),
        ({"most": {"N": 1}}, "N.N...", ["most"]),
        ({"most_weekends": 0}, "D..D..", []),
        ({"most_weekends": 0}, "..D...", ["most_weekends"]),
        ({"most_week_minutes": 960}, "DD.DD.", []),
        ({"most_week_minutes": 960}, "DDD...", ["most_week_minutes"]),
        ({"most_nights_in_row": 2}, "NN.NN.", []),
        ({"most_nights_in_row": 2}, "NNN...", ["most_nights_in_row"]),
        ({"days_off_after_nights": 2}, "NN..D.", []),
        ({"days_off_after_nights": 2}, "NN.D..", ["days_off_after_nights"]),
        ({"days_off_after_nights": 2}, "....NN", []),
    ],
)  # fmt: skip
def test_each_hard_rule_breaks_just_past_its_edge(
    limits: dict[str, object], codes: str, found: list[str]
) -> None:
    assert rules(replace(_ANA, **limits), codes) == found  # type: ignore[arg-type]


def test_runs_are_work_and_days_off_in_turn() -> None:
    assert list(runs(["D", "D", None, "L"])) == [(0, 2, True), (2, 1, False), (3, 1, True)]
    assert list(runs([])) == []


def priced(codes: str, **parts: object) -> int:
    people = (_ANA, replace(_ANA, id="bek"))
    problem = Problem(days=len(codes), kinds=(DAY, LATE, NIGHT), workers=people, **parts)  # type: ignore[arg-type]
    return cost(problem, line(codes))


def test_cover_costs_what_is_missing_and_what_is_too_much() -> None:
    def covered(need: int, people: frozenset[str] | None = None) -> Cover:
        cells = frozenset({(0, "D"), (0, "L")})
        return Cover(name="c", cells=cells, need=need, under=10, over=3, people=people)

    assert priced("D.", covers=(covered(1),)) == 0
    assert priced("D.", covers=(covered(3),)) == 20
    assert priced("D.", covers=(covered(0),)) == 3
    assert priced("D.", covers=(covered(1, frozenset({"bek"})),)) == 10


def test_wishes_cost_what_goes_against_them() -> None:
    on = Wish(person_id="ana", cell=(0, "D"), works=True, cost=4)
    off = Wish(person_id="ana", cell=(1, "L"), works=False, cost=5)

    assert priced("DL", wishes=(on, off)) == 5
    assert priced("L.", wishes=(on, off)) == 4


def test_a_balance_costs_the_most_less_the_fewest() -> None:
    nights = frozenset((day, "N") for day in range(3))
    balance = Balance(name="n", cells=nights, people=frozenset({"ana", "bek"}), cost=7)

    assert priced("NN.", balances=(balance,)) == 14
    assert priced("D..", balances=(balance,)) == 0
    assert priced("NN.", balances=(replace(balance, people=frozenset()),)) == 0


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"covers": (Cover(name="c", cells=frozenset(), need=1, under=1),)}, "could help"),
        ({"kinds": (DAY, DAY)}, "stands twice"),
        ({"workers": (_ANA, _ANA)}, "stands twice"),
        ({"days": 0}, "positive"),
        ({"weekends": ((0, 1, 2),)}, "one or two days"),
        (
            {"wishes": (Wish(person_id="gul", cell=(0, "D"), works=True, cost=1),)},
            "not there",
        ),
        (
            {"covers": (Cover(name="c", cells=frozenset({(9, "D")}), need=1, under=1),)},
            "no such day",
        ),
    ],
    ids=["no cell", "kind twice", "person twice", "no day", "long weekend", "stranger's wish", "day outside"],
)  # fmt: skip
def test_a_problem_that_contradicts_itself_is_refused(parts: dict[str, object], said: str) -> None:
    whole: dict[str, object] = {"days": 3, "kinds": (DAY, LATE), "workers": (_ANA,)}

    with pytest.raises(ProblemError, match=said):
        Problem(**{**whole, **parts})  # type: ignore[arg-type]
