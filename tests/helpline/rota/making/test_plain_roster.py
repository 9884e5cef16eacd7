"""The roster without a solver, and what a search hands back whatever is installed."""

from random import Random

from helpline.rota.making.evaluate import broken, cost
from helpline.rota.making.greedy import greedy
from helpline.rota.making.make_roster import make_roster
from tests.helpline.rota.making.small import any_problem


def test_the_plain_roster_breaks_no_rule_but_the_least_hours_it_cannot_reach() -> None:
    chance = Random(111)
    for _ in range(25):
        problem = any_problem(chance, days=8, people=4)

        found = broken(problem, greedy(problem))

        assert {each.rule for each in found} <= {"least_minutes"}


def test_the_plain_roster_is_better_than_none_and_always_the_same() -> None:
    chance = Random(112)
    for _ in range(10):
        problem = any_problem(chance, days=7, people=3)

        roster = greedy(problem)

        assert roster == greedy(problem)
        assert cost(problem, roster) - 3 * 7 <= cost(problem, {})


def test_a_search_hands_back_a_roster_its_cost_and_a_bound_below_it() -> None:
    problem = any_problem(Random(113), days=6, people=3)

    made = make_roster(problem, seconds=2)

    assert made.cost == cost(problem, made.assigned)
    assert 0 <= made.bound <= made.cost
    assert made.steps[0][0] == "plain"


def test_without_solvers_the_better_of_the_plain_roster_and_the_start_is_kept() -> None:
    problem = any_problem(Random(114), days=6, people=3)

    alone = make_roster(problem, seconds=2, solvers=False)
    again = make_roster(problem, seconds=2, solvers=False, start=alone.assigned)
    beside_nothing = make_roster(problem, seconds=2, solvers=False, start={})

    assert (again.assigned, again.cost) == (alone.assigned, alone.cost)
    assert beside_nothing.cost <= alone.cost
    assert [step[0] for step in again.steps] == ["plain", "start"]
    assert not alone.proven or alone.cost == 0
