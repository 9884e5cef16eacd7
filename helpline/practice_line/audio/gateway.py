"""Browsers' calls: begun, rung, answered, lost for a while, over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from helpline.practice_line.audio.browser_leg import BrowserLeg, PeerConnection, Tell
from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.audio.sockets import Tasks
from helpline.practice_line.audio.unreachable import Unreachable
from helpline.practice_line.call import Call
from helpline.practice_line.carrier import TOO_MANY_CALLS, Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.telephones import ANSWERS, BUSY, NO_ANSWER

MakePeer = Callable[[], PeerConnection]


class Breakable(Protocol):
    """A browser's socket, open now. The identity is empty until it has shown its token."""

    @property
    def identity(self) -> str: ...
    def break_off(self) -> None: ...


RETURN_S = 30.0  # how long an answered call outlives its browser's socket
# The SDK's error codes; the last two are about sound: not agreed on, and not getting through.
GONE, NOT_ALLOWED, NO_SOUND, UNREACHABLE = 31005, 31201, 53400, 53405
UNAVAILABLE = 31480  # the SDK's word for SIP 480
NO_WEBRTC = "The practice line runs without WebRTC: aiortc is missing."


class CallRefused(Exception):
    """The browser is told the code and the words, and shows them."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a browser sends to begin a call; `params` is a query string."""

    callsid: str
    sdp: str
    params: str


