"""Every race that others have had is tried on ours, and found here by its name."""

from tests.architecture.races import RACES
from tests.architecture.standard import names_of_tests

_KNOWN = 50


def test_no_race_is_left_out() -> None:
    assert len(RACES) == _KNOWN
    assert [name for name, tests in RACES.items() if not tests] == []


def test_every_test_of_a_race_exists() -> None:
    named = {name for tests in RACES.values() for name in tests}

    assert named - names_of_tests() == set()
