"""The table of the verification standard: whole, and every test it names is there."""

import re

from tests.architecture.standard import names_of_tests, rows

# Levels 1 and 2 of version 5.0 by section, and all of chapters 7, 14 and 16: how many lines each begins with.
WHOLE = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 8, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 4,
    "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip


def test_no_line_of_the_standard_is_left_out_and_none_is_there_twice() -> None:
    wanted = [f"{section}.{n}" for section, last in WHOLE.items() for n in range(1, last + 1)]

    assert [line for line, _, _ in rows()] == wanted


def test_every_test_the_table_names_exists() -> None:
    named = {name for _, _, by in rows() for name in re.findall(r"`(test_\w+)`", by)}

    assert len(named) > 50
    assert named - names_of_tests() == set()


def test_what_no_test_meets_has_a_reason() -> None:
    reasons = {line: by for line, _, by in rows() if "`test_" not in by}

    assert [line for line, why in reasons.items() if len(why) < len("none is used")] == []
