"""Dial: telephones, SIP addresses and browsers are rung together; the first to answer gets the call."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from helpline.practice_line.addresses import resolve
from helpline.practice_line.call import FINAL, Call, Target, Told
from helpline.practice_line.document import Verb
from helpline.practice_line.host import Host
from helpline.practice_line.ringing import Ringing

NOUNS = frozenset({"Number", "Sip", "Client"})
LONGEST_S = 14_400  # four hours, unless the document says otherwise
_RING_S = 30
_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
_STAR = "*"

RunDocuments = Callable[[Call, Target], Coroutine[Any, Any, None]]


@dataclass(slots=True, kw_only=True, eq=False)
class Attempt:
    """One leg that is rung. `ready`: it has heard what comes before the talk; `over`: it is gone."""

    leg: Call
    noun: Verb
    bridged_at: datetime | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Dial:
    """`run_documents` runs a document and all it leads to on a leg, until one ends."""

    host: Host
    run_documents: RunDocuments

    async def to(self, call: Call, verb: Verb) -> dict[str, str]:
        """What the action is told."""
        nouns = [noun for noun in verb.children if noun.name in NOUNS]
        if verb.text:
            nouns.append(Verb(name="Number", text=verb.text, attributes={}))
        attempts = [self._begin(call, noun, verb) for noun in nouns]
        try:
            winner = await _first_answered(attempts)
            self._give_up(attempts, but=winner)
            if winner is not None:
                await self._talk(call, winner, verb)
        except asyncio.CancelledError:
            if call.is_live:
                raise  # led elsewhere; who has hung up is told of as well
        finally:
            self._give_up(attempts)
        return self._how_it_went(attempts)

    def _begin(self, call: Call, noun: Verb, verb: Verb) -> Attempt:
        address, params = _address(noun)
        leg = Call(
            sid=self.host.new_sid("CA"),
            from_=verb.get("callerId") or call.from_,
            to=address,
            direction="outbound-dial",
            parent_sid=call.sid,
            status="queued",
            ring_s=verb.number("timeout", _RING_S),
            told=_told(call.document_url, noun),
            extra={"ParentCallSid": call.sid},
            now=self.host.now,
        )
        attempt = Attempt(leg=leg, noun=noun)
        self.host.begin(leg, partial(self._life, attempt, params, call.document_url))
        return attempt

    async def _life(
        self, attempt: Attempt, params: dict[str, str], document_url: str
    ) -> Target | None:
        """A rung leg's own conversation: what its noun wants it to hear, then the talk."""
        try:
            if not await Ringing(self.host).ring(attempt.leg, params):
                return None
            attempt.answered.set()
            if url := attempt.noun.get("url"):
                method = attempt.noun.get("method", "POST").upper()
                target = Target(url=resolve(document_url, url), method=method)
                await self.run_documents(attempt.leg, target)
            if attempt.leg.is_live:
                attempt.ready.set()
                await asyncio.Event().wait()  # until hung up, or led elsewhere
            return None
        finally:
            attempt.over.set()

    async def _talk(self, call: Call, attempt: Attempt, verb: Verb) -> None:
        await _either(attempt.ready, attempt.over)
        leg, bridge = attempt.leg, f"bridge-{attempt.leg.sid}"
        if attempt.over.is_set():
            return
        attempt.bridged_at = self.host.now()
        call.answer()
        call.bridged_to = leg.sid
        for sid in (call.sid, leg.sid):
            self.host.media.join(bridge, sid)
        self.host.changed(call)
        try:
            await self._until_over(call, attempt, verb)
        finally:
            call.bridged_to = None
            for sid in (call.sid, leg.sid):
                self.host.media.leave(bridge, sid)

    def _how_it_went(self, attempts: list[Attempt]) -> dict[str, str]:
        for each in attempts:
            if each.answered.is_set():
                now = self.host.now()
                return {
                    "DialCallStatus": "completed",
                    "DialCallSid": each.leg.sid,
                    "DialCallDuration": str(_seconds(each.bridged_at or now, now)),
                    "DialBridged": str(each.bridged_at is not None).lower(),
                }
        return _without(attempts)

    async def _until_over(self, call: Call, attempt: Attempt, verb: Verb) -> None:
        waits: set[asyncio.Task[Any]] = {asyncio.create_task(attempt.over.wait())}
        if verb.is_on("hangupOnStar", default=False):
            waits.add(asyncio.create_task(star(call)))
        limit_s = verb.number("timeLimit", LONGEST_S)
        waits.add(asyncio.create_task(self.host.rest(limit_s)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _give_up(self, attempts: list[Attempt], but: Attempt | None = None) -> None:
        """What still rings is cancelled; a leg that was led elsewhere has a life of its own."""
        for each in attempts:
            if each is not but and not each.over.is_set():
                each.leg.end("completed" if each.leg.is_answered else "canceled")
                each.leg.interrupt(None)


async def _first_answered(attempts: list[Attempt]) -> Attempt | None:
    """None when nobody did."""
    waiting = set(attempts)
    while waiting:
        tasks = [asyncio.create_task(_either(each.answered, each.over)) for each in waiting]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
        for each in attempts:
            if each.answered.is_set():
                return each
            if each.over.is_set():
                waiting.discard(each)
    return None


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    tasks = [asyncio.create_task(each.wait()) for each in (one, other)]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _seconds(since: datetime, until: datetime) -> int:
    return round((until - since).total_seconds())


async def star(call: Call) -> None:
    """Until it is pressed; other keys go nowhere while people talk."""
    while await call.keys.get() != _STAR:
        pass


def _without(attempts: list[Attempt]) -> dict[str, str]:
    """Nobody answered: the state of the last one that gave up."""
    if not attempts:
        return {"DialCallStatus": "failed", "DialBridged": "false"}
    last = max((each.leg for each in attempts), key=lambda leg: leg.history[-1][0])
    status = last.status if last.status in FINAL else "no-answer"
    return {"DialCallStatus": status, "DialCallSid": last.sid, "DialBridged": "false"}


def _address(noun: Verb) -> tuple[str, dict[str, str]]:
    """Whom to ring, and what a browser is told along with it."""
    if noun.name != "Client":
        return noun.text, {}
    inner = [each.text for each in noun.children if each.name == "Identity"]
    params = {
        each.get("name"): each.get("value") for each in noun.children if each.name == "Parameter"
    }
    return f"client:{(inner or [noun.text])[0]}", params


def _told(document_url: str, noun: Verb) -> Told:
    url = noun.get("statusCallback")
    return Told(
        url=resolve(document_url, url) if url else "",
        method=noun.get("statusCallbackMethod", "POST").upper(),
        events=frozenset(noun.get("statusCallbackEvent", "completed").split()) & _EVENTS,
    )
