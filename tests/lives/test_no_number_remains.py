"""A child's number is looked for in everything a call leaves behind, and is not there."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import sqlalchemy as sa
import structlog
from twilio.request_validator import RequestValidator

from tests.lives.stage import Desk, Stage, until
from tests.lives.traces import Trace, traces

NUMBER = "+77005558163"
SPELLINGS = (
    NUMBER,
    NUMBER[1:],
    "8" + NUMBER[2:],
    "+7 700 555 81 63",
    "+7 (700) 555-81-63",
    NUMBER[-9:],
)
WORDS = "a violet kaleidoscope"
NOTE = f"A sample note about {WORDS}, written in a test."


def test_no_number_remains(
    stage: Stage, tmp_path: Path, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    counsellor = stage.desk("counsellor-a")
    counsellor.go_on_duty()

    # The number in each spelling: a whole call, refused and nonsensical webhooks, a fault of ours.
    for spelling in SPELLINGS:
        _whole_call(stage, counsellor, spelling)
        _refused_and_garbage(stage, spelling)
    _call_that_fails(stage, database_url)
    structlog.get_logger().info("sample.end", words=f"a child at {NUMBER} called")
    left = traces(tmp_path, database_url)
    output = capfd.readouterr()
    logged = Trace(place="logs", content=(output.out + output.err).encode())

    # What should be there was really looked at.
    places = {trace.place for trace in left}
    assert {"keys.db", "calls", "legs", "events", "outbox", "stream_events", "contacts"} <= places
    assert any(trace.place == "contacts" and trace.holds_words("complete") for trace in left)
    for event in (
        "webhook.refused",
        "webhook.bad_value",
        "webhook.failed",
        '"exception": [',
        "sample.end",
    ):
        assert logged.holds_words(event)

    # Neither the number nor the words.
    assert [trace.place for trace in (*left, logged) if trace.holds_number(NUMBER)] == []
    assert [trace.place for trace in (*left, logged) if trace.holds_words(WORDS)] == []


def test_a_number_that_was_kept_would_be_found_in_each_spelling(
    stage: Stage, tmp_path: Path, database_url: str
) -> None:
    planted = {f"sample-{place}": spelling for place, spelling in enumerate(SPELLINGS)}
    with stage.parts.database.writing() as connection:
        for name, spelling in planted.items():
            row = {"name": name, "value": f"from {spelling}: {NOTE}"}
            connection.execute(sa.text("INSERT INTO facts VALUES (:name, :value)"), row)
    for name, spelling in planted.items():
        (tmp_path / name).write_text(f"from {spelling}", "utf-16")

    found = [each for each in traces(tmp_path, database_url) if each.holds_number(NUMBER)]

    rows = [trace for trace in found if trace.place == "facts"]
    assert len(rows) == len(SPELLINGS)
    assert all(trace.holds_words(WORDS) for trace in rows)
    assert {trace.place for trace in found} >= planted.keys()
    if stage.parts.database.is_sqlite:
        assert [trace for trace in found if trace.place.endswith("-wal")]


def _whole_call(stage: Stage, counsellor: Desk, number: str) -> None:
    leg = stage.line.place_call(number)
    until(lambda: stage.line.call(leg), lambda seen: "greeting" in str(seen["now_playing"]))
    stage.line.press(leg, "2")
    ticket = counsellor.accept()
    stage.line.connect_client(counsellor.person_id, {"ticket": ticket})
    counsellor.until(lambda seen: seen["call"] and seen["call"]["state"] == "talking")
    call_id = counsellor.console()["call"]["id"]
    for act in ("hold", "resume"):
        counsellor.browser.send("POST", f"/api/calls/{call_id}/{act}", {})
    stage.line.hang_up(leg)
    contact = counsellor.until(lambda seen: seen["call"] is None)["contact"]
    written = {
        "version": contact["version"],
        "form": {"call_type": "counselling", "categories": ["violence.bullying"]},
        "note": NOTE,
    }
    counsellor.browser.send("POST", f"/api/contacts/{contact['id']}/complete", written)
    counsellor.browser.send("POST", "/api/wrap-up/done", {})
    counsellor.until(lambda seen: seen["presence"] == "available")


def _refused_and_garbage(stage: Stage, number: str) -> None:
    """Without a signature; and signed, with the number in every place where something else belongs."""
    caller = {"From": number, "Caller": number, "CallerName": number, "CallStatus": "ringing"}
    call = "call-" + "0" * 32
    room = {"ConferenceSid": "CF1", "FriendlyName": call, "StatusCallbackEvent": "participant-join"}
    forms = [
        ("/twilio/voice", caller | {"CallSid": number}),
        ("/twilio/voice/turn?call=" + number.replace("+", "").replace(" ", ""), caller),
        (f"/twilio/voice/language?call={'0' * 32}&n=0", {"CallSid": "CA1", "Digits": number}),
        ("/twilio/counsellor", {"CallSid": "CA1", "From": number, "ticket": number}),
        ("/twilio/counsellor", {"CallSid": "CA1", "From": f"client:{number[1:]}", "ticket": "x"}),
        ("/twilio/status", caller | {"CallSid": number, "CallStatus": "completed"}),
        ("/twilio/conference", room | {"CallSid": number, "SequenceNumber": "1"}),
        ("/twilio/conference", room | {"CallSid": "CA1", "SequenceNumber": number}),
        ("/twilio/conference", room | {"CallSid": "CA1", "ConferenceSid": number}),
        ("/twilio/conference", room | {"CallSid": "CA1", "FriendlyName": f"call-{number}"}),
    ]
    for path, form in forms:
        assert _post(stage, path, form, token="not the account's") == 403
        _post(stage, path, form, token=stage.config.auth_token)


def _post(stage: Stage, path: str, form: dict[str, str], *, token: str) -> int:
    url = f"{stage.config.public_url}{path}"
    signature = RequestValidator(token).compute_signature(url, form)
    request = Request(url, urlencode(form).encode(), {"X-Twilio-Signature": signature})  # noqa: S310 -- our own address
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 -- as above
            return int(answer.status)
    except HTTPError as refusal:
        with refusal:
            return int(refusal.code)


def _call_that_fails(stage: Stage, database_url: str) -> None:
    """Our database breaks under a call; when it is whole again, she comes in by the front door."""
    _rename(database_url, "events", "events_away")
    leg = stage.line.place_call(NUMBER)
    until(lambda: stage.line.call(leg), lambda seen: "line_trouble" in str(seen["now_playing"]))
    _rename(database_url, "events_away", "events")
    until(lambda: stage.line.call(leg), lambda seen: "greeting" in str(seen["now_playing"]))
    stage.line.hang_up(leg)
    until(stage.parts.store.live_calls, lambda calls: not calls)


def _rename(database_url: str, earlier: str, later: str) -> None:
    engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {earlier} RENAME TO {later}")
    engine.dispose()
