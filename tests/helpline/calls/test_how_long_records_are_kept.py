"""The carrier's records of calls are gone within a day, however it fails (S13)."""

from datetime import timedelta

from tests.helpline.calls.failing_carrier import CALLS_A_DAY, DAYS, kept_for


def test_records_are_gone_within_a_day_and_all_of_them_within_two_weeks() -> None:
    kept, still_there = kept_for(seed=111)

    assert len(kept) == CALLS_A_DAY * DAYS
    assert still_there == 0
    assert kept[len(kept) * 95 // 100] <= timedelta(hours=24)
    assert kept[-1] <= timedelta(days=14)
