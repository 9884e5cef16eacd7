"""A conference: who is in it, when it starts and ends, and what is told about it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from helpline.practice_line.call import Call
from helpline.practice_line.clock import Now, machine_time
from helpline.practice_line.media import Media


@dataclass(slots=True, kw_only=True, eq=False)
class Participant:
    call: Call
    label: str = ""
    muted: bool = False
    hold: bool = False
    hold_music: bytes | None = None
    coaching: str | None = None
    start_on_enter: bool = True
    end_on_exit: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    taken_back: asyncio.Event = field(default_factory=asyncio.Event)
    reason: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Conference:
    """`tell(event, participant, more)` is the first participant's status callback."""

    sid: str
    name: str
    media: Media
    tell: Callable[["Conference", str, Participant | None, dict[str, str]], None]
    status: str = "init"
    callback_url: str = ""
    callback_method: str = "POST"
    callback_events: frozenset[str] = frozenset()
    participants: dict[str, Participant] = field(default_factory=dict)
    coming: dict[str, Participant] = field(default_factory=dict)  # rung by the API
    sequence: int = 0
    reason_ended: str | None = None
    call_sid_ending: str | None = None
    now: Now = machine_time
    created_at: datetime = field(init=False)
    ended_at: datetime | None = None
    started_at: datetime | None = None
    started: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.created_at = self.now()

    @property
    def updated_at(self) -> datetime:
        return self.ended_at or self.started_at or self.created_at

    def find(self, call_or_label: str, *, coming: bool = False) -> Participant | None:
        """With `coming` also among those who are still being rung."""
        for each in self.everybody() if coming else self.participants.values():
            if call_or_label in (each.call.sid, each.label):
                return each
        return None

    def everybody(self) -> list[Participant]:
        """Also those who are still being rung."""
        coming = [each for each in self.coming.values() if each.call.is_live]
        return [*self.participants.values(), *coming]

    def join(self, participant: Participant) -> None:
        call = participant.call
        self.coming.pop(call.sid, None)
        self.participants[call.sid] = participant
        call.room = self
        if self.started.is_set():
            self._let_hear(participant)
        self.tell(self, "participant-join", participant, {})
        may_start = any(each.start_on_enter for each in self.participants.values())
        if self.status == "init" and may_start and len(self.participants) > 1:
            self._start()

    def _start(self) -> None:
        """Until now those who wait have not heard each other."""
        self.status, self.started_at = "in-progress", self.now()
        self.started.set()
        for each in self.participants.values():
            self._let_hear(each)
        self.tell(self, "conference-start", None, {})

    def _let_hear(self, who: Participant) -> None:
        self.media.join(self.sid, who.call.sid, muted=who.muted, coach=who.coaching)
        if who.hold:
            self.media.hold(self.sid, who.call.sid, held=True, wav=who.hold_music)

    def not_added(self, participant: Participant) -> None:
        """By the API, but it was never answered."""
        self.coming.pop(participant.call.sid, None)
        if participant.call.was_never_launched:
            return
        reason = "participant_add_failed"
        status = participant.call.status
        more = {"ReasonParticipantLeft": reason, "ParticipantCallStatus": status}
        self.tell(self, "participant-leave", participant, more)

    def kick(self, participant: Participant) -> None:
        """By the API: out of the room; its document goes on."""
        self.leave(participant, "participant_updated_via_api", how="kicked")

    def leave(self, participant: Participant, reason: str, *, how: str = "left") -> None:
        """Safe to repeat; the last one out ends the conference."""
        if self.participants.pop(participant.call.sid, None) is None:
            return
        participant.call.room = None
        participant.reason = reason
        self.media.leave(self.sid, participant.call.sid)
        status = participant.call.status
        more = {"ReasonParticipantLeft": reason, "ParticipantCallStatus": status}
        self.tell(self, "participant-leave", participant, more)
        participant.gone.set()
        participant.taken_back.set()
        if participant.end_on_exit:
            self._end(f"participant-with-end-conference-on-exit-{how}", participant)
        elif not self.participants:
            self._end(f"last-participant-{how}", participant)

    def end(self) -> None:
        """By the API: everybody is put out."""
        self._end("conference-ended-via-api", None)

    def _end(self, reason: str, last: Participant | None) -> None:
        if self.status == "completed":
            return
        self.status, self.reason_ended, self.ended_at = "completed", reason, self.now()
        self.call_sid_ending = None if last is None else last.call.sid
        for each in list(self.participants.values()):
            self.leave(each, "moderator_ended_conference" if last else "conference_ended_via_api")
        more = {"ReasonConferenceEnded": reason, "Reason": reason.replace("-", " ")}
        if last is not None:
            more["CallSidEndingConference"] = last.call.sid
            more["ParticipantLabelEndingConference"] = last.label
        self.tell(self, "conference-end", None, more)

    def play_while_held(self, participant: Participant, sound: bytes) -> None:
        """Round and round."""
        participant.hold_music = sound
        self.media.hold(self.sid, participant.call.sid, held=True, wav=sound)

    def hold(self, participant: Participant, *, held: bool) -> None:
        if participant.hold is not held:
            participant.hold, participant.hold_music = held, None
            if held:
                participant.taken_back.clear()
            else:
                participant.taken_back.set()
            self.media.hold(self.sid, participant.call.sid, held=held)
            self.tell(self, "participant-hold" if held else "participant-unhold", participant, {})

    def mute(self, participant: Participant, *, muted: bool) -> None:
        if participant.muted is not muted:
            participant.muted = muted
            self.media.mute(self.sid, participant.call.sid, muted=muted)
            self.tell(self, "participant-mute" if muted else "participant-unmute", participant, {})

    def coach(self, participant: Participant, whom: str | None) -> None:
        participant.coaching = whom
        self.media.coach(self.sid, participant.call.sid, coach=whom)
        self.tell(self, "participant-modify", participant, {})

    def modify(self, participant: Participant, *, end_on_exit: bool) -> None:
        if participant.end_on_exit is not end_on_exit:
            participant.end_on_exit = end_on_exit
            self.tell(self, "participant-modify", participant, {})
