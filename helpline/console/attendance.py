"""Her coming and going, however she says it: on record, and refused in her language."""

from http import HTTPStatus

from helpline.console.access import me, parts, put_on_record
from helpline.console.problems import Problem
from helpline.rota.clocking import Clocked, ClockError


def come(channel: str) -> Clocked:
    """Raises Problem."""
    put_on_record("attendance.come", me().id)
    try:
        return parts().rota.clocking.come(me().id, channel=channel, now=parts().now())
    except ClockError as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from fault


def go() -> Clocked:
    """Raises Problem."""
    put_on_record("attendance.go", me().id)
    try:
        return parts().rota.clocking.go(me().id, now=parts().now())
    except ClockError as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from fault
