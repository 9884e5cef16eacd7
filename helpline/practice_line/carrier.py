"""The carrier: what telephones, browsers and the API do to its calls."""

import asyncio
import secrets
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from helpline.practice_line.call import Call, Target, Told, Work
from helpline.practice_line.call_params import call_params, progress_params
from helpline.practice_line.callbacks import Callbacks
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.clock import Now, machine_time
from helpline.practice_line.conference import Conference
from helpline.practice_line.conversation import Conversation
from helpline.practice_line.document import Verb
from helpline.practice_line.documents import Documents
from helpline.practice_line.faults import Faults
from helpline.practice_line.hosting import Hosting
from helpline.practice_line.journal import Journal
from helpline.practice_line.launch import Launching
from helpline.practice_line.media import Media
from helpline.practice_line.noticed import noticed
from helpline.practice_line.outbound import Outbound
from helpline.practice_line.playing import Playing
from helpline.practice_line.recordings import Recordings
from helpline.practice_line.rooms import Rooms
from helpline.practice_line.sounds import Sounds
from helpline.practice_line.spelling import Spelling
from helpline.practice_line.telephones import Telephone
from helpline.practice_line.transport import Network, Transport
from helpline.practice_line.withheld import FORMS, form

TOO_MANY_CALLS = 10004
_API = "https://api.twilio.com"  # until it is known where this line's own is reached


