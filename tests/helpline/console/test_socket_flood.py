"""Whoever floods a socket is overheard and then closed; everybody else is heard as before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.console.live import Live
from helpline.console.socket_flood import (
    AT_ONCE,
    CONNECTS_AT_ONCE,
    PATIENCE,
    PER_SECOND,
    Allowance,
)
from tests.helpline.console.desk import Desk, at_a_desk
from tests.helpline.console.sockets import open_socket
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON

READY = {"softphone": True, "microphone": True}


@given(st.lists(st.floats(0, 2), max_size=60))
def test_nobody_ever_has_more_than_what_she_had_at_once_and_what_she_earned(
    pauses: list[float],
) -> None:
    allowance, now, taken = Allowance(3, 2.0), NOON, 0

    for pause in pauses:
        now += timedelta(seconds=pause)
        taken += allowance.take("a", now)

    assert taken <= 3 + 2.0 * sum(pauses) + 1e-6


@given(st.lists(st.floats(0.5, 20), max_size=60))
def test_whoever_keeps_the_pace_is_always_heard(pauses: list[float]) -> None:
    allowance, now = Allowance(1, 2.0), NOON

    for pause in pauses:
        now += timedelta(seconds=pause)
        assert allowance.take("a", now + timedelta(microseconds=1))
        now += timedelta(microseconds=2)


def test_names_that_have_been_silent_are_forgotten_and_a_clock_set_back_gives_nothing() -> None:
    allowance = Allowance(1, 1.0)
    for number in range(5000):
        assert allowance.take(f"{number}", NOON + timedelta(seconds=number))

    assert len(allowance._left) <= 1001
    assert not allowance.take("4999", NOON)


@pytest.mark.parametrize("name", ["alive", "x", "message"])
def test_a_flood_of_messages_is_overheard_and_then_closed(
    office: Office, live: Live, counsellor: Desk, name: str
) -> None:
    other = at_a_desk(office, "other")
    flooding, quiet = open_socket(live, counsellor), open_socket(live, other)
    heard = live.parts.heartbeats._seen

    for _ in range(AT_ONCE + PATIENCE - 1):
        flooding.emit(name, {})
    still_open = bool(_sid_of(live, counsellor))
    flooding.emit("alive", READY)
    while _sid_of(live, counsellor):
        flooding.emit(name, {})
    quiet.emit("alive", READY)

    assert still_open
    assert counsellor.id not in heard or not heard[counsellor.id].is_ready
    assert heard[other.id].is_ready
    assert quiet.is_connected()


def _sid_of(live: Live, desk: Desk) -> str:
    return next((sid for sid, each in live._sockets.items() if each.person_id == desk.id), "")


def test_what_is_overheard_is_overheard_over_all_sockets_of_one_person(
    live: Live, counsellor: Desk
) -> None:
    first, second = (open_socket(live, counsellor) for _ in range(2))

    for _ in range(AT_ONCE + int(PER_SECOND)):
        first.emit("x")
    second.emit("alive", READY)

    assert live._sockets
    seen = live.parts.heartbeats._seen.get(counsellor.id)
    assert seen is None or not seen.is_ready


def test_an_honest_page_is_heard_as_often_as_it_speaks(live: Live, counsellor: Desk) -> None:
    pages = [open_socket(live, counsellor) for _ in range(10)]

    for page in pages:
        page.emit("alive", READY)

    assert all(page.is_connected() for page in pages)
    assert live.parts.heartbeats._seen[counsellor.id].is_ready


def test_whoever_connects_without_a_pause_is_refused_and_others_are_not(
    office: Office, live: Live, counsellor: Desk, supervisor: Desk
) -> None:
    opened = [open_socket(live, counsellor).is_connected() for _ in range(CONNECTS_AT_ONCE + 5)]

    assert opened[:CONNECTS_AT_ONCE] == [True] * CONNECTS_AT_ONCE
    assert False in opened
    assert open_socket(live, supervisor).is_connected()
