"""Putting somebody on the rota."""

import uuid
from datetime import datetime, timedelta

from helpline.rota.ports import ShiftBook
from shift_schedule.shift import Shift, ShiftError

LONGEST = timedelta(hours=24)


def add_shift(
    shifts: ShiftBook,
    *,
    person_id: str,
    starts_at: datetime,
    ends_at: datetime,
    languages: frozenset[str],
    now: datetime,
) -> Shift:
    """The shift as it was stored. Raises ShiftError or ShiftsOverlap.

    A shift may begin in the past (somebody came early), but not end there.
    """
    shift = Shift(
        id=uuid.uuid4().hex,
        person_id=person_id,
        starts_at=starts_at,
        ends_at=ends_at,
        languages=languages,
    )
    if shift.ends_at <= now:
        raise ShiftError("a shift must not lie in the past")
    if shift.ends_at - shift.starts_at > LONGEST:
        raise ShiftError("a shift must not be longer than 24 hours")
    shifts.add(shift, now=now)
    return shift
