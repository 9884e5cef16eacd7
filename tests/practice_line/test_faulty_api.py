"""An API that refuses, hangs, says nothing, breaks off or lags behind, seen by the carrier's own library."""

import time
from threading import Thread

import pytest
from requests.exceptions import ConnectionError as Broken
from requests.exceptions import ReadTimeout
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.headless import HeadlessLine
from tests.practice_line.account_holder import AccountHolder
from tests.practice_line.faulty import ask_for, played
from tests.practice_line.refusing import nobody
from tests.practice_line.scene import ACCOUNT, TOKEN, Scene, refusal, until

_WAIT = "<Gather timeout='100000'/>"


def _hasty(scene: Scene, timeout_s: float = 0.3) -> Client:
    http_client = TwilioHttpClient(timeout=timeout_s, pool_connections=False)
    return scene.client_of(ACCOUNT, TOKEN, http_client)


def _a_call(scene: Scene) -> str:
    sid = scene.call(_WAIT)
    until(lambda: scene.line.call(sid)["state"], "in-progress".__eq__)
    return sid


def test_the_api_fails_as_it_shall_and_then_works_again(scene: Scene) -> None:
    calls = scene.client.calls
    ask_for(scene, rest_errors=1)
    first = refusal(calls.list)
    ask_for(scene, rest_errors=1, rest_error_status=429, rest_error_code=20429)
    second = refusal(calls.list)

    assert calls.list() == []

    assert (first, second) == ((500, 20500), (429, 20429))
    assert played(scene) == ["rest_errors"] * 2


def test_an_answer_is_late_though_the_deed_is_done(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_hangs=1, rest_hang_s=0.8)

    with pytest.raises(ReadTimeout):
        _hasty(scene).calls(sid).update(status="completed")

    assert scene.until_over(sid) == "completed"


def test_who_waits_long_enough_is_answered(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_hangs=1, rest_hang_s=0.4)

    began = time.monotonic()
    answer = scene.client.calls(sid).fetch()

    assert answer.status == "in-progress"
    assert time.monotonic() - began >= 0.4


def test_fifteen_seconds_are_what_it_hangs_where_nothing_else_is_said(scene: Scene) -> None:
    assert scene.line.carrier.faults.rest_hang_s == 15


def test_an_api_that_says_nothing_has_done_nothing(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_silences=1)

    with pytest.raises(ReadTimeout):
        _hasty(scene).calls(sid).update(status="completed")

    assert scene.line.call(sid)["state"] == "in-progress"
    assert scene.client.calls(sid).fetch().status == "in-progress"


def test_a_connection_that_closes_has_done_nothing(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_closes=1)

    with pytest.raises(Broken):
        scene.client.calls(sid).update(status="completed")

    assert scene.line.call(sid)["state"] == "in-progress"


def test_an_answer_may_be_lost_though_the_deed_is_done(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_lost_answers=1)

    with pytest.raises(Broken):
        scene.client.calls(sid).update(status="completed")

    assert scene.until_over(sid) == "completed"


def test_only_the_requests_that_are_named_are_spoilt(scene: Scene) -> None:
    sid = _a_call(scene)
    ask_for(scene, rest_errors="100%", rest_only="POST")

    assert [call.sid for call in scene.client.calls.list()] == [sid]
    assert refusal(scene.client.calls(sid).update, status="completed") == (500, 20500)


def test_a_call_that_is_over_still_goes_on_in_an_api_that_lags(scene: Scene) -> None:
    sid = _a_call(scene)
    scene.line.hang_up(sid)
    scene.until_over(sid)
    ask_for(scene, rest_lag_s=100)

    # A hundred seconds ago it was not there yet: what is shown is its first state.
    seen = scene.client.calls(sid).fetch()
    ringing = [call.sid for call in scene.client.calls.list(status="ringing")]
    completed = scene.client.calls.list(status="completed")
    ask_for(scene, rest_lag_s=0)

    assert (seen.status, seen.end_time, ringing, completed) == ("ringing", None, [sid], [])
    assert scene.client.calls(sid).fetch().status == "completed"


def test_a_line_that_stops_does_not_wait_for_answers_that_it_holds_back() -> None:
    config = CarrierConfig(account_sid=ACCOUNT, auth_token=TOKEN, voice_url=nobody())
    scene = Scene(AccountHolder(), HeadlessLine(config))
    ask_for(scene, rest_silences=1, rest_hangs=1, rest_hang_s=1000)
    asking = [Thread(target=_ask_and_be_left, args=[scene]) for _ in range(2)]
    for each in asking:
        each.start()
    until(lambda: scene.line.journal("fault"), lambda noted: len(noted) == 3)

    began = time.monotonic()
    scene.line.close()

    assert time.monotonic() - began < 3
    for each in asking:
        each.join()
    scene.account.close()


def _ask_and_be_left(scene: Scene) -> None:
    with pytest.raises(Broken):
        _hasty(scene, timeout_s=60).calls.list()
