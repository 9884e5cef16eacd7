"""An account that may have only so many calls at the same time turns the next one away."""

import pytest

from tests.practice_line.conftest import OpenLine
from tests.practice_line.faulty import ask_for
from tests.practice_line.scene import Scene, refusal

_WAIT = "<Pause length='100000'/>"


@pytest.fixture
def full(open_line: OpenLine) -> Scene:
    """Two may go on, and two do."""
    scene = open_line(status_callback="/status")
    scene.account.says("/client", _WAIT)
    ask_for(scene, most_calls=2)
    for _ in range(2):
        scene.call(_WAIT)
    scene.account.wait_for("/voice", 2)
    return scene


def test_one_caller_more_is_turned_away_and_the_account_hears_nothing_of_it(full: Scene) -> None:
    third = full.call(_WAIT)

    assert full.line.call(third)["state"] == "failed"
    assert full.errors() == [10004]
    assert len(full.account.asked("/voice")) == 2


def test_a_browser_is_turned_away_too(full: Scene) -> None:
    sid = full.line.connect_client("person-7", {})

    assert full.line.call(sid)["state"] == "failed"
    assert full.account.asked("/client") == []


def test_the_api_begins_no_call_more(full: Scene) -> None:
    said = {"to": "+77010000009", "from_": "111"}

    call = refusal(full.client.calls.create, twiml="<Response/>", **said)
    participant = refusal(full.client.conferences("room").participants.create, **said)

    assert (call, participant) == ((400, 10004), (400, 16021))


def test_when_somebody_has_hung_up_there_is_room_again(full: Scene) -> None:
    first = full.client.calls.list()[0].sid
    full.line.hang_up(first)
    full.until_over(first)

    full.call(_WAIT)

    full.account.wait_for("/voice", 3)


def test_without_a_limit_there_is_none(full: Scene) -> None:
    ask_for(full, most_calls=0)

    full.call(_WAIT)

    full.account.wait_for("/voice", 3)
