"""A gateway whose browsers carry no sound, and a client that speaks the voice SDK's words."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from helpline.practice_line.audio.frames import Sound
from helpline.practice_line.audio.gateway import Gateway, MakePeer
from helpline.practice_line.audio.signal_session import SignalSession
from tests.practice_line.audio.stage import Scene, a_sounding_line, a_token, until


class FakePeer:
    """Describes itself in words and carries no sound."""

    def __init__(self) -> None:
        self.on_said: Callable[[Sound], None] | None = None
        self.on_unreachable: Callable[[], None] | None = None
        self.closed = False

    async def answer(self, offer: str) -> str:
        if offer == "nonsense":
            raise ValueError("no audio in it")
        return f"answer to {offer}"

    async def offer(self) -> str:
        return "offer"

    async def accept(self, answer: str) -> None:
        if answer == "nonsense":
            raise ValueError("no audio in it")

    def hear(self, frame: Sound) -> None: ...

    async def close(self) -> None:
        self.closed = True


class Browser:
    """The voice SDK's side of the socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for message in self.socket:
            if message.data.strip():
                read = json.loads(message.data)
                self.told.append((read["type"], read["payload"]))

    async def send(self, kind: str, **payload: Any) -> None:
        await self.socket.send_str(json.dumps({"type": kind, "version": "1.6", "payload": payload}))

    async def ask(self, kind: str, answer: str, **payload: Any) -> dict[str, Any]:
        """Sends and waits for the next message of the kind it is answered with."""
        before = len(self.told)
        await self.send(kind, **payload)
        return await self.next(answer, before)

    async def next(self, kind: str, after: int = 0) -> dict[str, Any]:
        await until(lambda: any(each == kind for each, _ in self.told[after:]))
        return next(payload for each, payload in self.told[after:] if each == kind)

    async def call(self, **params: str) -> tuple[str, dict[str, Any]]:
        """SID and answer of a call that has been answered."""
        twilio = {"params": urlencode(params)}
        ringing = await self.ask("invite", "ringing", callsid="TJS1", sdp="offer", twilio=twilio)
        return ringing["callsid"], await self.next("answer")

    async def close(self) -> None:
        await self.socket.close()
        await self.listening


class Stage:
    def __init__(self, line: Scene, http: aiohttp.ClientSession, gateway: str) -> None:
        self.line, self.http, self.gateway = line, http, gateway
        self.browsers: list[Browser] = []
        self.peers: list[FakePeer] = []

    async def a_browser(self, identity: str = "person-1", token: str | None = None) -> Browser:
        browser = await self.an_unknown_browser()
        await browser.ask("listen", "connected", token=token or a_token(identity))
        return browser

    async def an_unknown_browser(self) -> Browser:
        browser = Browser(await self.http.ws_connect(self.gateway))
        self.browsers.append(browser)
        return browser

    def state(self, sid: str) -> str:
        return str(self.line.carrier.describe(sid)["state"])


def on_stage(
    play: Callable[[Stage], Awaitable[None]],
    *,
    make_peer: Callable[[], FakePeer] | None = FakePeer,
    return_s: float = 30.0,
) -> None:
    async def scene() -> None:
        async def signal(request: web.Request) -> web.WebSocketResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await SignalSession(gateway=made[0], socket=socket).run()
            return socket

        def add_gateway(app: web.Application) -> None:
            app.router.add_get("/signal", signal)

        made: list[Gateway] = []
        async with (
            a_sounding_line(add_gateway) as line,
            aiohttp.ClientSession() as http,
        ):
            stage = Stage(line, http, f"{line.pages}/signal")

            def a_peer() -> FakePeer:
                assert make_peer is not None
                stage.peers.append(make_peer())
                return stage.peers[-1]

            kept: MakePeer | None = None if make_peer is None else a_peer
            made.append(
                Gateway(carrier=line.carrier, media=line.media, make_peer=kept, return_s=return_s)
            )
            try:
                await play(stage)
            finally:
                for browser in stage.browsers:
                    await browser.close()
                await made[0].close()

    asyncio.run(scene())
