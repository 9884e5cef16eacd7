"""The sound of messages comes from the carrier into our own keeping, and is deleted there."""

from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from helpline.calls.line_ports import Message, MessageBook, MessageCarrier, MessageState
from helpline.calls.ports import CarrierFailed, Clock, Store

log = structlog.get_logger()
# By then the carrier has told of every recording whose news was not lost.
_NEWS_TAKES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecordings:
    """Safe to repeat and to die in: sealed here first, deleted there second, its name forgotten last."""

    book: MessageBook
    store: Store
    carrier: MessageCarrier
    clock: Clock

    def __call__(self) -> int:
        """How many were fetched; what fails waits for the next run."""
        try:
            for message in self.book.left_speaking(self.clock.now() - _NEWS_TAKES):
                self._look_for(message)
            return sum(self._fetch(message) for message in self.book.to_fetch())
        except CarrierFailed as failure:
            log.warning("messages.carrier_failed", why=str(failure))
            return 0

    def _look_for(self, message: Message) -> None:
        """She spoke, and nobody told us what became of it."""
        call = self.store.call(message.call_id)
        if call is None or call.ended_at is None:
            return
        sid = self.carrier.recording_of(call.leg)
        state = MessageState.DONE if sid is None else MessageState.NEW
        found = replace(message, state=state, recording_sid=sid)
        self.book.change(found, was=MessageState.SPEAKING)

    def _fetch(self, message: Message) -> bool:
        sid = message.recording_sid
        if sid is None:
            return False
        if not message.has_recording:
            sound = self.carrier.recording(sid)
            if sound is not None:
                self.book.keep_recording(message.id, sound)
        self.carrier.forget_recording(sid)
        self.book.fetched(message.id)
        return True
