"""Taking a shift off the rota."""

from datetime import datetime

from helpline.rota.ports import ShiftBook


def remove_shift(shifts: ShiftBook, shift_id: str, *, now: datetime) -> bool:
    """A shift that has begun ends now and stays on record; one that has not is removed.

    False when there is no such shift, or it is over.
    """
    if shifts.end_early(shift_id, now):
        return True
    upcoming = {each.id for each in shifts.between(now, datetime.max.replace(tzinfo=now.tzinfo))}
    return shift_id in upcoming and shifts.remove(shift_id, now=now)