@dataclass(slots=True, kw_only=True, eq=False)
class Gateway:
    """`make_peer` is None where WebRTC is not installed. `registered` says whom to ring, and how."""

    carrier: Carrier
    media: AudioMedia
    make_peer: MakePeer | None
    return_s: float = RETURN_S
    registered: dict[str, list[Tell]] = field(default_factory=dict)
    sockets: list[Breakable] = field(default_factory=list)
    _legs: dict[str, BrowserLeg] = field(default_factory=dict)
    _tasks: Tasks = field(default_factory=Tasks)

    def __post_init__(self) -> None:
        self.media.ring_browser = self.ring
        self.carrier.on_call_change(self._changed)
        self.carrier.lose_sockets = self.lose_sockets

    def leg(self, callsid: str, identity: str) -> BrowserLeg | None:
        """By SID or by the SDK's own name for it; nobody reaches another person's call."""
        for leg in self._legs.values():
            if callsid in (leg.sid, leg.called_by) and leg.identity == identity:
                return leg
        return None

    async def call_out(self, identity: str, invitation: Invitation, tell: Tell) -> None:
        """The browser calls the application; it is answered when the carrier's call is."""
        if self.carrier.is_full:
            self.carrier.client_calls_out(identity, {})  # turned away, and noted so
            raise CallRefused(
                UNAVAILABLE, f"{TOO_MANY_CALLS}: too many calls go on at the same time."
            )
        peer = self._new_peer(identity)
        try:
            sdp = await peer.answer(invitation.sdp)
        except ValueError as error:
            await peer.close()
            raise CallRefused(NO_SOUND, f"The browser's offer cannot be met: {error}") from error
        params = dict(parse_qsl(invitation.params, keep_blank_values=True))
        sid = self.carrier.client_calls_out(identity, params)
        leg = BrowserLeg(
            sid=sid, identity=identity, peer=peer, tell=tell, called_by=invitation.callsid
        )
        self._open(leg)
        await leg.say("ringing", sdp=sdp)

    async def ring(self, identity: str, sid: str, params: dict[str, str]) -> str:
        """The browser that registered last rings, of those that are in no call.

        Answer; busy when all of them talk or the call is not taken; no-answer where none is
        registered. Cancelled when the caller stops waiting.
        """
        registered = self.registered.get(identity)
        if not registered or self.make_peer is None:
            return NO_ANSWER
        free = [tell for tell in registered if not self._talks(tell)]
        if not free:
            return BUSY
        leg = BrowserLeg(sid=sid, identity=identity, peer=self._new_peer(identity), tell=free[-1])
        self._open(leg)
        try:
            await leg.invite(await leg.peer.offer(), self._parameters(leg, params))
            return ANSWERS if await leg.answered else BUSY
        finally:
            if not leg.is_answered:
                self._over(sid)

    async def accept(self, leg: BrowserLeg, sdp: str) -> None:
        """A rung browser has been answered; what it says of its sound must fit."""
        if leg.answered.done():
            return
        try:
            await leg.peer.accept(sdp)
        except ValueError as error:
            leg.decide(answered=False)
            words = f"The browser's answer does not fit: {error}"
            await leg.say("hangup", error={"code": NO_SOUND, "message": words})
            return
        leg.decide(answered=True)
        await leg.say("answer", reconnect=leg.reconnect)

    async def come_back(self, leg: BrowserLeg | None, reconnect: str, tell: Tell) -> None:
        """Raises CallRefused when the call is over or the browser does not know its token."""
        if leg is None or leg.reconnect != reconnect:
            raise CallRefused(GONE, "That call is over.")
        leg.found(tell)
        await leg.say("answer", reconnect=leg.reconnect)

    def lose(self, tell: Tell, asked_s: float | None = None) -> None:
        """A socket is gone: its answered calls wait for it, the others have nothing to wait for.

        `asked_s` is how long the browser has asked to be waited for; never longer than we do.
        """
        patience_s = min(asked_s or self.return_s, self.return_s)
        for leg in [leg for leg in self._legs.values() if leg.tell == tell]:
            after_s = patience_s if leg.is_answered else 0.0
            leg.lost(partial(self._give_up, leg), after_s)

    def end(self, leg: BrowserLeg) -> None:
        """The browser hangs up, or will not take the call: then the caller's document goes on."""
        if leg.is_ringing:
            leg.decide(answered=False)
        else:
            self.carrier.hang_up(leg.sid)

    def lose_sockets(self, identity: str | None) -> int:
        """Those of one identity, or all, break now without a goodbye; how many."""
        broken = [each for each in self.sockets if identity in (None, each.identity)]
        for socket in broken:
            socket.break_off()
        return len(broken)

    async def close(self) -> None:
        for sid in list(self._legs):
            self._over(sid)
        await self._tasks.finish()

    def _new_peer(self, identity: str) -> PeerConnection:
        if self.make_peer is None:
            raise CallRefused(NO_SOUND, NO_WEBRTC)
        peer = self.make_peer()
        is_lost = self.carrier.playing.plays("ice_failures", identity=identity)
        return Unreachable(peer) if is_lost else peer

    def _open(self, leg: BrowserLeg) -> None:
        self._legs[leg.sid] = leg
        leg.peer.on_said = partial(self.media.say, leg.sid)
        leg.peer.on_unreachable = partial(self._unreachable, leg)
        self.media.attach(leg.sid, on_frame=leg.peer.hear, on_end=partial(self._over, leg.sid))

    def _parameters(self, leg: BrowserLeg, params: dict[str, str]) -> dict[str, str]:
        """`From` and `To` may be among the params; all else is the application's own."""
        own = {name: value for name, value in params.items() if name not in {"From", "To"}}
        return {
            "CallSid": leg.sid,
            "AccountSid": self.carrier.config.account_sid,
            "From": params.get("From", self.carrier.config.number),
            "To": params.get("To", f"client:{leg.identity}"),
            "ApiVersion": API_VERSION,
            "Params": urlencode(own),
        }

    def _changed(self, call: Call) -> None:
        leg = self._legs.get(call.sid)
        if leg is None or leg.called_by is None or leg.answered.done():
            return
        if call.status == "in-progress":
            leg.decide(answered=True)
            self._tasks.begin(leg.say("answer", reconnect=leg.reconnect))

    def _talks(self, tell: Tell) -> bool:
        """In a call, or calling: the SDK then passes over whoever rings."""
        return any(leg.tell == tell and not leg.is_ringing for leg in self._legs.values())

    def _unreachable(self, leg: BrowserLeg) -> None:
        """Whoever is at the other end must not be left with silence: the leg is over."""
        words = "No sound passes between the browser and the line: WebRTC found no way."
        self.carrier.journal.note("error", call=leg.sid, code=UNREACHABLE, words=words)
        self._tasks.begin(leg.say("hangup", error={"code": UNREACHABLE, "message": words}))
        self.carrier.hang_up(leg.sid)

    def _give_up(self, leg: BrowserLeg) -> None:
        self.carrier.journal.note("warning", call=leg.sid, words="the browser did not come back")
        self.end(leg)

    def _over(self, sid: str) -> None:
        """Safe to repeat. A call nobody has answered is cancelled, the others are hung up."""
        leg = self._legs.pop(sid, None)
        if leg is None:
            return
        leg.stop_waiting()
        self._tasks.begin(leg.say("cancel" if leg.is_ringing else "hangup"))
        leg.decide(answered=False)
        self._tasks.begin(leg.peer.close())
