"""A caller is marked by her number, or by what an edge gives in its place."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from helpline.privacy.caller_reference import reference_or_number, week_of

REFERENCE = "0123456789ABCDEF" * 2


def test_an_edges_reference_stands_in_place_of_the_number() -> None:
    assert reference_or_number("+77005550101", REFERENCE) == "ref:" + REFERENCE.lower()
    assert reference_or_number(None, REFERENCE.lower()) == "ref:" + REFERENCE.lower()


@pytest.mark.parametrize("wrong", ["", "+77005550101", REFERENCE[:-1], REFERENCE + "0", "x" * 32])
def test_what_is_no_reference_is_passed_over(wrong: str) -> None:
    assert reference_or_number("+77005550101", wrong) == "+77005550101"
    assert reference_or_number(None, wrong) is None


def test_the_week_is_the_helplines_own() -> None:
    sunday_evening_in_utc = datetime.fromisoformat("2026-11-29T20:00:00+00:00")

    assert week_of(sunday_evening_in_utc, ZoneInfo("Asia/Almaty")) == "2026-W49"
