"""The sealed word of a practice call: good for one session, and made by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.training.ticket import make_training_ticket, session_of

SECRET = b"a secret of thirty-two characters"


def test_a_ticket_names_its_session() -> None:
    ticket = make_training_ticket(SECRET, "a1b2")

    assert session_of(SECRET, ticket) == "a1b2"


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        "~",
        "a1b2",
        "a1b2~",
        make_training_ticket(SECRET, "a1b2")[:-1],
        make_training_ticket(SECRET, "a1b2").replace("a1b2", "a1b3"),
        make_training_ticket(b"another secret of the same length", "a1b2"),
    ],
)
def test_a_forged_cut_or_altered_ticket_names_none(ticket: str) -> None:
    assert session_of(SECRET, ticket) is None


@given(st.text())
def test_whatever_is_sent_is_no_ticket_and_no_fault(words: str) -> None:
    assert session_of(SECRET, words) is None
