"""Who of several free counsellors is asked first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing.policy import Policy, Strategy
from routing.state import Counsellor
from tests.builders.routing import POLICY, a_counsellor, after
from tests.routing.line import Line


def _by(strategy: Strategy, policy: Policy = POLICY) -> Policy:
    return replace(policy, strategy=strategy)


def _line(strategy: Strategy, **changes: object) -> Line:
    """Ana has been free longest; bek has `changes`; cem is as both were."""
    bek = replace(a_counsellor("bek"), **changes)  # type: ignore[arg-type]
    others = [a_counsellor("ana", idle_since=after(-99), rank=5), a_counsellor("cem", rank=5)]
    others = [
        replace(
            person,
            shift_began_at=after(-3600),
            worked=timedelta(hours=0.5),
            calls_taken=3,
            offered_at=after(-50),
        )
        for person in others
    ]
    return Line(*others, bek, policy=_by(strategy))


_BETTER: dict[Strategy, dict[str, object]] = {
    Strategy.LEAST_OCCUPIED: {"shift_began_at": after(-7200), "worked": timedelta(minutes=59)},
    Strategy.FEWEST_CALLS: {"calls_taken": 2},
    Strategy.ROUND_ROBIN: {"offered_at": after(-51)},
    Strategy.FIXED_ORDER: {"rank": 4},
}


@pytest.mark.parametrize("strategy", list(_BETTER))
def test_whom_the_strategy_favours_is_asked_before_who_has_been_free_longest(
    strategy: Strategy,
) -> None:
    line = _line(strategy, **_BETTER[strategy])

    line.arrive("c1")

    assert line.rung() == {"c1.1": "bek"}


def test_the_longest_idle_is_asked_whatever_else_is_true_of_the_others() -> None:
    line = _line(Strategy.LONGEST_IDLE, calls_taken=0, rank=-1)

    line.arrive("c1")

    assert line.rung() == {"c1.1": "ana"}


@pytest.mark.parametrize("strategy", list(Strategy))
def test_those_alike_are_asked_by_idle_time_and_then_by_id(strategy: Strategy) -> None:
    line = Line(
        a_counsellor("cem"),
        a_counsellor("bek"),
        a_counsellor("ana", present=False),
        policy=_by(strategy),
    )
    line.arrive("c1")
    line.arrive("c2")

    assert line.rung() == {"c1.1": "bek", "c2.1": "cem"}


def test_round_robin_goes_round() -> None:
    people = [a_counsellor(name) for name in ("ana", "bek", "cem")]
    line = Line(*people, policy=_by(Strategy.ROUND_ROBIN))
    asked: list[str] = []

    for number in range(6):
        line.wait(1)
        line.arrive(f"c{number}")
        asked += line.rung().values()
        line.hang_up(f"leg-c{number}")

    assert asked == ["ana", "bek", "cem"] * 2


def _after_a_call(person: Counsellor) -> Counsellor:
    """Half a minute until the join, a minute of talk, wrap-up to its end."""
    line = Line(person)
    line.arrive("c1")
    line.connect("c1.1", "ana")
    line.wait(5)
    line.join("c1", "leg-ana")
    line.join("c1", "leg-c1")
    line.wait(60)
    line.end("c1", "ana")
    line.wait(500)
    return line.who()


def test_work_is_counted_from_accepting_to_the_end_of_wrap_up() -> None:
    person = _after_a_call(a_counsellor())

    assert person.worked == timedelta(seconds=65) + POLICY.wrap_up
    assert (person.calls_taken, person.busy_since) == (1, None)


def test_a_call_that_came_to_nothing_counts_as_work_but_not_as_a_call() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.accept("c1.1", "ana")

    line.wait(3)
    line.hang_up("leg-c1")

    assert (line.who().worked, line.who().calls_taken) == (timedelta(seconds=3), 0)


def test_a_shift_counts_from_its_beginning() -> None:
    person = replace(a_counsellor(on_shift=False), worked=timedelta(hours=3), calls_taken=9)
    line = Line(person)

    line.shift_starts("ana")

    assert (line.who().worked, line.who().calls_taken) == (timedelta(0), 0)
    assert line.who().shift_began_at == line.now
