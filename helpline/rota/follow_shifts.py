"""The schedule is followed: whoever should be on shift now is, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.rota.ports import ShiftBook
from routing.events import Event, ShiftEnd, ShiftStart
from routing.result import Reply
from shift_schedule.on_shift import next_change, on_shift

_AHEAD = timedelta(days=2)


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowShifts:
    """Desired against actual, so a missed run, a restart or a second run ends in the same state."""

    shifts: ShiftBook
    apply_event: Callable[[Event], Reply]
    clock: Clock

    def __call__(self) -> int:
        """How many people's shifts were started or ended."""
        now = self.clock.now()
        desired = on_shift(self.shifts.between(now, now + timedelta(microseconds=1)), now)
        actual = self.shifts.marked_on_shift()
        changes = [
            *(
                _start(person, languages, now)
                for person, languages in sorted(desired.items())
                if actual.get(person) != languages
            ),
            *(_end(person, now) for person in sorted(actual) if person not in desired),
        ]
        for event in changes:
            self.apply_event(event)
        return len(changes)

    def next_change(self) -> datetime | None:
        """The next instant at which somebody's shift starts or ends, up to two days ahead."""
        now = self.clock.now()
        return next_change(self.shifts.between(now, now + _AHEAD), now)


def _start(person_id: str, languages: frozenset[str], now: datetime) -> Event:
    return ShiftStart(
        id=f"shift-start:{person_id}:{now.isoformat()}",
        counsellor_id=person_id,
        languages=languages,
    )


def _end(person_id: str, now: datetime) -> Event:
    return ShiftEnd(id=f"shift-end:{person_id}:{now.isoformat()}", counsellor_id=person_id)
