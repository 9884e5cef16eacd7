"""Calls as the carrier's own client library asks for them, unmodified."""

from typing import Any

import pytest

from helpline.practice_line.telephones import Telephone
from tests.practice_line.conftest import OpenLine
from tests.practice_line.scene import ACCOUNT, CHILD, KEY, SECRET, TOKEN, Scene, refusal, until

_UNKNOWN = "CA" + "f" * 32
_WAIT = "<Gather timeout='100000'/>"


def _in_progress(scene: Scene) -> str:
    sid = scene.call(_WAIT)
    until(lambda: scene.line.call(sid)["state"], lambda state: state == "in-progress")
    return sid


def _over(scene: Scene) -> str:
    sid = scene.call("<Hangup/>")
    scene.until_over(sid)
    return sid


def test_a_call_is_created_and_fetched(scene: Scene) -> None:
    scene.line.carrier.telephones["+77270000000"] = Telephone(does="answer")
    twiml = f"<Response>{_WAIT}</Response>"

    made = scene.client.calls.create(to="+77270000000", from_="111", twiml=twiml)

    assert made.status == "queued"
    assert (made.to, made._from, made.direction) == ("+77270000000", "111", "outbound-api")
    found = until(scene.client.calls(made.sid).fetch, lambda call: call.status == "in-progress")
    assert found.account_sid == ACCOUNT
    assert found.start_time is not None
    assert (found.end_time, found.duration) == (None, None)


def test_a_call_that_came_in_is_fetched_with_its_times(scene: Scene) -> None:
    sid = _over(scene)

    found = scene.client.calls(sid).fetch()

    assert (found.sid, found._from, found.to) == (sid, CHILD, "111")
    assert (found.status, found.direction) == ("completed", "inbound")
    assert found.date_created <= found.start_time <= found.end_time
    assert found.duration == "0"


def test_calls_are_listed_newest_first_and_by_state_and_number(scene: Scene) -> None:
    done, first, second = _over(scene), _in_progress(scene), _in_progress(scene)
    calls = scene.client.calls

    assert [call.sid for call in calls.list()] == [second, first, done]
    assert [call.sid for call in calls.list(status="in-progress")] == [second, first]
    assert [call.sid for call in calls.list(status="completed")] == [done]
    assert len(calls.list(from_=CHILD, to="111")) == 3
    assert calls.list(to="112") == calls.list(from_="anonymous") == []


def test_a_list_goes_on_over_its_pages_and_asks_the_same_on_each(scene: Scene) -> None:
    waiting = {_in_progress(scene) for _ in range(5)}
    _over(scene)

    found = scene.client.calls.list(status="in-progress", page_size=2)

    assert {call.sid for call in found} == waiting
    assert len(found) == 5


def test_a_call_is_sent_to_another_address(scene: Scene) -> None:
    scene.account.says("/elsewhere", "<Hangup/>")
    sid = _in_progress(scene)

    scene.client.calls(sid).update(url=f"{scene.account.url}/elsewhere", method="GET")

    [asked] = scene.account.wait_for("/elsewhere")
    assert (asked.method, asked.params["CallSid"]) == ("GET", sid)


def test_a_call_is_given_another_document(scene: Scene) -> None:
    scene.account.says("/elsewhere", "<Hangup/>")
    sid = _in_progress(scene)
    address = f"{scene.account.url}/elsewhere"

    scene.client.calls(sid).update(twiml=f"<Response><Redirect>{address}</Redirect></Response>")

    scene.account.wait_for("/elsewhere")


def test_a_document_that_is_none_ends_the_call_it_was_given_to(scene: Scene) -> None:
    sid = _in_progress(scene)

    scene.client.calls(sid).update(twiml="no document")

    assert scene.until_over(sid) == "completed"
    assert scene.errors() == [12100]


def test_a_call_is_hung_up(scene: Scene) -> None:
    sid = _in_progress(scene)

    said = scene.client.calls(sid).update(status="completed")

    assert said.status == scene.until_over(sid) == "completed"


def test_a_call_that_has_been_answered_is_not_canceled(scene: Scene) -> None:
    sid = _in_progress(scene)

    said = scene.client.calls(sid).update(status="canceled")

    assert said.status == scene.line.call(sid)["state"] == "in-progress"


