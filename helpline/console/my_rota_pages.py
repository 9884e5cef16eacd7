"""A person's own rota: her shifts and notices, swaps, leave, the sick call, and the note passed on."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import rota_acts, rota_makings
from helpline.console.access import ON_THE_LINE, me, open_to, parts
from helpline.console.rota_calendar import today
from helpline.people.ports import Role
from helpline.rota.change import everything
from helpline.rota.handovers import LONGEST_NOTE
from helpline.rota.leaves import LeaveWish
from helpline.rota.swaps import SwapWish
from shift_schedule.plan import LeaveKind
from shift_schedule.shift import Shift

routes = Blueprint("my_rota", __name__)
_AHEAD = timedelta(days=60)
_DATE = r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}"
_KINDS = [kind for kind in LeaveKind if kind is not LeaveKind.SICK]
Errors = list[tuple[str, str]]


@routes.get("/rota/mine")
@open_to(*ON_THE_LINE)
def mine() -> str:
    return page([])


def page(errors: Errors) -> str:
    now, rota = parts().now(), parts().rota
    shifts = everything(rota.resolved.over(now - timedelta(days=2), now + _AHEAD).resolved)
    swaps = rota_acts.my_swaps()
    leaves = [each for each in rota.book.leaves(ends_after=now) if each.person_id == me().id]
    due = [each for each in rota.handovers.due(now) if each.person_id == me().id]
    hers = [each for each in shifts if each.person_id == me().id and each.ends_at > now]
    return render_template(
        "rota_mine.html",
        tab="mine",
        shifts=hers,
        by_id={each.id: each for each in shifts},
        next_shift=next((each for each in hers if each.starts_at > now), None),
        running=next((each for each in hers if each.covers(now)), None),
        arrived=_running(hers, now, rota.duty_log.arrivals),
        left=_running(hers, now, rota.departures.left),
        swaps=swaps,
        asked={each.shift_id for each in swaps},
        leaves=leaves,
        due=due,
        handovers=rota_acts.readable_handovers(),
        notices=rota.notices.unseen(me().id),
        wishes=rota.makings.wishes_of(me().id, today()),
        shift_kinds=rota_makings.kinds(),
        kinds=_KINDS,
        colleagues=[
            each for each in parts().people.everyone() if each.id != me().id and each.speaks
        ],
        names={person.id: person.name for person in parts().people.everyone()},
        longest=LONGEST_NOTE,
        today=today(),
        errors=errors,
        values=request.form,
    )


def _running(
    hers: list[Shift], now: datetime, of: Callable[[list[str]], Mapping[str, datetime]]
) -> datetime | None:
    """What a log says of the shift that runs."""
    found = of([each.id for each in hers if each.covers(now)])
    return min(found.values(), default=None)


def _again(errors: Errors) -> tuple[str, HTTPStatus]:
    told = [(field, gettext(words)) for field, words in errors]
    return page(told), HTTPStatus.UNPROCESSABLE_ENTITY


def _done() -> Any:
    return redirect(url_for("my_rota.mine"), HTTPStatus.SEE_OTHER)


def _day(name: str) -> date | None:
    typed = request.form.get(name, "")
    try:
        return date.fromisoformat(typed) if re.fullmatch(_DATE, typed) else None
    except ValueError:
        return None


@routes.post("/rota/notices/seen")
@open_to(*ON_THE_LINE)
def put_away() -> Any:
    parts().rota.notices.put_away(me().id, parts().now())
    return _done()


@routes.post("/rota/swaps")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def ask_swap() -> Any:
    taker = request.form.get("taker_id", "")[:64]
    other = request.form.get("other_shift_id", "")[:64]
    if taker and taker not in {person.id for person in parts().people.everyone()} - {me().id}:
        return _again([("taker_id", "Choose one of the list.")])
    wish = SwapWish(
        shift_id=request.form.get("shift_id", "")[:64],
        taker_id=taker or None,
        other_shift_id=other or None,
    )
    with rota_acts.refusals():
        parts().rota.swaps.ask(wish, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/swaps/<swap_id>/accept")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def accept_swap(swap_id: str) -> Any:
    rota_acts.decide_swap(swap_id, "accept")
    return _done()


@routes.post("/rota/swaps/<swap_id>/withdraw")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def withdraw_swap(swap_id: str) -> Any:
    rota_acts.decide_swap(swap_id, "withdraw")
    return _done()


@routes.post("/rota/leave")
@open_to(*ON_THE_LINE)
def ask_leave() -> Any:
    """Whole local days, both in."""
    first, last = _day("first"), _day("last")
    kind = request.form.get("kind", "")
    errors: Errors = []
    if first is None:
        errors.append(("first", "Enter a date."))
    if last is None or (first is not None and last < first):
        errors.append(("last", "Enter a date that is not before the first."))
    if kind not in {each.value for each in _KINDS}:
        errors.append(("kind", "Choose one of the list."))
    if errors or first is None or last is None:
        return _again(errors)
    start, end = rota_acts.whole_days(first, last)
    if end <= parts().now():
        return _again([("last", "Enter a date that is not over.")])
    wish = LeaveWish(person_id=me().id, starts_at=start, ends_at=end, kind=LeaveKind(kind))
    with rota_acts.refusals():
        parts().rota.leaves.ask(wish, now=parts().now())
    return _done()


@routes.post("/rota/leave/<leave_id>/withdraw")
@open_to(*ON_THE_LINE)
def withdraw_leave(leave_id: str) -> Any:
    with rota_acts.refusals():
        parts().rota.leaves.withdraw(leave_id, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/sick")
@open_to(*ON_THE_LINE)
def call_in_sick() -> Any:
    """From now until the end of that day: approved as it is made, the shifts are open at once."""
    last = _day("until")
    if last is None or last < today():
        return _again([("until", "Enter a date that is not over.")])
    until = rota_acts.whole_days(last, last)[1]
    with rota_acts.refusals():
        parts().rota.leaves.call_in_sick(me().id, until=until, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/handovers/<shift_id>")
@open_to(*ON_THE_LINE)
def write_handover(shift_id: str) -> Any:
    """What was typed stays in the form when it cannot be kept."""
    note = request.form.get("note", "")
    if not note.strip() or len(note) > LONGEST_NOTE:
        return _again([("note", "Write what the next shift must know, or that there is nothing.")])
    with rota_acts.refusals():
        parts().rota.handovers.write(shift_id, note, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/handovers/<shift_id>/acknowledge")
@open_to(*ON_THE_LINE)
def acknowledge_handover(shift_id: str) -> Any:
    with rota_acts.refusals():
        parts().rota.handovers.acknowledge(shift_id, by=me().id, now=parts().now())
    return _done()
