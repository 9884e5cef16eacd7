"""The carrier: calls, their conversations, conferences and callbacks."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from helpline.practice_line.call import Call, Target, Told
from helpline.practice_line.call_params import call_params, progress_params
from helpline.practice_line.callbacks import Callbacks
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.conference_events import event_params, is_wanted
from helpline.practice_line.documents import Documents
from helpline.practice_line.faults import Faults
from helpline.practice_line.http_out import Outbound, RequestFailed
from helpline.practice_line.interpreter import Interpreter
from helpline.practice_line.journal import Journal
from helpline.practice_line.media import Media


@dataclass(slots=True, kw_only=True)
class Carrier:
    """Lives in one event loop; none of its methods may be called from another thread."""

    config: CarrierConfig
    media: Media
    journal: Journal = field(default_factory=Journal)
    faults: Faults = field(default_factory=Faults)
    calls: dict[str, Call] = field(default_factory=dict)
    conferences: dict[str, Conference] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)  # number → answer, busy, no-answer
    _http: Outbound = field(init=False)
    _documents: Documents = field(init=False)
    _callbacks: Callbacks = field(init=False)
    _interpreter: Interpreter = field(init=False)
    _sounds: dict[str, bytes] = field(default_factory=dict, init=False)
    _tasks: "set[asyncio.Task[Any]]" = field(default_factory=set, init=False)
    _listeners: list[Callable[[Call], None]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._http = Outbound(
            auth_token=self.config.auth_token, journal=self.journal, faults=self.faults
        )
        self._documents = Documents(
            http=self._http, journal=self.journal, keep_sound=self._sounds.__setitem__
        )
        self._callbacks = Callbacks(
            http=self._http, journal=self.journal, faults=self.faults, spawn=self.spawn
        )
        self._interpreter = Interpreter(self)

    # --- what telephones and browsers do

    def place_call(self, from_: str) -> str:
        """Somebody dials the line; its answer is fetched from the account's voice URL."""
        call = self._incoming(from_, self.config.number)
        target = Target(url=self.config.voice_url, method=self.config.voice_method)
        return self._begin(call, target)

    def client_calls_out(self, identity: str, params: dict[str, str]) -> str:
        """A registered browser calls the application; its parameters travel at the top level."""
        call = self._incoming(f"client:{identity}", params.get("To", ""))
        call.identity = identity
        call.extra = {**params, "ApplicationSid": self.config.application_sid}
        return self._begin(call, Target(url=self.config.application_voice_url))

    def _incoming(self, from_: str, to: str) -> Call:
        config = self.config
        told = Told(url=config.status_callback)
        return Call(from_=from_, to=to, fallback_url=config.fallback_url, told=told)

    def call_out(self, call: Call, target: Target) -> str:
        """By the API: a telephone outside is rung, and hears the document when it answers."""
        return self._begin(call, target)

    def press(self, sid: str, digits: str) -> None:
        call = self.calls[sid]
        for digit in digits:
            call.keys.put_nowait(digit)

    def hang_up(self, sid: str) -> None:
        """The far end hangs up. Safe to repeat."""
        call = self.calls[sid]
        if call.is_live:
            call.end()
            call.interrupt(None)

    def update(self, call: Call, target: Target) -> None:
        """By the API: leave whatever it is doing and go on elsewhere."""
        call.interrupt(target)

    def complete(self, call: Call) -> None:
        call.end("completed" if call.is_answered else "canceled")
        call.interrupt(None)

    def describe(self, sid: str) -> dict[str, Any]:
        """What a person at this telephone would notice."""
        call = self.calls[sid]
        room: Conference | None = call.room
        participant = room.find(sid) if room is not None else None
        return {
            "call_sid": sid,
            "state": call.status,
            "now_playing": call.now_playing,
            "conference": None if room is None else room.name,
            "on_hold": participant.hold if participant else False,
            "muted": participant.muted if participant else False,
            "alone": room is None or len(room.participants) == 1,
        }

    def on_call_change(self, listener: Callable[[Call], None]) -> None:
        self._listeners.append(listener)

    # --- a call's conversation

    def _begin(self, call: Call, target: Target) -> str:
        self.calls[call.sid] = call
        self.media.open_leg(call.sid)
        call.task = self.spawn(self._converse(call, target))
        return call.sid

    async def _converse(self, call: Call, first: Target) -> None:
        """Document after document, until one ends or the call does."""
        target: Target | None = first
        if call.direction != "inbound":
            target = await self._step(call, self._ring(call, first))
        while target is not None and call.is_live:
            target = await self._step(call, self._one_document(call, target))
        self._finish(call)

    async def _step(self, call: Call, work: Coroutine[Any, Any, Target | None]) -> Target | None:
        """One piece of it, unless it is interrupted; a mistake of ours ends the call, not the line."""
        call.runner, target = asyncio.create_task(work), None
        try:
            target = await call.runner
        except asyncio.CancelledError:
            pass
        except Exception as error:  # noqa: BLE001 -- the outermost frame of a call
            self.journal.note("error", call=call.sid, code=0, words=f"our mistake: {error!r}")
        finally:
            call.now_playing = None
        if call.pending is not None:
            target, call.pending = call.pending, None
        self.changed(call)
        return target

    async def _ring(self, call: Call, target: Target) -> Target | None:
        """A telephone outside rings: it does what the table says, and nobody is there else."""
        self._progress(call, "initiated")
        call.status = "ringing"
        self.changed(call)
        self._progress(call, "ringing")
        behaviour = self.outside.get(call.to, "no-answer")
        if behaviour == "no-answer":
            await asyncio.sleep(call.ring_s * float(getattr(self.media, "speed", 1.0)))
        if behaviour != "answer":
            call.end(behaviour)
            return None
        call.answer()
        self._progress(call, "answered")
        return target

    async def _one_document(self, call: Call, target: Target) -> Target | None:
        params = call_params(self.config.account_sid, call)
        verbs = await self._documents.fetch(call, target, params)
        if not call.is_live:
            return None
        if not verbs or verbs[0].name != "Reject":  # a call that is turned away is never answered
            call.answer()
        self.changed(call)
        return await self._interpreter.run(call, verbs)

    def _finish(self, call: Call) -> None:
        call.end()
        self.media.close_leg(call.sid)
        self.changed(call)
        self.journal.note("call", sid=call.sid, status=call.status, seconds=call.duration_s)
        self._progress(call, "completed")

    def _progress(self, call: Call, event: str) -> None:
        if call.told.url and event in call.told.events:
            told = progress_params(self.config.account_sid, call, event, datetime.now(UTC))
            self._callbacks.send(call.told.url, told, call.told.method)

    def changed(self, call: Call) -> None:
        for listener in self._listeners:
            listener(call)

    # --- what is asked of the account holder

    async def sound(self, url: str) -> bytes | None:
        """A recording, fetched once; None when there is none."""
        if url not in self._sounds:
            try:
                answer = await self._http.post(url, {}, method="GET", accept="audio/*")
            except RequestFailed as failure:
                self.journal.note("error", url=url, code=failure.code, words="no sound")
                return None
            self._sounds[url] = answer.body
        return self._sounds[url]

    # --- conferences

    def conference(self, name: str) -> Conference:
        """The one of that name that is going on, or a new one."""
        for each in self.conferences.values():
            if each.name == name and each.status != "completed":
                return each
        made = Conference(
            name=name, media=self.media, tell=self._tell_conference, on_empty=lambda _: None
        )
        self.conferences[made.sid] = made
        return made

    def _tell_conference(
        self, room: Conference, event: str, participant: Participant | None, more: dict[str, str]
    ) -> None:
        if is_wanted(room, event):
            told = event_params(
                self.config.account_sid, room, event, participant, datetime.now(UTC)
            )
            self._callbacks.send(room.callback_url, told | more, room.callback_method)

    # --- tasks

    def spawn(self, work: Any) -> "asyncio.Task[Any]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        for call in self.calls.values():
            if call.is_live:
                call.end()
                call.interrupt(None)
        pending = [task for task in self._tasks if not task.done()]
        if pending:
            await asyncio.wait(pending, timeout=1)
        for task in pending:
            task.cancel()
        for task in pending:
            with suppress(asyncio.CancelledError):
                await task
        await self.media.close()
        await self._http.close()
