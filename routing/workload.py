"""What a counsellor has done in her shift, kept up to date where she takes and finishes a call."""

from datetime import datetime, timedelta

from routing.replacing import replace
from routing.state import Counsellor
from routing.strategy import worked_by


def taken_on(person: Counsellor, now: datetime) -> Counsellor:
    """She has accepted. A wrap-up that is over, but was not yet noticed, is settled first."""
    return replace(set_free(person, now), busy_since=now)


def set_free(person: Counsellor, now: datetime) -> Counsellor:
    """Nothing in hand any more; her idle time is not this function's business."""
    if person.busy_since is None:
        return person
    return replace(person, worked=worked_by(person, now), busy_since=None)


def shift_begun(person: Counsellor, now: datetime) -> Counsellor:
    """Counted anew; a call that runs on into the shift counts from its beginning."""
    busy_since = None if person.busy_since is None else now
    return replace(
        person, shift_began_at=now, calls_taken=0, worked=timedelta(0), busy_since=busy_since
    )
