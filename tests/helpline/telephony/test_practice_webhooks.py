"""Practice calls at the voice webhook: a good word keeps them apart, any other is a child's call."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from helpline.app import create_app
from tests.helpline.office import Office, open_office
from tests.helpline.training_day import (
    in_training,
    offered_to,
    practises,
    rings,
    sessions,
    ticket_of,
)

HEADER = "SipHeader_X-Training"


def test_a_practice_call_goes_to_its_counsellor_and_a_childs_to_the_other(office: Office) -> None:
    trained, other = office.counsellor("trained"), office.counsellor("other")
    session = in_training(office, trained)

    with capture_logs() as logs:
        practice, real = practises(office, session, "CA1"), rings(office, "CA2")

    assert offered_to(office, practice) == trained.id
    assert offered_to(office, real) == other.id
    assert [each for each in logs if each["event"] == "training.bad_ticket"] == []


def test_the_same_webhook_twice_is_one_practice_call(office: Office) -> None:
    session = in_training(office, office.counsellor())

    calls = {practises(office, session, "CA1") for _ in range(2)}

    assert len(calls) == 1
    assert len(office.parts.store.live_calls()) == 1


@pytest.mark.parametrize("kind", ["forged", "cut", "of nobody", "with a null", "long"])
def test_a_bad_ticket_is_a_childs_call_and_noted(office: Office, kind: str) -> None:
    trained, other = office.counsellor("trained"), office.counsellor("other")
    good = ticket_of(office, in_training(office, trained).id)
    ticket = {
        "forged": good[:-4] + "0000",
        "cut": good[:20],
        "of nobody": "~",
        "with a null": "\0",
        "long": good + "x" * 3000,
    }[kind]

    with capture_logs() as logs:
        call_id = rings(office, "CA1", **{HEADER: ticket})

    assert offered_to(office, call_id) == other.id
    noted = [each for each in logs if each["event"] == "training.bad_ticket"]
    assert [each["call"] for each in noted] == [call_id]
    assert ticket not in str(logs)


def test_a_ticket_of_a_session_that_is_over_is_a_childs_call(office: Office) -> None:
    counsellor = office.counsellor()
    session = in_training(office, counsellor)
    sessions(office).end(session.id, supervisor_id="s", now=office.parts.clock.now())

    with capture_logs() as logs:
        call_id = practises(office, session, "CA1")

    assert offered_to(office, call_id) == counsellor.id
    call = office.parts.store.call(call_id)
    assert call is not None
    assert call.training is None
    assert "training.bad_ticket" in {each["event"] for each in logs}


@pytest.fixture
def with_a_real_carrier(tmp_path: Path, database_url: str) -> Iterator[Office]:
    """No practice line is there."""
    opened = open_office(tmp_path, database_url)
    opened.parts = dataclasses.replace(opened.parts, practice_line=None)
    opened.http = create_app(opened.parts.config, parts=opened.parts).test_client()
    yield opened
    opened.close()


def test_with_a_real_carrier_no_call_is_a_practice_call(with_a_real_carrier: Office) -> None:
    office = with_a_real_carrier
    session = in_training(office, office.counsellor("trained"))
    other = office.counsellor("other")

    call_id = practises(office, session, "CA1")

    assert office.parts.practice_line is None
    assert offered_to(office, call_id) == other.id
