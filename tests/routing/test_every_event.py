"""Nothing that can happen is left without somebody who looks after it."""

from typing import get_args

from routing.events import Event, TimerKind
from routing.policy import Policy, Strategy
from routing.step import HAPPENS
from routing.strategy import turn_of
from routing.timer_events import FALLS_DUE
from tests.builders.routing import NOON, a_counsellor


def test_every_event_has_its_place_in_the_step() -> None:
    assert set(HAPPENS) == set(get_args(Event))


def test_every_timer_has_its_place_in_the_step() -> None:
    assert set(FALLS_DUE) == set(TimerKind)


def test_every_strategy_gives_everybody_a_turn() -> None:
    turns = [turn_of(a_counsellor("ana"), strategy, NOON) for strategy in Strategy]

    assert [turn[1:] for turn in turns] == [(NOON, "ana")] * len(Strategy)
    assert Policy().strategy is Strategy.LONGEST_IDLE
