"""What the rota's pages and its JSON do alike: a refusal becomes a problem in the reader's words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from flask_babel import gettext

from helpline.console.access import me, parts, put_on_record
from helpline.console.problems import Problem
from helpline.console.snapshots import shift_view
from helpline.people.ports import Role
from helpline.rota.handovers import HandoverError, HandoverNote
from helpline.rota.ports import NotThere, ShiftsOverlap
from helpline.rota.shifts import Wanted, give, move
from helpline.rota.staff import Stopped
from shift_schedule.candidates import Against, Candidate
from shift_schedule.leave_moves import LeaveError
from shift_schedule.plan import Duty, PlannedShift
from shift_schedule.resolve import OpenStretch
from shift_schedule.shift import ShiftError
from shift_schedule.swap import Swap, SwapError
from shift_schedule.swap_moves import WrongSwapMove
from shift_schedule.wall_time import day_bounds


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever the rota refuses, as an answer: nothing was changed then."""
    try:
        yield
    except NotThere as fault:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from fault
    except ShiftsOverlap as fault:
        words = "This person already has a shift in that time."
        raise Problem(HTTPStatus.CONFLICT, words, other=shift_view(fault.other)) from fault
    except WrongSwapMove as fault:
        words = "Somebody was quicker, or the swap is over."
        raise Problem(HTTPStatus.CONFLICT, words) from fault
    except Stopped as fault:
        words = "This person cannot take the shift."
        errors = [("person_id", said_against(each)) for each in fault.against]
        raise Problem(HTTPStatus.CONFLICT, words, errors=errors) from fault
    except LeaveError as fault:
        words = "This leave is decided or over, or it is your own."
        raise Problem(HTTPStatus.CONFLICT, words) from fault
    except (HandoverError, SwapError, ShiftError) as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from fault


def said_against(against: Against) -> str:
    """The message id of a reason; its words stand in the catalogues."""
    if against.violation is not None:
        return f"rule:{against.violation.rule.value}"
    return f"obstacle:{against.obstacle.value}"


def candidate_view(candidate: Candidate) -> Mapping[str, Any]:
    return {
        "person_id": candidate.person_id,
        "may": not candidate.against,
        "against": [
            {
                "code": said_against(each),
                "words": gettext(said_against(each)),
                "article": None if each.violation is None else each.violation.article,
            }
            for each in candidate.against
        ],
        "room_hours": round(candidate.room / timedelta(hours=1), 1),
        "nights": candidate.nights,
    }


def open_stretches(start: datetime, end: datetime) -> list[OpenStretch]:
    """Whatever nobody does that touches the stretch, by start."""
    found = parts().rota.resolved.over(start, end).resolved.open
    return [each for each in found if each.starts_at < end and each.ends_at > start]


def open_stretch(shift_id: str, starts_at: datetime) -> OpenStretch:
    """Raises Problem when it is not open any more."""
    row = parts().rota.book.shift(shift_id)
    if row is not None:
        for each in open_stretches(row.starts_at, row.ends_at):
            if (each.shift_id, each.starts_at) == (shift_id, starts_at):
                return each
    raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")


def give_stretch(shift_id: str, starts_at: datetime, person_id: str) -> PlannedShift:
    """To somebody whom nothing stops; the law holds here as in the list."""
    with refusals():
        stretch = open_stretch(shift_id, starts_at)
        person = parts().rota.judge.check(stretch, person_id)
        return give(
            parts().rota.book,
            shift_id,
            starts_at,
            person_id=person_id,
            languages=person.languages,
            now=parts().now(),
        )


def move_shift(shift_id: str, wanted: Wanted) -> PlannedShift:
    with refusals():
        return move(parts().rota.book, shift_id, wanted, now=parts().now())


def may_be_planned(person_id: str | None, duty: Duty) -> bool:
    """Only who has that duty: the line needs a desk."""
    staff = parts().rota.judge.staff.colleagues()
    return any(each.id == person_id and duty in each.duties for each in staff)


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """`[start, end)` of the local days, both in."""
    return day_bounds(first, parts().zone)[0], day_bounds(last, parts().zone)[1]


def wall_time(day: date, at: time) -> datetime:
    return datetime.combine(day, at, parts().zone)


def my_swaps() -> list[Swap]:
    """Open ones she asked, was asked, or may take; a supervisor sees all."""
    asked = parts().rota.book.open_swaps()
    if Role.SUPERVISOR in me().roles:
        return asked
    return [each for each in asked if concerns(each, me().id)]


def concerns(swap: Swap, person_id: str) -> bool:
    return person_id in {swap.person_id, swap.taker_id} or swap.taker_id is None


def decide_swap(swap_id: str, verb: str) -> Swap:
    """`accept`, `withdraw`, `refuse`, `approve`: who may is looked at here, freshly."""
    swaps, now, by = parts().rota.swaps, parts().now(), me().id
    supervises = Role.SUPERVISOR in me().roles
    swap = parts().rota.book.swap(swap_id)
    if swap is None or not (supervises or concerns(swap, by)):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    if verb == "approve" and not supervises:
        raise Problem(HTTPStatus.FORBIDDEN, "Your role does not open this page.")
    if verb == "refuse" and not supervises and swap.taker_id != by:
        raise Problem(HTTPStatus.FORBIDDEN, "Your role does not open this page.")
    with refusals():
        step = {
            "accept": swaps.accept,
            "withdraw": swaps.withdraw,
            "refuse": swaps.refuse,
            "approve": swaps.approve,
        }[verb]
        return step(swap_id, by=by, now=now)


def readable_handovers() -> list[HandoverNote]:
    """Of the last two days, those that are hers to read; each reading is on record."""
    now, handovers = parts().now(), parts().rota.handovers
    found = [
        each
        for each in handovers.book.since(now - timedelta(days=2))
        if Role.SUPERVISOR in me().roles or handovers.may_read(each, me().id, now)
    ]
    for each in found:
        put_on_record("handover.read", each.handover.shift_id)
    return found