def test_a_call_that_is_over_can_be_deleted_and_is_gone(scene: Scene) -> None:
    sid = _over(scene)

    assert scene.client.calls(sid).delete()

    assert scene.client.calls.list() == []
    refused = refusal(scene.client.calls(sid).fetch)
    assert refused == (404, 20404)


def test_a_call_that_goes_on_cannot_be_deleted(scene: Scene) -> None:
    sid = _in_progress(scene)

    refused = refusal(scene.client.calls(sid).delete)

    assert refused[0] == 409
    assert scene.line.call(sid)["state"] == "in-progress"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "completed"},
        {"status": "canceled"},
        {"url": "http://127.0.0.1/elsewhere"},
        {"twiml": "<Response/>"},
    ],
)
def test_a_call_that_is_over_cannot_be_changed(scene: Scene, change: dict[str, str]) -> None:
    sid = _over(scene)

    refused = refusal(scene.client.calls(sid).update, **change)

    assert refused == (400, 21220)


def test_a_call_that_nobody_knows_is_not_found(scene: Scene) -> None:
    call = scene.client.calls(_UNKNOWN)
    for ask in (call.fetch, lambda: call.update(status="completed"), call.delete):
        assert refusal(ask) == (404, 20404)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "bogus"}, 20001),
        ({"url": "elsewhere"}, 21205),
        ({"url": "ftp://127.0.0.1/elsewhere"}, 21205),
        ({"url": "http://[nowhere"}, 21205),
        ({"url": "http://127.0.0.1/", "method": "BREW"}, 20001),
        ({"url": "http://127.0.0.1/", "twiml": "<Response/>"}, 20001),
        ({"twiml": " " * 4001}, 20001),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_and_changes_nothing(
    scene: Scene, change: dict[str, str], code: int
) -> None:
    sid = _in_progress(scene)

    refused = refusal(scene.client.calls(sid).update, **change)

    assert refused == (400, code)
    assert scene.line.call(sid)["state"] == "in-progress"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"to": "", "from_": "111", "url": "http://127.0.0.1/"}, 21201),
        ({"to": "112", "from_": "", "url": "http://127.0.0.1/"}, 21213),
        ({"to": "112", "from_": "111"}, 21205),
        ({"to": "112", "from_": "111", "url": "/voice"}, 21205),
        ({"to": "112", "from_": "111", "url": "http://127.0.0.1/", "timeout": "soon"}, 20001),
        (
            {"to": "112", "from_": "111", "twiml": "<Response/>", "status_callback": "there"},
            21205,
        ),
    ],
)
def test_a_call_that_makes_no_sense_is_not_made(
    scene: Scene, said: dict[str, Any], code: int
) -> None:
    refused = refusal(scene.client.calls.create, **said)

    assert refused == (400, code)
    assert scene.client.calls.list() == []


@pytest.mark.parametrize("query", ["Status=bogus", "PageSize=many", "Page=-1", "Page=%C2%B2"])
def test_a_list_that_makes_no_sense_is_refused(scene: Scene, query: str) -> None:
    refused = refusal(
        scene.client.calls.get_page, target_url=f"{scene.client.api.base_url}{_CALLS}?{query}"
    )

    assert refused[0] == 400


_CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"


@pytest.mark.parametrize(
    ("name", "password"), [(ACCOUNT, "wrong"), (KEY, TOKEN), ("SK" + "1" * 32, SECRET), ("", "")]
)
def test_who_cannot_prove_herself_is_refused(scene: Scene, name: str, password: str) -> None:
    client = scene.client_of(name or "nobody", password or "nothing")

    refused = refusal(client.calls.list)

    assert refused == (401, 20003)


def test_a_key_and_its_secret_are_as_good_as_the_account_and_its_token(scene: Scene) -> None:
    sid = _over(scene)

    [found] = scene.client_of(KEY, SECRET).calls.list()

    assert found.sid == sid


@pytest.mark.parametrize("header", ["", "Basic", "Basic äöü", "Bearer token", "Basic !!!"])
def test_no_header_at_all_or_a_strange_one_is_refused_in_words(scene: Scene, header: str) -> None:
    status, answer = scene.ask("GET", _CALLS, None, Authorization=header)

    assert status == 401
    assert '"code": 20003' in answer


def test_without_a_key_in_the_settings_no_key_is_good(open_line: OpenLine) -> None:
    scene = open_line(api_key_sid="", api_key_secret="")

    refused = refusal(scene.client_of("nobody", "").calls.list)

    assert refused[0] == 401
