"""Who hears what after a decision."""

import json
from dataclasses import replace

from helpline.calls.news import console_view, line_call, line_person, news_of
from helpline.calls.ports import News
from routing import events as ev
from routing.result import Result
from routing.state import CallState, Duty, OfferState, Outcome, Party, RoutingState
from routing.step import step
from tests.builders.routing import (
    NOON,
    POLICY,
    a_call,
    a_counsellor,
    a_state,
    after,
    an_offer,
)


def _news(state: RoutingState, event: ev.Event) -> list[News]:
    return news_of(state, step(state, event, NOON, POLICY), NOON)


def _heard(news: list[News]) -> list[tuple[str, str, str]]:
    """Stream, kind, and on the line's stream about whom."""
    return [(each.stream, each.type, each.body.get("id", "")) for each in news]


def test_a_waiting_caller_is_news_for_the_line_alone() -> None:
    news = _news(a_state(), ev.Arrive(id="e", call_id="c1", leg="leg-c1"))

    assert _heard(news) == [("line", "call", "c1")]


def test_an_offer_is_news_for_whoever_is_rung_and_for_the_line() -> None:
    state = a_state(a_call(state=CallState.GREETING), a_counsellor("ana"), a_counsellor("bek"))

    news = _news(state, ev.ChooseLanguage(id="e", call_id="c1", language=None))

    assert _heard(news) == [
        ("line", "call", "c1"),
        ("person:ana", "console", ""),
        ("line", "person", "ana"),
    ]
    assert news[1].body["offer"]["call_id"] == "c1"
    assert news[0].body["offers"] == 1


def test_whoever_loses_a_call_hears_of_it_as_well_as_whoever_gets_it() -> None:
    talking = replace(a_call(state=CallState.CONNECTING), counsellor_id="ana")
    state = a_state(
        talking, a_counsellor("ana"), a_counsellor("bek"), an_offer(state=OfferState.ACCEPTED)
    )

    news = _news(state, ev.End(id="e", call_id="c1", counsellor_id="ana"))

    streams = [each.stream for each in news]
    assert streams == ["line", "person:ana", "line", "person:bek", "line"]
    assert news[1].body["call"] is None
    assert news[3].body["offer"]["id"] == "c1.1"


def test_nothing_changed_is_no_news() -> None:
    state = a_state(a_counsellor("ana"))

    assert _news(state, ev.Present(id="e", counsellor_id="ana")) == []


def test_somebody_who_is_no_longer_loaded_is_passed_over() -> None:
    call = replace(a_call(state=CallState.CONNECTING), counsellor_id="gone")
    state = a_state(call)

    news = news_of(state, Result(state=state, calls=(call,)), NOON)

    assert _heard(news) == [("line", "call", "c1")]


def test_the_desk_shows_ones_own_call_and_nobody_elses() -> None:
    hers = replace(
        a_call(state=CallState.TALKING, language="kk"), counsellor_id="ana", talking_since=after(5)
    )
    other = replace(a_call("c2", state=CallState.TALKING), counsellor_id="bek")
    ended = replace(a_call("c3", state=CallState.ENDED), counsellor_id="dana")
    people = [a_counsellor("ana"), a_counsellor("bek"), a_counsellor("dana")]
    state = a_state(hers, other, ended, an_offer("c2.1", to="bek"), *people)

    view = console_view(people[0], state, NOON)

    assert (view["call"]["id"], view["offer"], view["presence"]) == ("c1", None, "talking")
    assert view["call"]["talking_since"] == after(5).isoformat()
    assert console_view(people[2], state, NOON)["call"] is None


def test_the_desk_shows_duty_reason_shift_and_wrap_up() -> None:
    person = replace(
        a_counsellor("ana", duty=Duty.BREAK, wrap_up_until=after(60)), duty_reason="meal"
    )

    view = console_view(person, a_state(person), NOON)

    assert (view["duty"], view["duty_reason"], view["on_shift"]) == ("break", "meal", True)
    assert view["wrap_up_until"] == after(60).isoformat()


def test_the_board_shows_an_ended_call_with_its_outcome_and_never_a_leg() -> None:
    ended = replace(
        a_call(state=CallState.ENDED),
        ended_at=after(9),
        outcome=Outcome.ABANDONED,
        ended_by=Party.CALLER,
    )

    shown = line_call(ended, a_state(ended))

    assert (shown["outcome"], shown["ended_at"]) == ("abandoned", after(9).isoformat())
    assert "leg" not in json.dumps(shown)


def test_the_board_shows_a_counsellor_as_she_is() -> None:
    person = a_counsellor("ana", speaks="ru kk", present=False)

    shown = line_person(person, a_state(person), NOON)

    assert (shown["id"], shown["languages"], shown["present"]) == ("ana", ["kk", "ru"], False)
