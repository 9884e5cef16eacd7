"""Three browsers at the office: a counsellor's, a supervisor's, and one in which nobody is signed in."""

from collections.abc import Iterator

import pytest

from helpline.app import console_parts
from helpline.console.live import Live, attach_live
from helpline.store.wake import Wake
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


@pytest.fixture
def live(office: Office) -> Iterator[Live]:
    """Attached, but without its threads: the test itself lets the tailer look."""
    attached = attach_live(
        office.http.application,
        console_parts(office.parts),
        Wake(office.parts.database),
        mode="threading",
        redis_url="",
    )
    yield attached
    attached.wake.close()
    attached.wake.release()
