"""What waits for a supervisor: alarms, open stretches and who could take them, swaps, leave."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from helpline.console import reading, rota_acts
from helpline.console.access import me, open_to, parts
from helpline.console.problems import Problem
from helpline.people.ports import Role
from helpline.rota.change import everything
from shift_schedule.plan import LeaveState

routes = Blueprint("rota_requests", __name__)
_AHEAD = timedelta(days=60)
_SHOWN = 60


@routes.get("/rota/requests")
@open_to(Role.SUPERVISOR)
def requests() -> str:
    now, rota = parts().now(), parts().rota
    kept = rota.resolved.over(now - timedelta(days=2), now + _AHEAD).resolved
    asked = [x for x in rota.book.leaves(ends_after=now) if x.state is LeaveState.ASKED]
    return render_template(
        "rota_requests.html",
        tab="requests",
        alarms=rota.alarms.open()[:_SHOWN],
        open_shifts=rota_acts.open_stretches(now, now + _AHEAD),
        swaps=rota.book.open_swaps(),
        by_id={each.id: each for each in everything(kept)},
        leaves=[(each, rota.leaves.opens(each, now=now)) for each in asked[:_SHOWN]],
        void=kept.void_swaps,
        names=_names(),
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}


def _done() -> Any:
    return redirect(url_for("rota_requests.requests"), HTTPStatus.SEE_OTHER)


@routes.get("/rota/open/<shift_id>")
@open_to(Role.SUPERVISOR)
def open_shift(shift_id: str) -> str:
    """Everybody judged for it: those who may first, and against each other person what stops her."""
    at = reading.instant_of_query("at")
    if at is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    stretch = rota_acts.open_stretch(shift_id, at)
    ranked = parts().rota.judge.ranked(stretch)
    rows = [
        (each, [(rota_acts.said_against(x), x.violation) for x in each.against]) for each in ranked
    ]
    return render_template(
        "rota_open.html", tab="requests", stretch=stretch, rows=rows, names=_names()
    )


@routes.post("/rota/open/<shift_id>/give")
@open_to(Role.SUPERVISOR)
def give(shift_id: str) -> Any:
    at = reading.instant(request.form.get("at"), "at")
    rota_acts.give_stretch(shift_id, at, request.form.get("person_id", "")[:64])
    return _done()


@routes.post("/rota/alarms/<alarm_id>/see")
@open_to(Role.SUPERVISOR)
def see(alarm_id: str) -> Any:
    parts().rota.alarms.see(alarm_id, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/swaps/<swap_id>/approve")
@open_to(Role.SUPERVISOR)
def approve_swap(swap_id: str) -> Any:
    rota_acts.decide_swap(swap_id, "approve")
    return _done()


@routes.post("/rota/swaps/<swap_id>/refuse")
@open_to(Role.SUPERVISOR)
def refuse_swap(swap_id: str) -> Any:
    rota_acts.decide_swap(swap_id, "refuse")
    return _done()


@routes.post("/rota/leave/<leave_id>/approve")
@open_to(Role.SUPERVISOR)
def approve_leave(leave_id: str) -> Any:
    with rota_acts.refusals():
        parts().rota.leaves.approve(leave_id, by=me().id, now=parts().now())
    return _done()


@routes.post("/rota/leave/<leave_id>/refuse")
@open_to(Role.SUPERVISOR)
def refuse_leave(leave_id: str) -> Any:
    with rota_acts.refusals():
        parts().rota.leaves.refuse(leave_id, by=me().id, now=parts().now())
    return _done()
