"""The API of a line on virtual time fails as well, and says how instead of letting time pass."""

import base64
import json
from collections.abc import Iterator

import pytest

from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.in_process import Answered
from helpline.practice_line.rest.fate import End
from helpline.practice_line.rest.in_process import NeverAnswered, RestAnswer
from helpline.practice_line.transport import Answer, Request
from helpline.practice_line.virtual_line import VirtualLine
from tests.practice_line.scene import ACCOUNT, TOKEN

_CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls"
_WAIT = b"<Response><Gather timeout='100000'/></Response>"


def _answer(_: Request) -> Answered:
    return Answered(answer=Answer(content_type="text/xml", body=_WAIT))


@pytest.fixture
def line() -> Iterator[VirtualLine]:
    config = CarrierConfig(
        account_sid=ACCOUNT, auth_token=TOKEN, voice_url="https://line.example/voice"
    )
    opened = VirtualLine(config, _answer)
    yield opened
    opened.close()


def _ended_under(line: VirtualLine, **faults: object) -> tuple[RestAnswer | End, str]:
    """What was answered when a call was to be ended, and what became of the call."""

    async def scenario() -> tuple[RestAnswer | End, str]:
        sid = line.carrier.place_call("anonymous")
        await line.carrier.rest(1)
        line.carrier.playing.set(faults)
        pair = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        headers = {"Authorization": f"Basic {pair}"}
        said: RestAnswer | End
        try:
            said = line.rest("POST", f"{_CALLS}/{sid}.json", headers, "Status=completed")
        except NeverAnswered as never:
            said = never.end
        await line.carrier.rest(1)
        return said, line.carrier.calls[sid].status

    return line.run(scenario())


def test_a_late_answer_says_how_late_it_is_and_the_deed_is_done(line: VirtualLine) -> None:
    answer, state = _ended_under(line, rest_hangs=1)

    assert isinstance(answer, RestAnswer)
    assert (answer.status, answer.after_s, state) == (200, 15.0, "completed")


def test_an_answer_in_time_is_not_late(line: VirtualLine) -> None:
    answer, state = _ended_under(line)

    assert isinstance(answer, RestAnswer)
    assert (answer.status, answer.after_s, state) == (200, 0.0, "completed")


def test_a_refusal_is_an_answer_too(line: VirtualLine) -> None:
    answer, state = _ended_under(line, rest_errors=1, rest_error_status=429, rest_error_code=20429)

    assert isinstance(answer, RestAnswer)
    assert (answer.status, json.loads(answer.body)["code"], state) == (429, 20429, "in-progress")


@pytest.mark.parametrize(
    ("fault", "end", "state"),
    [
        ("rest_silences", End.SILENCE, "in-progress"),
        ("rest_closes", End.CLOSED, "in-progress"),
        ("rest_lost_answers", End.CLOSED, "completed"),
    ],
)
def test_an_answer_that_never_comes_is_said_so(
    line: VirtualLine, fault: str, end: End, state: str
) -> None:
    assert _ended_under(line, **{fault: 1}) == (end, state)
