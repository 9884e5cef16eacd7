"""Late and absent: the senior is told after three minutes, the backup called after five."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from helpline.rota.alarms import Alarm, AlarmBook, AlarmKind
from helpline.rota.duty_log import DutyLog
from helpline.rota.ports import Clock
from helpline.rota.resolved import Kept, ResolvedRota
from helpline.rota.staff import Judge
from shift_schedule.attendance import Missed, Missing, Patience, missing
from shift_schedule.candidates import as_open
from shift_schedule.plan import Duty
from shift_schedule.shift import Shift

log = structlog.get_logger()
_MARK = "attendance"
_LONGEST_SHIFT = timedelta(hours=24)
# After so long without a look, whoever is there is taken to have come in time.
_LOOKED_AWAY = timedelta(seconds=60)
_WATCHED = (Duty.LINE, Duty.SENIOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchAttendance:
    """Each alarm exactly once: its window is written with it, and its key is unique besides."""

    rota: ResolvedRota
    log: DutyLog
    alarms: AlarmBook
    judge: Judge
    clock: Clock
    call_backup: Callable[[str, Missing], None]
    patience: Patience = field(default_factory=Patience)

    def __call__(self) -> int:
        """How many alarms were raised."""
        now = self.clock.now()
        since = self.alarms.mark(_MARK) or now
        kept = self.rota.over(min(since, now) - _LONGEST_SHIFT, now + _LONGEST_SHIFT)
        shifts = [
            shift
            for duty in _WATCHED
            for shift in kept.resolved.held[duty]
            if shift.starts_at <= now and shift.ends_at > since - _LONGEST_SHIFT
        ]
        self._note_arrivals(shifts, since, now)
        arrivals = self.log.arrivals([shift.id for shift in shifts])
        missed = missing(shifts, arrivals, since=since, now=now, patience=self.patience)
        raised = [self._alarm(each, kept, now) for each in missed]
        over = self._over(now)
        done = self.alarms.write(raised, over, now=now, mark={_MARK: now})
        for alarm, each in zip(raised, missed, strict=True):
            if alarm.called_id is not None:
                self.call_backup(alarm.called_id, each)
        return done

    def _note_arrivals(self, shifts: list[Shift], since: datetime, now: datetime) -> None:
        present = self.log.present()
        running = [each for each in shifts if each.covers(now) and each.person_id in present]
        known = self.log.arrivals([shift.id for shift in running])
        for shift in running:
            if shift.id not in known:
                at = shift.starts_at if now - since > _LOOKED_AWAY else now
                self.log.arrive(shift.id, shift.person_id, at, channel="desk")

    def _alarm(self, each: Missing, kept: Kept, now: datetime) -> Alarm:
        late = each.kind is Missed.LATE
        return Alarm(
            id=uuid.uuid4().hex,
            kind=AlarmKind.LATE if late else AlarmKind.NO_SHOW,
            shift_id=each.shift.id,
            person_id=each.shift.person_id,
            starts_at=each.shift.starts_at,
            ends_at=each.shift.ends_at,
            raised_at=now,
            called_id=None if late else self._backup(each, kept, now),
        )

    def _backup(self, each: Missing, kept: Kept, now: datetime) -> str | None:
        """Whoever is on call; where nobody is, the first who may take the shift."""
        on_call = sorted(kept.on(now, Duty.ON_CALL))
        if on_call:
            return on_call[0]
        ranked = self.judge.ranked(as_open(each.shift, Duty.LINE))
        able = [person.person_id for person in ranked if not person.against]
        if not able:
            log.warning("rota.no_backup", ref=each.shift.id)
        return able[0] if able else None

    def _over(self, now: datetime) -> list[str]:
        """Alarms of those who have come, and of shifts that are over."""
        mine = [
            each for each in self.alarms.open() if each.kind in {AlarmKind.LATE, AlarmKind.NO_SHOW}
        ]
        come = self.log.arrivals([each.shift_id for each in mine if each.shift_id])
        return [each.id for each in mine if each.ends_at <= now or each.shift_id in come]
