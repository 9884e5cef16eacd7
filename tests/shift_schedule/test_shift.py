"""What makes a stretch of duty a shift."""

from datetime import timedelta

import pytest

from shift_schedule.shift import Shift, ShiftError, overlap
from tests.shift_schedule.shifts import MIDNIGHT, a_shift, hour


@pytest.mark.parametrize(
    ("at", "covered"),
    [(7.99, False), (8, True), (12, True), (15.99, True), (16, False), (20, False)],
    ids=["before", "at the very start", "inside", "just before the end", "at the end", "after"],
)
def test_a_shift_covers_its_start_and_not_its_end(at: float, covered: bool) -> None:
    shift = a_shift(8, 16)

    assert shift.covers(hour(at)) is covered


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [(0, 8, False), (16, 20, False), (7, 9, True), (15, 17, True), (9, 10, True), (0, 24, True)],
    ids=[
        "ends as it starts",
        "starts as it ends",
        "over the start",
        "over the end",
        "in",
        "around",
    ],
)
def test_two_shifts_overlap_when_they_share_an_instant(
    start: float, end: float, shared: bool
) -> None:
    shift, other = a_shift(8, 16), a_shift(start, end)

    assert overlap(shift, other) is shared
    assert overlap(other, shift) is shared


@pytest.mark.parametrize(("start", "end"), [(8, 8), (8, 7)], ids=["empty", "backwards"])
def test_a_shift_that_does_not_end_after_its_start_is_refused(start: float, end: float) -> None:
    with pytest.raises(ShiftError, match="end after"):
        a_shift(start, end)


def test_a_shift_in_no_language_is_refused() -> None:
    with pytest.raises(ShiftError, match="language"):
        a_shift(8, 16, speaks="")


@pytest.mark.parametrize("naive", ["starts_at", "ends_at"])
def test_a_naive_instant_is_refused(naive: str) -> None:
    instants = {"starts_at": MIDNIGHT, "ends_at": MIDNIGHT + timedelta(hours=8)}
    instants[naive] = instants[naive].replace(tzinfo=None)

    with pytest.raises(ShiftError, match="aware"):
        Shift(id="1", person_id="ana", languages=frozenset({"kk"}), **instants)
