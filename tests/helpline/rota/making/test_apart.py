"""A roster made in another process is the one made here."""

from random import Random

from helpline.rota.making.apart import make_apart
from helpline.rota.making.evaluate import cost
from helpline.rota.making.problem import Problem, Worker
from tests.helpline.rota.making.small import DAY, any_problem


def test_a_process_of_its_own_hands_the_roster_back() -> None:
    problem = any_problem(Random(111), days=5, people=2)

    made = make_apart(problem, seconds=5)

    assert made.cost == cost(problem, made.assigned)
    assert made.bound <= made.cost


def test_the_roster_to_start_from_goes_along() -> None:
    problem = Problem(days=2, kinds=(DAY,), workers=(Worker(id="ana", most_minutes=960),))

    made = make_apart(problem, seconds=5, start={("ana", 0): "D"})

    assert [step[0] for step in made.steps][:2] == ["plain", "start"]
