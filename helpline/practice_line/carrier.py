"""The carrier: calls, their conversations, conferences and callbacks."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from helpline.practice_line.call import Call, Target
from helpline.practice_line.carrier_config import API_VERSION, CarrierConfig
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.conference_events import event_params, is_wanted
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.documents import Documents
from helpline.practice_line.faults import Faults
from helpline.practice_line.http_out import Outbound, RequestFailed
from helpline.practice_line.interpreter import Interpreter
from helpline.practice_line.journal import Journal
from helpline.practice_line.media import Media

_GEO = ("City", "State", "Zip", "Country")


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
    _interpreter: Interpreter = field(init=False)
    _sounds: dict[str, bytes] = field(default_factory=dict, init=False)
    _tasks: "set[asyncio.Task[Any]]" = field(default_factory=set, init=False)
    _listeners: list[Callable[[Call], None]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._http = Outbound(
            auth_token=self.config.auth_token, journal=self.journal, faults=self.faults
        )
        self._documents = Documents(
            http=self._http, journal=self.journal, fallback_url=self.config.fallback_url
        )
        self._interpreter = Interpreter(self)

    # --- what telephones and browsers do

    def place_call(self, from_: str) -> str:
        """Somebody dials the line; its answer is fetched from the account's voice URL."""
        call = Call(from_=from_, to=self.config.number)
        target = Target(url=self.config.voice_url, method=self.config.voice_method)
        return self._begin(call, target)

    def client_calls_out(self, identity: str, params: dict[str, str]) -> str:
        """A registered browser calls the application; its parameters travel at the top level."""
        extra = {**params, "ApplicationSid": self.config.application_sid}
        call = Call(from_=f"client:{identity}", to="", identity=identity, extra=extra)
        return self._begin(call, Target(url=self.config.application_voice_url))

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
        call.end("completed" if call.answered_at else "canceled")
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

    async def _converse(self, call: Call, target: Target | None) -> None:
        """Document after document, until one ends or the call does."""
        while target is not None and call.is_live:
            call.runner = asyncio.create_task(self._one_document(call, target))
            try:
                target = await call.runner
            except asyncio.CancelledError:
                target = None
            finally:
                call.now_playing = None
            if call.pending is not None:
                target, call.pending = call.pending, None
            self.changed(call)
        self._finish(call)

    async def _one_document(self, call: Call, target: Target) -> Target | None:
        verbs = await self._documents.fetch(call, target, self.call_params(call))
        if not call.is_live:
            return None
        call.answer()
        self.changed(call)
        return await self._interpreter.run(call, verbs)

    def _finish(self, call: Call) -> None:
        call.end()
        self.media.close_leg(call.sid)
        self.changed(call)
        self.journal.note("call", sid=call.sid, status=call.status, seconds=call.duration_s)
        if self.config.status_callback:
            more = {
                "CallDuration": str(call.duration_s),
                "Duration": str(-(-call.duration_s // 60)),
            }
            params = {**self.call_params(call), **more, "Timestamp": rfc_2822(datetime.now(UTC))}
            params |= {"CallbackSource": "call-progress-events", "SequenceNumber": "0"}
            self.callback(self.config.status_callback, params)

    def changed(self, call: Call) -> None:
        for listener in self._listeners:
            listener(call)

    # --- what is asked of the account holder

    def call_params(self, call: Call) -> dict[str, str]:
        """The set that comes with every request about a call; place names may be empty."""
        params = {
            "CallSid": call.sid,
            "AccountSid": self.config.account_sid,
            "From": call.from_,
            "Caller": call.from_,
            "To": call.to,
            "Called": call.to,
            "CallStatus": call.status,
            "ApiVersion": API_VERSION,
            "Direction": "inbound",
        }
        for side in ("From", "Caller", "To", "Called"):
            params |= {f"{side}{place}": "" for place in _GEO}
        return params | call.extra

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

    def callback(self, url: str, params: dict[str, str]) -> None:
        """Apart from everything else, in no certain order, and perhaps more than once."""
        if self.faults.take("drop_callbacks"):
            self.journal.note("callback", url=url, dropped=True, params=params)
            return
        for _ in range(2 if self.faults.take("duplicate_callbacks") else 1):
            self.spawn(self._call_back(url, params))

    async def _call_back(self, url: str, params: dict[str, str]) -> None:
        await asyncio.sleep(self.faults.delay_callbacks_s)
        try:
            await self._http.post(url, params, accept="*/*")
        except RequestFailed as failure:
            self.journal.note("error", url=url, code=failure.code, words=f"callback: {failure}")

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
            self.callback(room.callback_url, told | more)

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
