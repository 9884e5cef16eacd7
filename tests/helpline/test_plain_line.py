"""One line stays one line, whatever somebody types."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.privacy.plain_line import plain_line
from helpline.privacy.redaction import redact

INJECTIONS = [
    "a\r\nb",
    "a\nb",
    "\x1b[2Kgone",
    "a\u202eb",
    "a\u2066b",
    "a\u2028b",
    "\x9b31m",
    "a\u200bb",
    "\x00",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_begins_a_line_or_turns_the_reading_round_is_spelled_out(text: str) -> None:
    shown = plain_line(text, longest=80)
    logged: dict[str, Any] = dict(redact(None, "", {"event": text}))

    assert "\\u{" in shown
    assert all(letter.isprintable() for letter in shown)
    assert all(letter.isprintable() or letter == "\n" for letter in logged["event"])


def test_nobody_can_write_what_only_we_write() -> None:
    assert plain_line("\\u{a}", longest=80) == "\\\\u{a}"
    assert plain_line("\n", longest=80) == "\\u{a}"


@given(st.text(max_size=200), st.integers(1, 100))
def test_a_plain_line_is_printable_and_never_longer_than_allowed(text: str, longest: int) -> None:
    shown = plain_line(text, longest=longest)

    assert len(shown) <= longest
    assert all(letter.isprintable() or letter == "\xa0" or letter.isspace() for letter in shown)
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("text", ["plain words", "Қазақ сөзі", "emoji 😀", "a-b_c.d:e/f"])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert plain_line(text, longest=80) == text
