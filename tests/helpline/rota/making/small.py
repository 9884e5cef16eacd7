"""Problems small enough to try every roster: what solvers say is held against all of them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from helpline.rota.making.evaluate import broken, cost
from helpline.rota.making.problem import Assigned, Balance, Cover, Kind, Problem, Wish, Worker

DAY, LATE, NIGHT = (
    Kind(code="D", minutes=480),
    Kind(code="L", minutes=480, not_before=frozenset({"D"})),
    Kind(code="N", minutes=600, not_before=frozenset({"D", "L"}), night=True),
)


def lines(problem: Problem, worker: Worker) -> Iterator[Assigned]:
    """Every line of one person that breaks nothing."""
    alone = replace(problem, workers=(worker,), covers=(), wishes=(), balances=())
    choices = [None, *(kind.code for kind in problem.kinds)]
    for codes in product(choices, repeat=problem.days):
        line = {(worker.id, day): code for day, code in enumerate(codes) if code}
        if not broken(alone, line):
            yield line


def cheapest(problem: Problem) -> int | None:
    """The cost of the best of all rosters; None when none keeps the rules."""
    every = [list(lines(problem, worker)) for worker in problem.workers]
    rosters = ({k: v for line in each for k, v in line.items()} for each in product(*every))
    return min((cost(problem, roster) for roster in rosters), default=None)


def any_worker(chance: Random, name: str, days: int, *, plain: bool) -> Worker:
    """Every rule now and then, at limits that bind in so few days."""
    return Worker(
        id=name,
        most_minutes=chance.choice((1440, 1920, 2400, 3000)),
        least_minutes=chance.choice((0, 0, 480, 960)),
        most={"N": chance.randint(0, 2), "L": chance.randint(1, days)},
        most_in_row=chance.randint(1, 4),
        least_in_row=chance.randint(1, 2),
        least_days_off=chance.randint(1, 3),
        most_weekends=chance.choice((None, 0, 1)),
        run_before=chance.choice((0, 0, 1, 2)),
        days_off=frozenset(chance.sample(range(days), chance.randint(0, 1))),
        cannot=frozenset({(chance.randrange(days), "D")}),
        most_nights_in_row=None if plain else chance.choice((None, 1)),
        days_off_after_nights=0 if plain else chance.randint(0, 2),
        most_week_minutes=None if plain else chance.choice((None, 1100)),
    )


def any_problem(chance: Random, *, days: int, people: int, plain: bool = False) -> Problem:
    kinds = (DAY, LATE, NIGHT)
    workers = tuple(any_worker(chance, f"p{n}", days, plain=plain) for n in range(people))
    cells = [(day, kind.code) for day in range(days) for kind in kinds]
    covers = tuple(
        Cover(
            name=f"c{n}",
            cells=frozenset(chance.sample(cells, chance.randint(1, 3))),
            need=chance.randint(1, people),
            under=chance.randint(5, 30),
            over=chance.randint(0, 3),
            people=chance.choice((None, None, frozenset({"p0"}))),
        )
        for n in range(days * 2)
    )
    wishes = tuple(
        Wish(
            person_id=chance.choice(workers).id,
            cell=chance.choice(cells),
            works=chance.random() < 0.5,
            cost=chance.randint(1, 6),
        )
        for _ in range(days)
    )
    balance = Balance(
        name="nights",
        cells=frozenset((day, "N") for day in range(days)),
        people=frozenset(worker.id for worker in workers),
        cost=3,
    )
    return Problem(
        days=days,
        kinds=kinds,
        workers=workers,
        covers=covers,
        wishes=wishes,
        balances=() if plain else (balance,),
        weekends=((1, 2), (days - 1,)),
        weeks=(tuple(range(3)), tuple(range(3, days))),
    )
