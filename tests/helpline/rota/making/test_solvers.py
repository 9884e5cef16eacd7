"""Both solvers against every roster there is: never dearer, never a rule broken, bounds below."""

import math
from random import Random

from helpline.rota.making.assignment import solve
from helpline.rota.making.columns import Generation
from helpline.rota.making.evaluate import broken, cost
from helpline.rota.making.make_roster import make_roster
from helpline.rota.making.master import Master
from helpline.rota.making.pricing import Pricing
from helpline.rota.making.problem import Problem, Worker
from tests.helpline.rota.making.small import DAY, any_problem, cheapest


def test_the_assignment_model_finds_the_cheapest_of_all_rosters() -> None:
    chance = Random(111)
    solvable = 0
    for _ in range(20):
        problem = any_problem(chance, days=5, people=2)
        best = cheapest(problem)

        found = solve(problem, seconds=60)

        if best is None:
            assert found.assigned is None
        else:
            solvable += 1
            assert found.assigned is not None
            assert broken(problem, found.assigned) == []
            assert (cost(problem, found.assigned), found.bound) == (best, best)
    assert solvable > 10


def generated(problem: Problem) -> Generation:
    master = Master(problem)
    pricings = [Pricing(problem, worker) for worker in problem.workers]
    return Generation(master, pricings, lambda: True)


def test_the_bound_of_lines_is_below_every_roster_and_dives_are_lawful() -> None:
    chance = Random(112)
    dived = 0
    for _ in range(20):
        problem = any_problem(chance, days=5, people=2, plain=True)
        best = cheapest(problem)
        generation = generated(problem)
        if not generation.start() or best is None:
            continue
        assert generation.run()
        assert generation.master.bound <= best + 1e-6

        lines = generation.dive(at_once=1)

        assert lines is not None
        roster = generation.master.assigned(lines)
        if not broken(problem, roster):  # a limit that is a row can be broken by a dive alone
            dived += 1
            assert cost(problem, roster) >= best
        choice = generation.master.choose(60, lines)
        assert choice is not None
        assert broken(problem, generation.master.assigned(choice)) == []
    assert dived > 8


def test_without_a_lawful_line_generation_does_not_start() -> None:
    too_much = Worker(id="p0", most_minutes=480, least_minutes=960)
    impossible = Problem(days=5, kinds=(DAY,), workers=(too_much,))

    assert generated(impossible).start() is False
    made = make_roster(impossible, seconds=3)
    assert (made.bound, made.assigned) == (0, {})


def test_the_whole_search_proves_the_cheapest_roster() -> None:
    chance = Random(114)
    proven = 0
    for plain in (True, False) * 6:
        problem = any_problem(chance, days=5, people=2, plain=plain)
        best = cheapest(problem)
        if best is not None:
            made = make_roster(problem, seconds=60)
            proven += 1
            assert (made.cost, made.bound, made.proven) == (best, best, True)
            assert broken(problem, made.assigned) == []
            assert math.isfinite(made.seconds)
    assert proven > 5
