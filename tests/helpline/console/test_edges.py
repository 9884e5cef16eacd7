"""The edges: methods, proxy headers, sizes, and that no value of a request is repeated anywhere."""

import json
import re
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog

from helpline.console.live import Live
from helpline.logs import configure_logs
from tests.helpline.console.desk import Desk, rules, with_cookie
from tests.helpline.office import Office

SECRET = "a-value-that-was-sent-77010000000"
NOTHING: dict[str, str] = {}
KNOWN = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"}


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that has reached the log since the last look, as it was written."""
    configure_logs()
    yield lambda: capsys.readouterr().err
    structlog.reset_defaults()


def test_each_address_answers_the_methods_it_is_for_and_no_other(
    office: Office, counsellor: Desk
) -> None:
    used: dict[str, set[str]] = {}
    for rule, method in rules(office):
        used.setdefault(str(rule.rule), set()).add(method)
    found = {}
    known = office.http.application.url_map.bind("line.example")
    for address, methods in used.items():
        path = re.sub(r"<[^>]+>", "kk", address)
        # `/contacts/new` is one address, and as an id it fits another rule as well.
        methods |= set(known.allowed_methods(path))
        unused = KNOWN - methods - {"HEAD", "OPTIONS"}
        answers = {
            method: counsellor.http.open(path, method=method, base_url="https://line.example")
            for method in unused
        }
        wrong = {
            name: each.status_code for name, each in answers.items() if each.status_code != 405
        }
        if wrong:
            found[path] = wrong

    assert len(used) > 40
    assert found == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"Forwarded": "host=evil.example;proto=http"},
        {"X-Original-URL": "/supervisor"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Forwarded-Prefix": "/evil"},
    ],
)
def test_nothing_a_proxy_header_says_is_believed(
    counsellor: Desk, nobody: Desk, headers: dict[str, str]
) -> None:
    led = nobody.get("/console", **headers)
    seen = counsellor.get("/api/session", **headers)

    assert (led.status_code, led.location) == (302, "/login")
    assert "evil.example" not in str(led.headers)
    assert seen.status_code == 200
    assert (
        seen.headers["Content-Security-Policy"]
        == counsellor.get("/healthz").headers["Content-Security-Policy"]
    )


def test_a_foreign_origin_is_not_let_in_by_a_forwarded_host_that_agrees_with_it(
    counsellor: Desk,
) -> None:
    answer = counsellor.http.post(
        "/api/duty",
        json={"state": "break"},
        base_url="https://line.example",
        headers={
            "Origin": "https://evil.example",
            "X-Forwarded-Host": "evil.example",
            "X-CSRF-Token": counsellor.csrf,
        },
    )

    assert answer.status_code == 403


def test_a_frame_of_a_socket_is_small(live: Live) -> None:
    assert live.socketio.server.eio.max_http_buffer_size == 16 * 1024
    assert live.socketio.server.eio.transports == ["websocket"]


def test_a_fault_repeats_nothing_that_was_sent(
    office: Office, counsellor: Desk, logged: Callable[[], str]
) -> None:
    office.parts.database.engine.dispose()
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO away")
    answers = [
        with_cookie(office, SECRET).get(f"/contacts/{SECRET}?before={SECRET}"),
        counsellor.send("POST", "/api/session", {"login": SECRET, "password": SECRET}),
        counsellor.post("/login", {"login": "x", "password": SECRET}),
        counsellor.http.post(
            "/twilio/voice",
            data={"From": SECRET, "CallSid": SECRET},
            base_url="https://line.example",
        ),
    ]

    assert 500 in {answer.status_code for answer in answers}
    assert SECRET not in "".join(answer.text for answer in answers)
    heard = logged()
    assert "request.failed" in heard
    assert SECRET not in heard


def test_of_an_exception_the_log_keeps_its_kind_and_places_and_not_its_words(
    logged: Callable[[], str],
) -> None:
    def breaks() -> None:
        try:
            _ = NOTHING[SECRET]
        except KeyError as inner:
            raise ValueError(SECRET) from inner

    try:
        breaks()
    except ValueError:
        structlog.get_logger().exception("it.failed", part="a part")

    heard = logged()
    row = json.loads(heard)
    assert SECRET not in heard
    assert row["exception"][-1] == "builtins.KeyError"
    assert "builtins.ValueError" in row["exception"]
    assert any(line.endswith(" breaks") for line in row["exception"])
    assert sys.exc_info() == (None, None, None)
