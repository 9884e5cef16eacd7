"""How long the carrier waits for an answer, and when it asks again."""

import time

import pytest

from helpline.practice_line.limits import Limits, limits_of
from tests.practice_line.account_holder import Reply, twiml
from tests.practice_line.conftest import OpenLine
from tests.practice_line.refusing import a_full_queue, breaking_tls, nobody

_TOKEN = "I-Twilio-Idempotency-Token"
_LATE = Reply(body=b"<Response/>", after_s=1.0)


@pytest.mark.parametrize(
    ("fragment", "limits"),
    [
        ("", Limits()),
        (
            "#ct=2000&rt=5000&tt=7000&rc=3&rp=4xx,5xx,rt&e=frankfurt",
            Limits(
                connect_ms=2000,
                read_ms=5000,
                total_ms=7000,
                retries=3,
                retry_on=frozenset({"4xx", "5xx", "rt"}),
            ),
        ),
        ("#ct=1&rt=1&tt=1&rc=0", Limits(connect_ms=100, read_ms=100, total_ms=100, retries=0)),
        (
            "#ct=99999&rt=99999&tt=99999&rc=9",
            Limits(connect_ms=10_000, read_ms=15_000, total_ms=15_000, retries=5),
        ),
        ("#ct=soon&rt=-5&tt=²&rc=", Limits()),
        ("#chapter-2", Limits()),
    ],
    ids=["none", "all", "too small", "too large", "nonsense", "another fragment"],
)
def test_the_fragment_says_how_long_and_how_often_within_the_carriers_own_limits(
    fragment: str, limits: Limits
) -> None:
    assert limits_of(f"https://line.example/voice?x=1{fragment}") == limits


def test_a_connection_that_is_refused_is_tried_once_more_and_then_given_up(
    open_line: OpenLine,
) -> None:
    scene = open_line(voice_url=nobody())
    sid = scene.call()

    scene.until_over(sid)

    assert scene.errors() == [11205, 11205, 11205]  # twice, and once for the call


def test_a_handshake_that_fails_is_tried_as_often_as_the_fragment_says(
    open_line: OpenLine,
) -> None:
    with breaking_tls() as (default, tried_by_default), breaking_tls() as (often, tried_often):
        first, second = open_line(voice_url=default), open_line(voice_url=f"{often}#rc=3")

        first.until_over(first.call())
        second.until_over(second.call())

    assert len(tried_by_default) == 2
    assert len(tried_often) == 4


def test_a_connection_that_does_not_come_about_in_time_is_tried_once_more(
    open_line: OpenLine,
) -> None:
    with a_full_queue() as address:
        scene = open_line(voice_url=f"{address}#ct=100")

        scene.until_over(scene.call())

    assert scene.errors() == [11205, 11205, 11205]


@pytest.mark.parametrize("failing", [Reply(status=503), Reply(status=404), _LATE])
def test_without_a_fragment_only_connections_are_tried_again(
    open_line: OpenLine, failing: Reply
) -> None:
    scene = open_line(voice_url="/voice#rt=200")
    scene.account.says("/voice", failing)

    scene.until_over(scene.call())

    assert len(scene.account.asked("/voice")) == 1


@pytest.mark.parametrize(
    ("failing", "policy"),
    [
        (Reply(status=503), "5xx"),
        (Reply(status=503), "4xx,5xx"),
        (Reply(status=404), "4xx"),
        (_LATE, "rt"),
        (Reply(status=503), "all"),
        (Reply(status=404), "all"),
        (_LATE, "all"),
    ],
)
def test_what_the_policy_names_is_asked_again_with_the_same_token(
    open_line: OpenLine, failing: Reply, policy: str
) -> None:
    scene = open_line(voice_url=f"/voice#rt=200&rp={policy}")
    scene.account.says("/voice", failing, twiml("<Redirect>/next</Redirect>"))
    scene.account.says("/next", "<Hangup/>")

    scene.call()

    scene.account.wait_for("/next")
    first, second = scene.account.asked("/voice")
    assert first.headers[_TOKEN] == second.headers[_TOKEN]
    assert first.params == second.params


@pytest.mark.parametrize(
    ("failing", "policy"),
    [(Reply(status=503), "4xx"), (Reply(status=404), "5xx"), (_LATE, "ct"), (_LATE, "4xx,5xx")],
)
def test_what_the_policy_does_not_name_is_not_asked_again(
    open_line: OpenLine, failing: Reply, policy: str
) -> None:
    scene = open_line(voice_url=f"/voice#rt=200&rc=5&rp={policy}")
    scene.account.says("/voice", failing)

    scene.until_over(scene.call())

    assert len(scene.account.asked("/voice")) == 1


def test_a_failing_answer_is_asked_for_as_often_as_the_count_says(open_line: OpenLine) -> None:
    scene = open_line(voice_url="/voice#rc=4&rp=5xx")
    scene.account.says("/voice", Reply(status=500))

    scene.until_over(scene.call())

    assert len(scene.account.asked("/voice")) == 5
    assert scene.errors() == [11200]


def test_the_total_time_holds_for_all_attempts_together(open_line: OpenLine) -> None:
    scene = open_line(voice_url="/voice#rt=300&tt=500&rc=5&rp=all")
    scene.account.says("/voice", _LATE)
    started = time.monotonic()

    scene.until_over(scene.call())

    assert len(scene.account.asked("/voice")) == 2
    assert scene.errors()[-1] == 11203
    assert time.monotonic() - started < 5 * 0.3
