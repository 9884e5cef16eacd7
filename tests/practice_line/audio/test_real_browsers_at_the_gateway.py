"""The unmodified voice SDK in Chromium and the gateway's words about tokens and lost sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aiohttp import web
from playwright.async_api import Browser

from helpline.practice_line.audio.gateway import Gateway
from helpline.practice_line.audio.signal_session import SignalSession
from tests.practice_line.audio.browsers import (
    Ear,
    a_softphone,
    add_softphone,
    becomes,
    chromium_saying,
    seen,
)
from tests.practice_line.audio.stage import Scene, a_grant, a_sounding_line, a_token, until
from tests.practice_line.audio.tones import CHILD, COUNSELLOR, HEARD_DB

RINGS = '<Dial timeout="20"><Client>person-1</Client></Dial>'
# Made when they are shown: a whole run may outlast a token's life.
WRONG = {
    "another secret": (partial(a_token, secret="another-secret-of-thirty-two-letters"), 20101),
    "another key": (partial(a_token, key="SK" + "1" * 32), 20101),
    "another account": (partial(a_token, account="AC" + "1" * 32), 20101),
    "nobody": (partial(a_token, None), 20101),
    "no voice": (partial(a_token, grant=None), 20101),
    "expired": (partial(a_token, ttl=-10), 20104),
}


def in_chromium(folder: Path, play: Callable[[Scene, Browser], Awaitable[None]]) -> None:
    async def scene() -> None:
        async with (
            a_sounding_line(add_softphone) as line,
            chromium_saying(COUNSELLOR, folder) as browser,
        ):
            await play(line, browser)

    asyncio.run(scene())


def test_the_sdk_says_what_is_wrong_with_a_token(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        for make, error in WRONG.values():
            page = await a_softphone(browser, line, token=make())

            await seen(page, f"error {error}")

            assert "registered" not in await page.evaluate("seen")
            await page.close()

    in_chromium(tmp_path, play)


def test_a_token_without_the_application_registers_and_cannot_call(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        another = a_grant(application="AP" + "1" * 32)
        page = await a_softphone(browser, line, token=a_token(grant=another))
        await seen(page, "registered")

        await page.evaluate("dial({})")

        await seen(page, "disconnect")
        assert [each for each in await page.evaluate("seen") if "call error" in each]
        assert not line.account.asked

    in_chromium(tmp_path, play)


def test_a_token_without_incoming_calls_out_and_is_not_rung(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        page = await a_softphone(browser, line, token=a_token(grant=a_grant(incoming=False)))
        await seen(page, "registered")
        line.account.says("/voice", RINGS)

        rings = line.carrier.place_call("anonymous")
        await until(lambda: line.carrier.describe(rings)["state"] == "completed")
        await page.evaluate("dial({})")

        await seen(page, "accept")
        assert "incoming" not in await page.evaluate("seen")

    in_chromium(tmp_path, play)


def test_a_fresh_token_in_time_keeps_the_browser_registered(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        page = await a_softphone(browser, line, token=a_token(ttl=4), tokenRefreshMs=2500)
        await seen(page, "tokenWillExpire")

        await page.evaluate("fresh => device.updateToken(fresh)", a_token(ttl=600))
        await asyncio.sleep(4)  # past the end of the first one
        line.account.says("/voice", RINGS)
        line.carrier.place_call("anonymous")

        await seen(page, "incoming")
        assert not [each for each in await page.evaluate("seen") if "error" in each]

    in_chromium(tmp_path, play)


def test_with_an_expired_token_the_call_goes_on_and_nothing_new_begins(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        page = await a_softphone(browser, line, token=a_token(ttl=4), tokenRefreshMs=1000)
        await seen(page, "registered")
        await page.evaluate("dial({})")
        await seen(page, "accept")

        await seen(page, "error 20104")

        (talk,) = [form["CallSid"] for form in line.account.asked]
        assert line.carrier.describe(talk)["state"] == "in-progress"
        assert await line.media.ring_client("person-1", "CA1", {}) == "no-answer"

    in_chromium(tmp_path, play)


def test_a_dropped_socket_leaves_the_sound_and_is_told_as_reconnecting(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        page = await a_softphone(browser, line)
        child = Ear(line, CHILD)
        await until(lambda: bool(line.carrier.calls[child.call].now_playing))
        line.carrier.press(child.call, "1")
        await page.evaluate("dial({})")
        await until(lambda: child.level(COUNSELLOR) > HEARD_DB)

        await page.evaluate("lastSocket.close()")
        await seen(page, "reconnecting")
        lost_at = len(child.frames)
        await becomes(page, "seen.indexOf('reconnected') > seen.indexOf('reconnecting')")
        await until(lambda: len(child.frames) > lost_at + 15)

        assert child.level(COUNSELLOR) > HEARD_DB
        assert "disconnect" not in await page.evaluate("seen")
        child.speaking.cancel()

    in_chromium(tmp_path, play)


def test_a_browser_that_does_not_return_in_the_time_it_asked_for_loses_its_call(
    tmp_path: Path,
) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        page = await a_softphone(browser, line, maxCallSignalingTimeoutMs=2000)
        await page.evaluate("dial({})")
        await seen(page, "accept")
        (sid,) = [form["CallSid"] for form in line.account.asked]

        await page.evaluate("isCutOff = true; lastSocket.close()")

        await asyncio.sleep(1)
        assert line.carrier.describe(sid)["state"] == "in-progress"
        await until(lambda: line.carrier.describe(sid)["state"] == "completed")

    in_chromium(tmp_path, play)


def test_keys_pressed_in_the_sdk_reach_the_callers_document(tmp_path: Path) -> None:
    async def play(line: Scene, browser: Browser) -> None:
        line.account.says("/client", '<Gather numDigits="3" action="/digits"/>')
        page = await a_softphone(browser, line)
        await page.evaluate("dial({})")
        await seen(page, "accept")

        await page.evaluate("call.sendDigits('12w*')")

        await until(lambda: line.account.asked[-1].get("Digits") == "12*")

    in_chromium(tmp_path, play)


def test_where_webrtc_is_missing_the_sdk_is_told_and_never_registered(tmp_path: Path) -> None:
    gateways: list[Gateway] = []

    async def signal(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await SignalSession(gateway=gateways[0], socket=socket).run()
        return socket

    def add_gateway(app: web.Application) -> None:
        add_softphone(app)
        app.router.add_get("/signal", signal)

    async def scene() -> None:
        async with (
            a_sounding_line(add_gateway) as line,
            chromium_saying(COUNSELLOR, tmp_path) as browser,
        ):
            gateways.append(Gateway(carrier=line.carrier, media=line.media, make_peer=None))
            here = line.pages.removeprefix("http://")
            page = await a_softphone(browser, line, chunderw=here)

            await seen(page, "error 53400")

            assert "registered" not in await page.evaluate("seen")
            await page.close()

    asyncio.run(scene())
