"""Dial into a conference: the way in, the wait before it starts, and the way out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from helpline.practice_line.addresses import resolve
from helpline.practice_line.call import Call, Target
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.dial import LONGEST_S, star
from helpline.practice_line.document import Verb
from helpline.practice_line.host import Host
from helpline.practice_line.waiting_music import NO_DOCUMENT, WaitingMusic

LABEL_TAKEN, NOBODY_TO_COACH, FULL = 16025, 13240, 16020
_MOST = 250

Run = Callable[[Call, tuple[Verb, ...]], Awaitable[Target | None]]


@dataclass(frozen=True, slots=True)
class IntoConference:
    """`run` runs the verbs of a document that is played to somebody who waits."""

    host: Host
    run: Run

    async def enter(self, call: Call, noun: Verb, dial: Verb) -> dict[str, str] | None:
        """What the action is told, once the leg is out again; None where the next verb follows."""
        room = self.host.conference(noun.text)
        if fault := _why_not(room, noun):
            code, words = fault
            self.host.journal.note("error", call=call.sid, code=code, words=words)
            return None if code == LABEL_TAKEN else {"DialCallStatus": "failed"}
        if not room.participants:
            _set_callback(call, room, noun)
        participant = _participant(call, noun)
        room.join(participant)
        self.host.changed(call)
        try:
            await self._stay(call, room, participant, noun, dial)
        except asyncio.CancelledError:
            if call.is_live:
                raise  # led elsewhere; who has hung up is told of as well
        finally:
            moved = call.is_live and call.pending is not None
            room.leave(
                participant, "participant_updated_via_api" if moved else "participant_hung_up"
            )
        return {"DialCallStatus": "answered", "DialBridged": "true"}

    async def _stay(
        self, call: Call, room: Conference, participant: Participant, noun: Verb, dial: Verb
    ) -> None:
        """Until put out, until the time is up, until a star where that is wanted, or without music."""
        limit_s = dial.number("timeLimit", LONGEST_S)
        ends: set[asyncio.Task[Any]] = {
            asyncio.create_task(self.host.rest(limit_s)),
            asyncio.create_task(participant.gone.wait()),
            asyncio.create_task(self._wait(call, room, noun)),
        }
        if dial.is_on("hangupOnStar", default=False):
            ends.add(asyncio.create_task(star(call)))
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in ends:
                task.cancel()

    async def _wait(self, call: Call, room: Conference, noun: Verb) -> None:
        """For ever, but where the music cannot be had; a document that has run out is silence."""
        if not room.started.is_set() and noun.get("waitUrl"):
            playing = asyncio.create_task(self._music(call, noun))
            started = asyncio.create_task(room.started.wait())
            try:
                await asyncio.wait({playing, started}, return_when=asyncio.FIRST_COMPLETED)
                if playing.done() and not playing.result():
                    return
            finally:
                playing.cancel()
                started.cancel()
        await asyncio.Event().wait()

    async def _music(self, call: Call, noun: Verb) -> bool:
        """False where the request has failed: then nobody gets into the room."""
        url = resolve(call.document_url, noun.get("waitUrl"))
        music = WaitingMusic(self.host, self.run)
        try:
            await music.play(call, url, noun.get("waitMethod", "POST"))
        except NO_DOCUMENT:
            return False
        await asyncio.Event().wait()
        return True


def _why_not(room: Conference, noun: Verb) -> tuple[int, str] | None:
    label, coached = noun.get("participantLabel"), noun.get("coach")
    if label and room.find(label) is not None:
        return LABEL_TAKEN, "label is taken"
    if coached and coached not in room.participants:
        return NOBODY_TO_COACH, "nobody of that SID to coach"
    if len(room.participants) >= min(noun.number("maxParticipants", _MOST), _MOST):
        return FULL, "the conference is full"
    return None


def _set_callback(call: Call, room: Conference, noun: Verb) -> None:
    """The first participant's holds for the whole conference."""
    if not noun.get("statusCallback"):
        return
    room.callback_url = resolve(call.document_url, noun.get("statusCallback"))
    room.callback_method = noun.get("statusCallbackMethod", "POST").upper()
    room.callback_events = frozenset(noun.get("statusCallbackEvent").split())


def _participant(call: Call, noun: Verb) -> Participant:
    return Participant(
        call=call,
        label=noun.get("participantLabel"),
        muted=noun.is_on("muted", default=False),
        coaching=noun.get("coach") or None,
        start_on_enter=noun.is_on("startConferenceOnEnter", default=True),
        end_on_exit=noun.is_on("endConferenceOnExit", default=False),
    )
