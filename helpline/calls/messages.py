"""Messages of callers: kept, heard or called back, and then forgotten."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from helpline.calls.line_ports import Message, MessageBook, MessageKind, MessageState
from helpline.calls.ports import CarrierFailed, CarrierRefused, Clock
from routing.state import Call

_TRIES = 3  # of calling back
# Whoever took a message and was interrupted does not keep it from the others.
_TAKEN_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """`ring` calls a number back for a message; raises CarrierFailed."""

    book: MessageBook
    ring: Callable[[str, str], object]
    clock: Clock

    def begin_to_speak(self, call: Call) -> None:
        """Before the first word, so that hanging up in the middle leaves a message all the same."""
        self.book.add(self._new(call, MessageKind.VOICEMAIL, MessageState.SPEAKING))

    def wants_call_back(self, call: Call, number: str) -> None:
        self.book.add(self._new(call, MessageKind.CALLBACK, MessageState.NEW), number=number)

    def _new(self, call: Call, kind: MessageKind, state: MessageState) -> Message:
        return Message(
            id=uuid.uuid4().hex,
            call_id=call.id,
            kind=kind,
            state=state,
            language=call.language,
            made_at=self.clock.now(),
            place_since=call.enqueued_at,
        )

    def recorded(self, call_id: str, sid: str | None, seconds: int) -> None:
        """Told twice, by the caller's next turn and by the recording itself; nothing said is nothing kept."""
        message = self.book.of_call(call_id)
        if message is None or message.state is not MessageState.SPEAKING:
            return
        kept = replace(message, state=MessageState.NEW, recording_sid=sid, seconds=seconds)
        if sid is None:
            kept = replace(kept, state=MessageState.DONE, done_at=self.clock.now())
        self.book.change(kept, was=MessageState.SPEAKING)

    def done(self, message_id: str, by: str) -> bool:
        """Heard and seen to; its sound is erased. False when somebody else was first."""
        message = self.book.message(message_id)
        if message is None or message.state not in {MessageState.NEW, MessageState.TAKEN}:
            return False
        ended = replace(message, state=MessageState.DONE, taken_by=by, done_at=self.clock.now())
        if not self.book.change(ended, was=message.state):
            return False
        self.book.forget(message_id)
        return True

    def call_back(self, message_id: str, by: str) -> bool:
        """Rings her for the counsellor `by`. False when somebody else was first. Raises CarrierFailed."""
        message, now = self.book.message(message_id), self.clock.now()
        number = None if message is None else self.book.number(message_id)
        if message is None or number is None or not _is_free(message, now):
            return False
        taken = replace(
            message,
            state=MessageState.TAKEN,
            taken_by=by,
            taken_at=now,
            attempts=message.attempts + 1,
        )
        if not self.book.change(taken, was=message.state):
            return False
        try:
            self.ring(message_id, number)
        except CarrierRefused:
            self.not_reached(message_id)
            raise
        except CarrierFailed:
            self.book.change(message, was=MessageState.TAKEN)
            raise
        return True

    def reached(self, message_id: str) -> None:
        """She is on the line: her number is not needed any more."""
        message = self.book.message(message_id)
        if message is not None and message.state is MessageState.TAKEN:
            ended = replace(message, state=MessageState.DONE, done_at=self.clock.now())
            self.book.change(ended, was=MessageState.TAKEN)
            self.book.forget(message_id)

    def not_reached(self, message_id: str) -> None:
        """Open again, until she was tried often enough: then her number goes."""
        message = self.book.message(message_id)
        if message is None or message.state is not MessageState.TAKEN:
            return
        if message.attempts < _TRIES:
            self.book.change(replace(message, state=MessageState.NEW), was=MessageState.TAKEN)
            return
        ended = replace(message, state=MessageState.NOT_REACHED, done_at=self.clock.now())
        self.book.change(ended, was=MessageState.TAKEN)
        self.book.forget(message_id)


def _is_free(message: Message, now: datetime) -> bool:
    if message.state is MessageState.TAKEN:
        return message.taken_at is not None and now - message.taken_at > _TAKEN_FOR
    return message.state is MessageState.NEW
