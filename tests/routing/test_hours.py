"""A language may have hours of its own, as on a clock in the helpline's zone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from routing.hours import Hours, is_open, next_end
from routing.state import Duty
from tests.builders.routing import NOON, POLICY, a_counsellor
from tests.routing.line import Line

DAY = Hours(begins=time(8), ends=time(20))
NIGHT = Hours(begins=time(22), ends=time(6))
ALMATY = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("hours", "at", "covered"),
    [
        (DAY, time(8), True),
        (DAY, time(19, 59), True),
        (DAY, time(20), False),
        (DAY, time(7, 59), False),
        (NIGHT, time(23), True),
        (NIGHT, time(5, 59), True),
        (NIGHT, time(6), False),
        (NIGHT, time(12), False),
        (Hours(begins=time(9), ends=time(9)), time(3), True),
    ],
)
def test_hours_begin_and_end_on_the_clock(hours: Hours, at: time, covered: bool) -> None:
    assert hours.covers(at) is covered


def test_the_clock_is_the_one_of_the_helpline() -> None:
    five_in_the_morning_utc = datetime(2026, 3, 2, 5, tzinfo=UTC)

    assert is_open([DAY], five_in_the_morning_utc, ALMATY)
    assert not is_open([DAY], five_in_the_morning_utc, UTC)
    assert is_open([], five_in_the_morning_utc, UTC)


def test_the_next_end_is_the_first_after_now() -> None:
    assert next_end([DAY, NIGHT], NOON, UTC) == NOON.replace(hour=20)
    assert next_end([DAY], NOON.replace(hour=20), UTC) == NOON.replace(day=3, hour=20)
    assert next_end([], NOON, UTC) is None


def test_outside_its_hours_a_language_binds_nobody() -> None:
    policy = replace(POLICY, language_hours={"en": (NIGHT,)})
    line = Line(
        a_counsellor("ana", speaks="ru"),
        a_counsellor("eli", speaks="en", present=False),
        policy=policy,
    )
    line.present("eli")
    line.arrive("c0")

    line.arrive("c1", language="en")

    assert line.rung() == {"c0.1": "ana", "c1.1": "eli"}
    line.decline("c1.1", "eli")
    line.hang_up("leg-c0")
    assert line.rung() == {"c1.2": "ana"}


def test_a_language_that_closes_while_she_waits_opens_her_call_to_others_at_that_instant() -> None:
    closes = Hours(begins=time(8), ends=time(12, 0, 10))
    policy = replace(POLICY, language_hours={"kk": (closes,)})
    resting = a_counsellor("dana", speaks="kk", duty=Duty.BREAK)
    line = Line(a_counsellor("ana", speaks="ru"), resting, policy=policy)
    line.arrive("c1", language="kk")

    line.wait(9.999)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.1": "ana"}
