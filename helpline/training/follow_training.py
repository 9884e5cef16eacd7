"""Sessions are followed: whoever is in one that runs is kept for it by the routing, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from helpline.training.ports import TrainingBook
from routing.events import TrainingEnd, TrainingStart
from routing.result import Reply


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowTraining:
    """Desired against actual, so that a killed process or a second run ends in the same state."""

    book: TrainingBook
    apply_event: Callable[[TrainingStart | TrainingEnd], Reply]
    clock: Clock

    def __call__(self) -> int:
        """How many sessions were begun or ended in the routing."""
        now = self.clock.now()
        self.book.end_overdue(now)
        desired = {each.counsellor_id: each.id for each in self.book.running(now)}
        actual = self.book.marked_in_training()
        changes: list[TrainingStart | TrainingEnd] = [
            *(
                _end(person_id, training, now)
                for person_id, training in sorted(actual.items())
                if desired.get(person_id) != training
            ),
            *(
                _start(person_id, training, now)
                for person_id, training in sorted(desired.items())
                if actual.get(person_id) != training
            ),
        ]
        for event in changes:
            self.apply_event(event)
        return len(changes)


# The instant is part of the id: what a restored database takes back is done anew.
def _start(person_id: str, training: str, now: datetime) -> TrainingStart:
    event_id = f"training-start:{training}:{now.isoformat()}"
    return TrainingStart(id=event_id, counsellor_id=person_id, training=training)


def _end(person_id: str, training: str, now: datetime) -> TrainingEnd:
    event_id = f"training-end:{training}:{now.isoformat()}"
    return TrainingEnd(id=event_id, counsellor_id=person_id, training=training)
