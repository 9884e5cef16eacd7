"""Training sessions in memory, held to the same contract as the real ones, and a practice line to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from helpline.training.ports import (
    AlreadyInTraining,
    NoScriptedCaller,
    Script,
    TrainingSession,
)
from tests.fakes.memory import Memory


@dataclass(frozen=True, slots=True)
class FakeTrainingBook:
    """Stands in for `helpline.training.ports.TrainingBook`."""

    memory: Memory

    def add(self, session: TrainingSession) -> None:
        self.end_overdue(session.started_at)
        for other in self.memory.training.values():
            if other.ended_at is None and other.counsellor_id == session.counsellor_id:
                raise AlreadyInTraining(other)
        self.memory.training[session.id] = session

    def session(self, session_id: str) -> TrainingSession | None:
        return self.memory.training.get(session_id)

    def running(self, now: datetime) -> list[TrainingSession]:
        running = [each for each in self.memory.training.values() if each.runs(now)]
        return sorted(running, key=lambda each: (each.started_at, each.id))

    def end(self, session_id: str, now: datetime) -> bool:
        session = self.session(session_id)
        if session is None or not session.runs(now):
            return False
        self.memory.training[session_id] = replace(session, ended_at=now)
        return True

    def end_overdue(self, now: datetime) -> None:
        for session in list(self.memory.training.values()):
            if session.ended_at is None and session.ends_at <= now:
                self.memory.training[session.id] = replace(session, ended_at=session.ends_at)

    def marked_in_training(self) -> Mapping[str, str]:
        people = self.memory.counsellors.values()
        return {person.id: person.training for person in people if person.training}

    def ended_before(self, *, started: datetime, ended: datetime) -> list[str]:
        sessions = sorted(
            self.memory.training.values(), key=lambda each: (each.started_at, each.id)
        )
        return [
            each.id
            for each in sessions
            if each.started_at < started and each.ended_at is not None and each.ended_at <= ended
        ]

    def erase(self, session_id: str) -> bool:
        practice = [c for c in self.memory.calls.values() if c.training == session_id]
        in_use = session_id in self.marked_in_training().values()
        if in_use or any(call.ended_at is None for call in practice):
            return False
        for call in practice:
            del self.memory.calls[call.id]
            self.memory.contacts.pop(f"contact-of-{call.id}", None)
            for kept in (self.memory.call_of_leg, self.memory.replies):
                for key in [key for key, value in kept.items() if _names(value, call.id)]:
                    del kept[key]
        return self.memory.training.pop(session_id, None) is not None


def _names(value: object, call_id: str) -> bool:
    return value == call_id or getattr(value, "call_id", None) == call_id


@dataclass(slots=True)
class FakePracticeLine:
    """Stands in for `helpline.training.ports.PracticeLine`; fails when told to."""

    started: list[tuple[str, str, str]] = field(default_factory=list)  # script, language, ticket
    fails: bool = False

    def phone_page(self, ticket: str) -> str:
        return f"http://127.0.0.1:8112/phone?training={ticket}"

    def scripts(self) -> Sequence[Script]:
        self._refuse()
        title = {"kk": "Үлгі әңгіме", "ru": "Пример разговора", "en": "Sample talk"}
        return [Script(name="sample", title=title)]

    def start_caller(self, *, script: str, language: str, ticket: str) -> str:
        self._refuse()
        self.started.append((script, language, ticket))
        return f"CA{len(self.started):032x}"

    def _refuse(self) -> None:
        if self.fails:
            raise NoScriptedCaller("told to fail")
