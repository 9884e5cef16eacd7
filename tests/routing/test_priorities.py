"""Who comes first: urgency, which grows with waiting, and may be changed by people at any time."""

from routing.result import Answer
from routing.state import CallState
from tests.builders.routing import a_call, a_counsellor, after
from tests.routing.line import Line


def _away(*calls: tuple[str, float, int]) -> Line:
    waiting = [a_call(name, since=after(since), priority=pr) for name, since, pr in calls]
    return Line(*waiting, a_counsellor(present=False))


def test_a_minute_of_waiting_is_worth_a_step_of_priority() -> None:
    older, newer = ("a", -61, 0), ("b", -1, 1)
    line = _away(older, newer)

    line.present("ana")

    assert line.rung() == {"a.1": "ana"}


def test_less_than_a_whole_minute_is_worth_nothing() -> None:
    line = _away(("a", -59, 0), ("b", -1, 1))

    line.present("ana")

    assert line.rung() == {"b.1": "ana"}


def test_a_priority_changed_while_waiting_is_felt_at_once() -> None:
    line = _away(("a", -30, 0), ("b", -20, 0))

    answer = line.urge("b", 5)
    line.present("ana")

    assert answer is Answer.DONE
    assert line.rung() == {"b.1": "ana"}


def test_a_priority_changed_to_what_it_is_changes_nothing() -> None:
    line = _away(("a", -30, 4))

    assert line.urge("a", 4) is Answer.NOTHING
    assert line.urge("gone", 4) is Answer.TOO_LATE


def test_an_urgent_call_nobody_may_take_does_not_hold_up_the_others() -> None:
    line = Line(a_call("a", priority=9, tried=["ana"]), a_call("b"), a_counsellor(present=False))

    line.present("ana")

    assert line.rung() == {"b.1": "ana"}


def test_a_known_counsellor_is_asked_first_and_waited_for() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek", present=False))

    line.arrive("c1", preferred="bek")
    at_first = line.rung()
    line.wait(20)

    assert at_first == {}
    assert line.rung() == {"c1.1": "ana"}
    assert line.call().state is CallState.WAITING


def test_a_known_counsellor_who_is_free_is_rung_though_others_were_free_for_longer() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek"))

    line.arrive("c1", preferred="bek")

    assert line.rung() == {"c1.1": "bek"}


def test_nobody_waits_for_a_known_counsellor_who_is_in_a_talk() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", idle_since=after(-9)))
    line.arrive("c1")
    line.talk("c1.1", "bek")

    line.arrive("c2", preferred="bek")

    assert line.rung() == {"c2.1": "ana"}
