"""Starting and ending a training session."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from helpline.training.ports import AlreadyInTraining, AuditBook, TrainingBook, TrainingSession


def day_start(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the local day."""
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def day_end(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the next local day."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """`follow` brings the routing up to date at once; the jobs process would within seconds."""

    book: TrainingBook
    audit: AuditBook
    follow: Callable[[], object]
    zone: ZoneInfo
    longest: timedelta

    def start(
        self, *, counsellor_id: str, supervisor_id: str, language: str, now: datetime
    ) -> TrainingSession:
        """Raises AlreadyInTraining; the same wish sent again by the same supervisor is no fault.

        A session ends with the local day at the latest, since its calls are erased then.
        """
        session = TrainingSession(
            id=uuid.uuid4().hex,
            counsellor_id=counsellor_id,
            supervisor_id=supervisor_id,
            language=language,
            started_at=now,
            ends_at=min(now + self.longest, day_end(now, self.zone)),
        )
        try:
            self.book.add(session)
        except AlreadyInTraining as fault:
            if (fault.other.supervisor_id, fault.other.language) != (supervisor_id, language):
                raise
            self.follow()
            return fault.other
        self.audit.note(actor_id=supervisor_id, act="training.start", thing=counsellor_id, now=now)
        self.follow()
        return session

    def end(self, session_id: str, *, supervisor_id: str, now: datetime) -> bool:
        """Any supervisor may. Its calls hear goodbye. False when there is none, or it is over."""
        session = self.book.session(session_id)
        if session is None or not self.book.end(session_id, now):
            return False
        self.audit.note(
            actor_id=supervisor_id, act="training.end", thing=session.counsellor_id, now=now
        )
        self.follow()
        return True
