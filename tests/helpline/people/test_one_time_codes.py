"""Time-based codes: those of the standard, good for half a minute and its neighbours."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from helpline.people import one_time_codes
from tests.helpline.people.gate import code
from tests.helpline.store.samples import NOON


@pytest.mark.parametrize(
    ("instant", "expected"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(instant: int, expected: str) -> None:
    """The vectors of RFC 6238, their last six digits."""
    secret = b"12345678901234567890"

    assert one_time_codes.code_at(secret, instant // 30) == expected


def test_a_code_that_another_system_published_is_ours_too() -> None:
    secret = base64.b32decode("JHCOGO7VCER3EJ4L")
    at = datetime.fromtimestamp(1666515039, UTC)

    assert one_time_codes.step_of(secret, "705334", at) is not None


@pytest.mark.parametrize(
    ("late", "good"), [(-30, True), (0, True), (30, True), (-61, False), (61, False)]
)
def test_clocks_may_differ_by_half_a_minute(late: int, *, good: bool) -> None:
    secret, now = b"s" * 20, NOON.replace(second=0)

    found = one_time_codes.step_of(secret, code(secret, now + timedelta(seconds=late)), now)

    assert (found is not None) is good


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "１２３４５６", "12345\n"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert one_time_codes.step_of(b"s" * 20, typed, NOON) is None
