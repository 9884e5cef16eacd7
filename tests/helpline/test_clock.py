"""The one reader of the wall clock."""

from datetime import timedelta

from helpline.clock import SystemClock


def test_the_clock_gives_aware_instants_in_utc_that_do_not_run_back() -> None:
    clock = SystemClock()

    first, second = clock.now(), clock.now()

    assert first.utcoffset() == timedelta(0)
    assert first <= second
