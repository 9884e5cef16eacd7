"""Three browsers at the office: a counsellor's, a supervisor's, and one in which nobody is signed in."""

import pytest

from tests.helpline.console.desk import Desk, at_a_desk, at_the_board, visitor
from tests.helpline.office import Office


@pytest.fixture
def counsellor(office: Office) -> Desk:
    """On shift, present and available."""
    return at_a_desk(office)


@pytest.fixture
def supervisor(office: Office) -> Desk:
    return at_the_board(office)


@pytest.fixture
def nobody(office: Office) -> Desk:
    return visitor(office)
