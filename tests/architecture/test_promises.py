"""Every promise of access, audit and webhooks has its tests, and they are there."""

from tests.architecture.promises import PROMISES
from tests.architecture.standard import names_of_tests


def test_no_promise_is_left_out() -> None:
    assert list(PROMISES) == list(range(26, 59))
    assert [number for number, (_, tests) in PROMISES.items() if not tests] == []


def test_every_test_of_a_promise_exists() -> None:
    named = {name for _, tests in PROMISES.values() for name in tests}

    assert named - names_of_tests() == set()
