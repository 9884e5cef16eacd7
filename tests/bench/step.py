"""How long one pure decision takes, on a regional line and on a nation's."""

import statistics
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from routing.events import Accept, Arrive, ChooseLanguage, Decline, Event
from routing.policy import Policy
from routing.state import Call, CallState, Counsellor, Offer, OfferState, RoutingState
from routing.step import step
from tests.bench.figure import figure
from tests.builders.routing import NOON, a_call, a_counsellor, a_state, after, an_offer

_LANGUAGES = ("kk", "ru", "en", None)
_POLICY = Policy()
_RUNS = 200
_GOALS_US = {(20, 12): "< 100", (500, 1000): "< 2000"}
_EVENTS: Mapping[str, Event] = {
    "accept": Accept(id="e", offer_id="first.1", counsellor_id="p0000"),
    "decline, and the next caller is offered": Decline(
        id="e", offer_id="first.1", counsellor_id="p0000"
    ),
    "arrival": Arrive(id="e", call_id="new", leg="leg-new"),
    "language chosen, nobody free": ChooseLanguage(id="e", call_id="greeted", language="kk"),
}


def figures() -> list[Mapping[str, Any]]:
    return [
        _figure(name, event, callers=callers, people=people, goal=goal)
        for (callers, people), goal in _GOALS_US.items()
        for name, event in _EVENTS.items()
    ]


def _figure(name: str, event: Event, *, callers: int, people: int, goal: str) -> Mapping[str, Any]:
    state = a_busy_line(callers, people)
    took_us = statistics.median(_one_us(state, event) for _ in range(_RUNS))
    detail = f"median of {_RUNS}; {callers} callers wait, {people} counsellors, no store"
    return figure(f"decision {callers} x {people}: {name}", took_us, "µs", goal=goal, detail=detail)


def _one_us(state: RoutingState, event: Event) -> float:
    begin = time.perf_counter_ns()
    step(state, event, NOON, _POLICY)
    return (time.perf_counter_ns() - begin) / 1000


def a_busy_line(callers: int, people: int) -> RoutingState:
    """One counsellor is rung for the first caller, all the others talk; one caller hears the greeting."""
    staff = [a_counsellor(f"p{n:04}", speaks="kk ru", idle_since=after(-n)) for n in range(people)]
    talks = [value for person in staff[1:] for value in _talk(person)]
    waiting = [_waiting(number) for number in range(callers - 1)]
    first = a_call("first", since=after(-900), language="kk")
    greeted = a_call("greeted", state=CallState.GREETING)
    return a_state(first, greeted, *waiting, *staff, an_offer("first.1", to="p0000"), *talks)


def _talk(person: Counsellor) -> tuple[Call, Offer]:
    call = a_call(f"t-{person.id}", state=CallState.TALKING)
    with_her = replace(call, counsellor_id=person.id, counsellor_leg=f"leg-{person.id}")
    return with_her, an_offer(f"{call.id}.1", to=person.id, state=OfferState.ACCEPTED)


def _waiting(number: int) -> Call:
    language = _LANGUAGES[number % len(_LANGUAGES)]
    return a_call(f"w{number:04}", since=after(-number), language=language)
