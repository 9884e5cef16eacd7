"""Since when somebody is free: what starts it anew and what does not."""

from datetime import timedelta

from routing.state import Duty, OfferState
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line


def test_a_talk_starts_the_idle_time_anew_when_wrap_up_is_over() -> None:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek", idle_since=after(-9))
    )
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.hang_up("leg-c1")
    line.wait(POLICY.wrap_up.total_seconds())

    line.arrive("c2")

    assert line.rung() == {"c2.1": "bek"}
    assert line.who().idle_since == NOON + POLICY.wrap_up


def test_a_counsellor_lost_in_mid_talk_has_not_been_idle_meanwhile() -> None:
    line = Line(a_counsellor(idle_since=after(-99)))
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.hang_up("leg-ana")

    assert line.who().idle_since == NOON


def test_coming_back_to_available_starts_the_idle_time_anew() -> None:
    line = Line(a_counsellor(duty=Duty.BREAK, idle_since=after(-99)))
    line.wait(5)

    line.duty("ana", Duty.AVAILABLE)

    assert line.who().idle_since == NOON + timedelta(seconds=5)


def test_choosing_available_again_keeps_the_idle_time() -> None:
    line = Line(a_counsellor(idle_since=after(-99)))

    line.duty("ana", Duty.AVAILABLE, reason="here")

    assert line.who().idle_since == after(-99)


def test_a_shift_that_starts_starts_the_idle_time() -> None:
    line = Line(a_counsellor(on_shift=False, idle_since=after(-99)))

    line.shift_starts("ana")

    assert line.who().idle_since == NOON


def test_a_shift_that_follows_another_keeps_the_idle_time_and_brings_its_languages() -> None:
    line = Line(a_counsellor(idle_since=after(-99)))

    line.shift_starts("ana", languages=["en"])

    assert line.who().idle_since == after(-99)
    assert line.who().languages == {"en"}


def test_a_shift_that_starts_during_wrap_up_does_not_shorten_it() -> None:
    writing = a_counsellor(on_shift=False, wrap_up_until=after(60), idle_since=after(60))
    line = Line(writing)

    line.shift_starts("ana")

    assert line.who().idle_since == after(60)
    assert line.who().wrap_up_until == after(60)


def test_an_offer_taken_away_keeps_the_place_of_a_dead_one_in_the_numbering() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.absent("ana")

    line.present("ana")

    assert line.rung() == {"c1.2": "ana"}
    assert line.offer("c1.1").state is OfferState.RESCINDED
