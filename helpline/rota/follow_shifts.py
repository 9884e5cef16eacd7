"""The schedule is followed: whoever should be on shift now is, and nobody else."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from helpline.rota.abilities import NONE, Abilities, Ability
from helpline.rota.ports import ShiftBook
from routing.events import ShiftEnd, ShiftStart
from routing.result import Answer, Reply
from shift_schedule.on_shift import next_change, on_shift

log = structlog.get_logger()
_AN_INSTANT = timedelta(microseconds=1)
_AHEAD = timedelta(days=2)


class Clock(Protocol):
    def now(self) -> datetime: ...


class ShiftsNotFollowed(Exception):
    """Some people's shifts could not be started or ended; everybody else's were."""


@dataclass(slots=True, kw_only=True)
class FollowShifts:
    """Desired against actual, so a missed run, a restart or a second run ends in the same state."""

    shifts: ShiftBook
    abilities: Abilities
    apply_event: Callable[[ShiftStart | ShiftEnd], Reply]
    clock: Clock
    # On the rota, but without a desk; told once, and not tried again until the shift is over.
    _without_desk: frozenset[tuple[str, frozenset[str]]] = field(default=frozenset(), init=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __call__(self) -> int:
        """How many people's shifts were started, ended or changed in language.

        Raises ShiftsNotFollowed at the end: one person's fault does not keep the others waiting.
        """
        with self._one_at_a_time:
            changes = self._changes()
            done = sum(self._apply(event) for event in changes)
        if done < len(changes):
            raise ShiftsNotFollowed(f"{len(changes) - done} of {len(changes)} changes")
        return done

    def next_change(self) -> datetime | None:
        """The next instant at which somebody's shift starts or ends, up to two days ahead."""
        now = self.clock.now()
        return next_change(self.shifts.between(now, now + _AHEAD), now)

    def _changes(self) -> list[ShiftStart | ShiftEnd]:
        # The instant is part of the id: a shift that is ended early and given back starts anew.
        now = self.clock.now()
        desired = on_shift(self.shifts.between(now, now + _AN_INSTANT), now)
        actual = self.shifts.marked_on_shift()
        able, marked = self.abilities.abilities(), self.abilities.marked_abilities()
        self._without_desk &= frozenset(desired.items())
        return [
            *(
                _start(person_id, languages, able.get(person_id, NONE), now)
                for person_id, languages in sorted(desired.items())
                if (
                    actual.get(person_id) != languages
                    or able.get(person_id, NONE) != marked.get(person_id, NONE)
                )
                and (person_id, languages) not in self._without_desk
            ),
            *(_end(person_id, now) for person_id in sorted(actual) if person_id not in desired),
        ]

    def _apply(self, event: ShiftStart | ShiftEnd) -> bool:
        try:
            reply = self.apply_event(event)
        except Exception:
            log.exception("rota.not_followed", person=event.counsellor_id)
            return False
        if isinstance(event, ShiftStart) and reply.answer is Answer.NOTHING:
            self._without_desk |= {(event.counsellor_id, event.languages)}
            log.warning("rota.no_desk", person=event.counsellor_id)
        return True


def _start(
    person_id: str, languages: frozenset[str], ability: Ability, now: datetime
) -> ShiftStart:
    return ShiftStart(
        id=f"shift-start:{person_id}:{now.isoformat()}",
        counsellor_id=person_id,
        languages=languages,
        skills=dict(ability.skills),
        rank=ability.place,
    )


def _end(person_id: str, now: datetime) -> ShiftEnd:
    return ShiftEnd(id=f"shift-end:{person_id}:{now.isoformat()}", counsellor_id=person_id)
