"""The note passed on at the end of a shift: written by whoever leaves, acknowledged by whoever comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.rota.change import everything
from helpline.rota.ports import NotThere
from helpline.rota.resolved import ResolvedRota
from shift_schedule.handover import Handover, HandoverDue, HandoverStep, handovers_due
from shift_schedule.shift import Shift

LONGEST_NOTE = 4000
KEPT = timedelta(days=90)
_AROUND = timedelta(days=2)


class HandoverError(ValueError):
    """Not possible now: written or acknowledged already, or nothing to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverNote:
    """`note` None: erased when it was due."""

    handover: Handover
    note: str | None


class HandoverBook(Protocol):
    def since(self, instant: datetime) -> list[HandoverNote]:
        """Written since then, newest first."""

    def write(self, handover: Handover, note: str) -> bool:
        """False when there is one for that shift already."""

    def acknowledge(self, shift_id: str, *, by: str, now: datetime) -> bool:
        """False when there is none, or it was acknowledged already."""

    def erase(self, *, before: datetime) -> int:
        """Notes and their keys, of handovers written before then; how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handovers:
    rota: ResolvedRota
    book: HandoverBook

    def due(self, now: datetime) -> list[HandoverDue]:
        written = [each.handover for each in self.book.since(now - _AROUND)]
        return handovers_due(self._shifts(now), written, now=now)

    def write(self, shift_id: str, note: str, *, by: str, now: datetime) -> None:
        """Raises NotThere when the shift is not hers, HandoverError when nothing is due or it is written."""
        shift = next((each for each in self._shifts(now) if each.id == shift_id), None)
        if shift is None or shift.person_id != by:
            raise NotThere(shift_id)
        if not note.strip():
            raise HandoverError("Write what the next shift must know, or that there is nothing.")
        if shift.starts_at > now:
            raise HandoverError("The shift has not begun.")
        handover = Handover(shift_id=shift_id, author_id=by, written_at=now)
        if not self.book.write(handover, note.strip()):
            raise HandoverError("The handover of this shift is written already.")

    def acknowledge(self, shift_id: str, *, by: str, now: datetime) -> None:
        """By whoever it is for. Raises NotThere, HandoverError when somebody else has."""
        mine = [
            each
            for each in self.due(now)
            if (each.shift_id, each.person_id, each.step) == (shift_id, by, HandoverStep.READ)
        ]
        if not mine:
            raise NotThere(shift_id)
        if not self.book.acknowledge(shift_id, by=by, now=now):
            raise HandoverError("The handover was acknowledged already.")

    def may_read(self, note: HandoverNote, person_id: str, now: datetime) -> bool:
        """Its author, and whoever is on duty within a day after it."""
        if note.handover.author_id == person_id:
            return True
        return any(
            each.person_id == person_id
            and each.starts_at - timedelta(hours=1) <= now < each.ends_at
            for each in self._shifts(now)
        )

    def _shifts(self, now: datetime) -> list[Shift]:
        return everything(self.rota.over(now - _AROUND, now + _AROUND).resolved)
