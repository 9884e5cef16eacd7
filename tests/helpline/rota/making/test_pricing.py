"""The dynamic program against every line there is."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from helpline.rota.making.limits import knows_every_rule, other_limits, scarce_kind
from helpline.rota.making.pricing import Pricing
from helpline.rota.making.problem import Problem, Worker
from tests.helpline.rota.making.small import DAY, LATE, NIGHT, any_problem, lines


def _without_other_limits(problem: Problem) -> Problem:
    """Only one scarce kind is part of the states; the others are rows of the master program."""
    limited = {code for worker in problem.workers for code in other_limits(problem, worker)}
    workers = tuple(_unlimited(worker, limited) for worker in problem.workers)
    return Problem(
        days=problem.days, kinds=problem.kinds, workers=workers, weekends=problem.weekends
    )


def _unlimited(worker: Worker, codes: set[str]) -> Worker:
    return replace(worker, most={c: n for c, n in worker.most.items() if c not in codes})


def test_the_cheapest_line_is_the_cheapest_of_all_lawful_lines() -> None:
    chance = Random(111)
    solvable = 0
    for number in range(16):
        problem = _without_other_limits(any_problem(chance, days=6, people=1, plain=True))
        worker = problem.workers[0]
        prices = np.random.default_rng(number).integers(-9, 9, (6, 3)).astype(float)
        place = {kind.code: n for n, kind in enumerate(problem.kinds)}
        every = {
            tuple((day, code) for (_, day), code in each.items()): sum(
                prices[day, place[code]] for (_, day), code in each.items()
            )
            for each in lines(problem, worker)
        }

        value, line = Pricing(problem, worker).cheapest(prices)

        assert value == min(every.values(), default=math.inf)
        if every:
            solvable += 1
            assert every[line] == value
    assert solvable > 10


def test_asking_twice_with_other_prices_gives_fresh_answers() -> None:
    problem = any_problem(Random(3), days=6, people=1, plain=True)
    pricing = Pricing(problem, Worker(id="p0", most_minutes=9999, most_in_row=6))

    costly, _ = pricing.cheapest(np.full((6, 3), 5.0))
    helpful, line = pricing.cheapest(np.full((6, 3), -5.0))

    assert (costly, helpful, len(line)) == (0.0, -30.0, 6)


@pytest.mark.parametrize(
    ("most", "scarce", "others"),
    [
        ({}, -1, {}),
        ({"D": 28, "N": 28}, -1, {}),
        ({"N": 3}, 2, {}),
        ({"N": 3, "L": 14}, 2, {"L": 14}),
        ({"N": 0, "L": 14}, 1, {}),
        ({"L": 18}, -1, {}),
    ],
    ids=["none", "never binds", "one", "the tighter of two", "zero is no count", "hours bind first"],
)  # fmt: skip
def test_the_tightest_limit_is_counted_and_the_others_are_rows(
    most: dict[str, int], scarce: int, others: dict[str, int]
) -> None:
    worker = Worker(id="ana", most_minutes=8640, most=most)
    problem = Problem(days=28, kinds=(DAY, LATE, NIGHT), workers=(worker,))

    assert scarce_kind(problem, worker) == scarce
    assert other_limits(problem, worker) == others


def test_rosters_of_whole_lines_are_lawful_only_when_lines_know_every_rule() -> None:
    assert knows_every_rule(any_problem(Random(115), days=6, people=2, plain=True))
    assert not knows_every_rule(any_problem(Random(115), days=6, people=2))
