"""One browser's signalling socket, in the words of the voice SDK.

Messages are `{"type", "version", "payload"}`; a bare newline is a heartbeat, echoed by the browser.
"""

import asyncio
import json
import socket as sockets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from helpline.practice_line.audio.access_token import EXPIRED, INVALID, Bearer, TokenRefused, read
from helpline.practice_line.audio.browser_leg import BrowserLeg
from helpline.practice_line.audio.gateway import (
    NO_SOUND,
    NO_WEBRTC,
    NOT_ALLOWED,
    CallRefused,
    Gateway,
    Invitation,
)
from helpline.practice_line.audio.sockets import Tasks

_VERSION = "1.6"
_HEARTBEAT_S = 5  # the SDK gives a socket up after 15 s of silence
_PLACE = {"edge": "practice", "region": "practice", "home": "practice", "gateway": "practice"}
_KEYS = frozenset("0123456789*#")


@dataclass(slots=True, kw_only=True, eq=False)
class SignalSession:
    gateway: Gateway
    socket: web.WebSocketResponse
    _bearer: Bearer | None = None
    _return_s: float | None = None
    _expiry: "asyncio.Task[None] | None" = None
    _tasks: Tasks = field(default_factory=Tasks)

    async def run(self) -> None:
        self._tasks.begin(self._beat())
        self.gateway.sockets.append(self)
        try:
            with suppress(TimeoutError):  # no heartbeat came back: the browser is gone
                await self._read()
        finally:
            self.gateway.sockets.remove(self)
            await self._tasks.stop()
            self._unregister()
            self.gateway.lose(self.tell, self._return_s)

    @property
    def identity(self) -> str:
        return "" if self._bearer is None else self._bearer.identity

    def break_off(self) -> None:
        """The network fails: no closing words, both sides find out by themselves."""
        connection = self.socket.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):  # gone already
                connection.shutdown(sockets.SHUT_RDWR)

    async def tell(self, kind: str, payload: dict[str, Any]) -> None:
        """What a closing socket cannot take is not said: the browser asks when it is back."""
        with suppress(ConnectionResetError):
            message = {"type": kind, "version": _VERSION, "payload": payload}
            await self.socket.send_str(json.dumps(message))

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is not WSMsgType.TEXT or not message.data.strip():
                continue
            kind, payload = _parsed(message.data)
            self._note(kind, payload)
            if self.gateway.carrier.playing.plays("lost_sockets", identity=self.identity):
                self.break_off()
                return
            if kind == "listen":
                self._return_s = _seconds(payload.get("reconnectTimeout"))
                await self._listen(str(payload.get("token", "")))
            elif self._bearer is None:
                await self._error(INVALID, "No valid token has been shown.")
            else:
                await self._obey(self._bearer, kind, payload)

    async def _listen(self, token: str) -> None:
        """Also how the SDK hands in a fresh token; a refused one leaves nothing behind.

        With a fresh one a registered browser stays so: the SDK does not register again for it.
        """
        was_registered = self._unregister()
        if self._expiry is not None:
            self._expiry.cancel()
        try:
            self._bearer = bearer = read(token, self.gateway.carrier.config)
        except TokenRefused as refusal:
            self._bearer = None
            await self._error(refusal.code, str(refusal))
            return
        if was_registered and bearer.may_be_rung:
            self._may_ring(bearer)
        self._expiry = self._tasks.begin(self._expire(bearer.ttl_s))
        about = {"identity": bearer.identity, "ttl": bearer.ttl_s}
        await self.tell("connected", {**_PLACE, "token": about})

    async def _expire(self, after_s: int) -> None:
        """Calls go on; nothing new begins until the page hands in a fresh token."""
        await asyncio.sleep(after_s)
        self._unregister()
        self._bearer = None
        await self._error(EXPIRED, "The token has expired.")

    async def _obey(self, bearer: Bearer, kind: str, payload: dict[str, Any]) -> None:
        callsid = str(payload.get("callsid", ""))
        leg = self.gateway.leg(callsid, bearer.identity)
        match kind:
            case "register":
                await self._register(bearer)
            case "invite":
                await self._invite(bearer, leg, payload)
            case "answer" if leg is not None:
                await self.gateway.accept(leg, str(payload.get("sdp", "")))
            case "dtmf" if leg is not None:
                self._press(leg, str(payload.get("dtmf", "")))
            case "hangup" | "reject" if leg is not None:
                self.gateway.end(leg)

    async def _invite(
        self, bearer: Bearer, leg: BrowserLeg | None, payload: dict[str, Any]
    ) -> None:
        callsid = str(payload.get("callsid", ""))
        try:
            if reconnect := payload.get("reconnect"):
                await self.gateway.come_back(leg, str(reconnect), self.tell)
            else:
                await self._call_out(bearer, callsid, payload)
        except CallRefused as refusal:
            error = {"code": refusal.code, "message": str(refusal)}
            await self.tell("hangup", {"callsid": callsid, "error": error})

    async def _call_out(self, bearer: Bearer, callsid: str, payload: dict[str, Any]) -> None:
        if not bearer.may_call_out:
            raise CallRefused(NOT_ALLOWED, "The token does not allow calls to the application.")
        params = (payload.get("twilio") or {}).get("params", "")
        invitation = Invitation(callsid=callsid, sdp=str(payload.get("sdp", "")), params=params)
        await self.gateway.call_out(bearer.identity, invitation, self.tell)

    def _press(self, leg: BrowserLeg, digits: str) -> None:
        """The SDK also sends `w` for a pause, which is no key."""
        self.gateway.carrier.press(leg.sid, "".join(key for key in digits if key in _KEYS))

    async def _register(self, bearer: Bearer) -> None:
        """One that may not be rung is ready all the same: it can call out.

        Where no sound could ever pass a browser is not ready: it would find out with a caller.
        """
        if self.gateway.make_peer is None:
            await self._error(NO_SOUND, NO_WEBRTC)
            return
        if bearer.may_be_rung:
            self._may_ring(bearer)
        await self.tell("ready", {"media": {"audio": True}})

    def _may_ring(self, bearer: Bearer) -> None:
        tells = self.gateway.registered.setdefault(bearer.identity, [])
        if self.tell not in tells:  # the SDK registers again every 30 s
            tells.append(self.tell)

    def _unregister(self) -> bool:
        """Whether it was registered."""
        registered = self.gateway.registered
        if self._bearer is None or self.tell not in registered.get(self._bearer.identity, []):
            return False
        registered[self._bearer.identity].remove(self.tell)
        if not registered[self._bearer.identity]:
            del registered[self._bearer.identity]
        return True

    async def _error(self, code: int, words: str) -> None:
        await self.tell("error", {"error": {"code": code, "message": words}})

    def _note(self, kind: str, payload: dict[str, Any]) -> None:
        """For the debugger: never the token, the media description or the page's parameters."""
        callsid = payload.get("callsid", "")
        self.gateway.carrier.journal.note("signal", message=kind, call=callsid)

    async def _beat(self) -> None:
        with suppress(ConnectionResetError):
            while True:
                await self.socket.send_str("\n")
                await asyncio.sleep(_HEARTBEAT_S)


def _parsed(text: str) -> tuple[str, dict[str, Any]]:
    """An unreadable message is one of no kind."""
    try:
        message = json.loads(text)
    except ValueError:
        return "", {}
    match message:
        case {"type": str(kind), "payload": dict(payload)}:
            return kind, payload
        case {"type": str(kind)}:
            return kind, {}
        case _:
            return "", {}


def _seconds(said: Any) -> float | None:
    """None where nothing sensible is said."""
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    return float(said) if is_number and said > 0 else None
