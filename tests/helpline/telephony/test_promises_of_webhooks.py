"""Promises of the carrier's webhooks: the signature, replays, the unknown, withheld numbers."""

import json
import re
import uuid
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from helpline.logs import configure_logs
from helpline.practice_line.withheld import FORMS
from helpline.store.tables.base import metadata
from tests.helpline.office import PUBLIC_URL, Office

SECRET = "7005550123"
RING = {"CallSid": "CA1", "From": f"+{SECRET}", "To": "111", "CallStatus": "ringing"}


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    configure_logs()
    yield lambda: capsys.readouterr().err
    structlog.reset_defaults()


def _rows(office: Office) -> dict[str, int]:
    """Of every table there is."""
    with office.parts.database.reading() as connection:
        return {
            name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
            for name, table in metadata.tables.items()
        }


def _call_id(document: str) -> str:
    found = re.search(r"call=([0-9a-f]{32})", document)
    assert found is not None
    return found.group(1)


def _signed(path: str, form: dict[str, str], office: Office) -> str:
    validator = RequestValidator(office.parts.config.auth_token)
    return str(validator.compute_signature(PUBLIC_URL + path, form))


def test_an_unsigned_or_badly_signed_callback_changes_no_row_and_leaves_no_word_in_the_log(
    office: Office, logged: Callable[[], str]
) -> None:
    office.webhook("/twilio/voice", RING | {"CallSid": "CA0"})
    rules = office.http.application.url_map.iter_rules()
    paths = [str(rule.rule) for rule in rules if str(rule.rule).startswith("/twilio/")]
    before = _rows(office)
    logged()

    for path in paths:
        for signature in ({}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "x" * 28}):
            assert office.unsigned(path, RING, **signature).status_code == 403
        assert office.webhook(path, RING, token="another token").status_code == 403

    assert len(paths) > 5
    assert _rows(office) == before
    assert SECRET not in logged()


def test_the_body_is_covered_by_the_signature_in_both_forms(office: Office) -> None:
    """The hash of a JSON body stands in the address; a form is signed field by field."""
    form = {"X-Twilio-Signature": _signed("/twilio/voice", RING, office)}
    hashed = "/twilio/voice?bodySHA256=" + "0" * 64
    of_hash = {"X-Twilio-Signature": _signed(hashed, {}, office)}
    before = _rows(office)

    altered = office.unsigned("/twilio/voice", RING | {"CallSid": "CA2"}, **form)
    added = office.unsigned("/twilio/voice", RING | {"Digits": "1"}, **form)
    other_path = office.unsigned("/twilio/status", RING, **form)
    other_query = office.unsigned("/twilio/voice?call=1", RING, **form)
    form_beside_hash = office.unsigned(hashed, RING, **of_hash)
    json_beside_hash = office.http.post(
        hashed, data=json.dumps(RING), content_type="application/json", headers=of_hash
    )

    refused = [altered, added, other_path, other_query, form_beside_hash, json_beside_hash]
    assert {answer.status_code for answer in refused} == {403}
    assert _rows(office) == before


def test_fields_cut_elsewhere_have_the_same_signature_and_still_change_nothing(
    office: Office,
) -> None:
    """The carrier joins names and values without a sign between: where they are cut is not signed."""
    call_id = _call_id(office.webhook("/twilio/voice", RING).text)
    menu = f"/twilio/voice/language?call={call_id}&n=0"
    before, call = _rows(office), office.parts.store.call(call_id)
    genuine = {"CallSid": "CA7", "Digits": "1", "From": "+1"}
    cuts = [
        ("/twilio/voice", {"CallSid": "CA7Digits1From+1"}),
        ("/twilio/status", {"CallSid": "CA7Digits1From+1"}),
        (menu, {"CallSid": "CA7", "Digits": "1From+1"}),
    ]

    for path, cut in cuts:
        signature = _signed(path, genuine, office)
        assert signature == _signed(path, cut, office)
        answer = office.unsigned(path, cut, **{"X-Twilio-Signature": signature})
        assert answer.status_code == 400

    assert office.parts.store.call(call_id) == call
    assert _rows(office) == before


ENDINGS = ("completed", "busy", "failed", "no-answer", "canceled")
LATE = ("queued", "initiated", "ringing", "in-progress", *ENDINGS, "of-another-year")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ending=st.sampled_from(ENDINGS), later=st.lists(st.sampled_from(LATE), max_size=6))
def test_no_callback_that_is_late_or_replayed_moves_a_final_state_back(
    office: Office, ending: str, later: list[str]
) -> None:
    leg = f"CA{uuid.uuid4().hex}"
    ring = RING | {"CallSid": leg}
    call_id = _call_id(office.webhook("/twilio/voice", ring).text)
    office.webhook("/twilio/status", ring | {"CallStatus": ending})
    final = office.parts.store.call(call_id)

    for status in later:
        office.webhook("/twilio/status", ring | {"CallStatus": status})
        office.webhook("/twilio/voice", ring)
        office.webhook(f"/twilio/voice/turn?call={call_id}&n=1", {"CallSid": leg})

    call = office.parts.store.call(call_id)
    assert final is not None
    assert call is not None
    assert (call.state, call.outcome) == (final.state, final.outcome)
    assert call.state == "ended"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/twilio/status", {"CallSid": "CAunknown", "CallStatus": "completed"}),
        ("/twilio/status", {"CallSid": "CAunknown", "CallStatus": "teleported"}),
        ("/twilio/status", {"CallSid": "CAunknown", "CallStatus": "ringing", "New": "field"}),
        (
            "/twilio/conference",
            {
                "ConferenceSid": "CF9",
                "FriendlyName": "call-" + "f" * 32,
                "CallSid": "CAunknown",
                "StatusCallbackEvent": "participant-join",
                "SequenceNumber": "1",
            },
        ),
        (
            "/twilio/conference",
            {
                "ConferenceSid": "CF9",
                "FriendlyName": "call-" + "f" * 32,
                "StatusCallbackEvent": "an-event-of-another-year",
                "SequenceNumber": "1",
            },
        ),
    ],
)
def test_an_unknown_but_authentic_callback_is_answered_with_success(
    office: Office, path: str, form: dict[str, str]
) -> None:
    """Anything else would make the carrier send it again and again."""
    answer = office.webhook(path, form)

    assert answer.status_code in {200, 204}
    assert office.parts.store.live_calls() == []


@pytest.mark.parametrize("withheld", sorted(FORMS.values()))
def test_two_callers_who_withhold_their_number_are_two_callers(
    office: Office, withheld: str
) -> None:
    ids = [
        _call_id(office.webhook("/twilio/voice", RING | {"CallSid": leg, "From": withheld}).text)
        for leg in ("CA1", "CA2")
    ]

    calls = [office.parts.store.read_routing_state().calls[each] for each in ids]
    assert ids[0] != ids[1]
    assert [(call.repeat_mark, call.repeats) for call in calls] == [(None, 0)] * 2
