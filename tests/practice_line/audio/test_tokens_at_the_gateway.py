"""What a browser's token lets it do, and what happens when it runs out."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from tests.practice_line.audio.signalling import Stage, on_stage
from tests.practice_line.audio.stage import a_grant, a_token


@pytest.mark.parametrize(
    ("make", "code"),  # made when it is shown: a whole run may outlast a token's life
    [
        (lambda: "not a token", 31204),
        (partial(a_token, secret="another-secret-of-thirty-two-letters"), 31204),
        (partial(a_token, key="SK" + "1" * 32), 31204),
        (partial(a_token, account="AC" + "1" * 32), 31204),
        (partial(a_token, None), 31204),
        (partial(a_token, grant=None), 31204),
        (partial(a_token, ttl=-10), 31205),
    ],
    ids=[
        "nonsense",
        "another secret",
        "another key",
        "another account",
        "nobody",
        "no voice",
        "expired",
    ],
)
def test_a_bad_token_is_refused_with_the_sdks_own_code(make: Callable[[], str], code: int) -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.an_unknown_browser()

        refusal = await browser.ask("listen", "error", token=make())

        assert refusal["error"]["code"] == code
        after = await browser.ask("register", "error", media={})
        assert after["error"]["code"] == 31204

    on_stage(play)


def test_a_token_that_runs_out_is_told_and_a_fresh_one_keeps_the_browser_at_work() -> None:
    async def play(stage: Stage) -> None:
        forgetful = await stage.a_browser(token=a_token(ttl=2))
        careful = await stage.a_browser(token=a_token(ttl=2))

        await careful.ask("listen", "connected", token=a_token(ttl=600))
        expired = await forgetful.next("error")

        assert expired["error"]["code"] == 31205
        await asyncio.sleep(0.1)
        assert await careful.ask("register", "ready", media={})
        assert not [kind for kind, _ in careful.told if kind == "error"]

    on_stage(play)


def test_a_browser_that_may_not_be_rung_is_ready_and_calls_out() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser(token=a_token(grant=a_grant(incoming=False)))

        await browser.ask("register", "ready", media={})

        assert await stage.line.media.ring_client("person-1", "CA1", {}) == "no-answer"
        sid, _ = await browser.call()
        assert stage.state(sid) == "in-progress"

    on_stage(play)


@pytest.mark.parametrize("application", [None, "AP" + "1" * 32], ids=["none", "another"])
def test_only_the_application_of_the_line_can_be_called(application: str | None) -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser(token=a_token(grant=a_grant(application=application)))

        refusal = await browser.ask("invite", "hangup", callsid="TJS1", sdp="offer", twilio={})

        assert refusal["error"]["code"] == 31201
        assert not stage.line.account.asked

    on_stage(play)


def test_where_no_sound_can_pass_a_browser_is_told_so_and_not_ready() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser()

        refusal = await browser.ask("register", "error", media={})

        assert refusal["error"]["code"] == 53400
        assert "aiortc is missing" in refusal["error"]["message"]
        assert not [kind for kind, _ in browser.told if kind == "ready"]

    on_stage(play, make_peer=None)