@dataclass(slots=True, kw_only=True)
class Carrier:
    """Lives in one event loop; none of its methods may be called from another thread."""

    config: CarrierConfig
    media: Media
    now: Now = machine_time
    new_id: Callable[[], str] = lambda: secrets.token_hex(16)  # 32 hex digits
    transport: Transport = field(default_factory=Network)
    faults: Faults = field(default_factory=Faults)
    calls: dict[str, Call] = field(default_factory=dict)
    telephones: dict[str, Telephone] = field(default_factory=dict)  # by number or address
    journal: Journal = field(init=False)
    playing: Playing = field(init=False)
    rooms: Rooms = field(init=False)
    recordings: Recordings = field(init=False)
    launching: Launching = field(init=False)
    lose_sockets: Callable[[str | None], int] = field(default=lambda _: 0, init=False)
    closing: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _sounds: Sounds = field(init=False)
    _documents: Documents = field(init=False)
    _callbacks: Callbacks = field(init=False)
    _tasks: "set[asyncio.Task[Any]]" = field(default_factory=set, init=False)
    _listeners: list[Callable[[Call], None]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        config = self.config
        self.journal = Journal(now=self.now)
        self.playing = Playing(self.faults, self.journal)
        http = Outbound(
            auth_token=config.auth_token,
            journal=self.journal,
            playing=self.playing,
            transport=Hosting(self.transport, config.hosted),
            new_token=lambda: str(uuid.UUID(self.new_id(), version=4)),
            spelling=Spelling(body=config.body, signed_port=config.signed_port),
        )
        self._sounds = Sounds(http=http, journal=self.journal)
        self._documents = Documents(
            http=http, journal=self.journal, playing=self.playing, keep_sound=self._sounds.keep
        )
        self._callbacks = Callbacks(http=http, playing=self.playing, spawn=self.spawn)
        self.recordings = Recordings(account_sid=config.account_sid, api_url=_API)
        self.rooms = Rooms(
            account_sid=config.account_sid,
            media=self.media,
            now=self.now,
            tell=self.tell,
            new_sid=self.new_sid,
        )
        self.launching = Launching(self)

    # --- what telephones and browsers do

    def place_call(self, from_: str, headers: Mapping[str, str] | None = None) -> str:
        """Somebody dials the line; its answer is fetched from the account's voice URL.

        The SIP headers that came with the call are told with every request about it.
        """
        call = self._incoming(self._shown(from_), self.config.number)
        call.extra = {f"SipHeader_{name}": value for name, value in (headers or {}).items()}
        if self.is_full:
            return self._turn_away(call)
        target = Target(url=self.config.voice_url, method=self.config.voice_method)
        return self._begin_with(call, target)

    def _shown(self, from_: str) -> str:
        """What the account holder is told of the caller: her number, unless it is withheld."""
        name = form(self.faults.withheld_as, self.playing.played["withheld_callers"])
        return FORMS[name] if self.playing.plays("withheld_callers", form=name) else from_

    def client_calls_out(self, identity: str, params: dict[str, str]) -> str:
        """A registered browser calls the application; its parameters travel at the top level."""
        call = self._incoming(f"client:{identity}", params.get("To", ""))
        call.identity = identity
        call.fallback_url = self.config.application_fallback_url
        call.extra = {**params, "ApplicationSid": self.config.application_sid}
        if self.is_full:
            return self._turn_away(call)
        return self._begin_with(call, Target(url=self.config.application_voice_url))

    def _incoming(self, from_: str, to: str) -> Call:
        config = self.config
        told = Told(url=config.status_callback)
        return Call(
            sid=self.new_sid("CA"),
            from_=from_,
            to=to,
            fallback_url=config.fallback_url,
            told=told,
            now=self.now,
        )

    def _turn_away(self, call: Call) -> str:
        """The account holder hears nothing of it but in the debugger."""
        words = "call concurrency limit exceeded"
        self.journal.note("error", call=call.sid, code=TOO_MANY_CALLS, words=words)
        self.calls[call.sid] = call
        call.end("failed")
        return call.sid

    def press(self, sid: str, digits: str) -> None:
        call = self.calls[sid]
        for digit in digits:
            call.keys.put_nowait(digit)

    def hang_up(self, sid: str) -> None:
        """The far end hangs up. Safe to repeat."""
        call = self.calls[sid]
        if call.is_live:
            call.end("completed" if call.is_answered else "no-answer")
            call.interrupt(None)

    def update(self, call: Call, target: Target) -> None:
        """By the API: leave whatever it is doing and go on elsewhere."""
        call.interrupt(target)

    def complete(self, call: Call) -> None:
        call.end("completed" if call.is_answered else "canceled")
        call.interrupt(None)

    def describe(self, sid: str) -> dict[str, Any]:
        return noticed(self.calls[sid])

    @property
    def is_full(self) -> bool:
        """As many calls go on as the account may have; 0 is no limit."""
        live = sum(call.is_live for call in self.calls.values())
        return 0 < self.faults.most_calls <= live

    # --- calls and their conversations

    def begin(self, call: Call, first: Work) -> str:
        self.calls[call.sid] = call
        self.media.open_leg(call.sid)
        call.task = self.spawn(Conversation(self, call).live(first))
        return call.sid

    def _begin_with(self, call: Call, target: Target) -> str:
        return self.begin(call, partial(Conversation(self, call).document, target))

    async def document(
        self, call: Call, target: Target, *, fallback: bool = True
    ) -> tuple[Verb, ...]:
        params = call_params(self.config.account_sid, call)
        return await self._documents.fetch(call, target, params, fallback=fallback)

    def progress(self, call: Call, event: str) -> None:
        if call.told.url and event in call.told.events and not call.was_never_launched:
            told = progress_params(self.config.account_sid, call, event, self.now())
            self.tell(call.told.url, told, call.told.method)

    def tell(self, url: str, params: Mapping[str, str], method: str = "POST") -> None:
        self._callbacks.send(url, params, method)

    def on_call_change(self, listener: Callable[[Call], None]) -> None:
        self._listeners.append(listener)

    def changed(self, call: Call) -> None:
        for listener in self._listeners:
            listener(call)

    def new_sid(self, prefix: str) -> str:
        return prefix + self.new_id()

    async def sound(self, url: str) -> bytes | None:
        return await self._sounds.fetch(url)

    def conference(self, name: str) -> Conference:
        return self.rooms.named(name)

    # --- time and tasks

    async def rest(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self.media.speed)

    def spawn(self, work: Any) -> "asyncio.Task[Any]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        self.closing.set()
        for call in self.calls.values():
            if call.is_live:
                call.end()
                call.interrupt(None)
        # What ends tells of its end, and that takes a moment; nobody is waited for in vain.
        while going_on := self._going_on():
            done, _ = await asyncio.wait(going_on, timeout=1)
            if not done:
                break
        for task in self._going_on():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.media.close()
        await self.transport.close()

    def _going_on(self) -> "list[asyncio.Task[Any]]":
        return [task for task in self._tasks if not task.done()]
