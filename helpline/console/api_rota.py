"""The rota by JSON: open stretches and who could take them, swaps, leave, handovers, alarms."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading, rota_acts
from helpline.console.access import ON_THE_LINE, me, open_to, parts
from helpline.console.problems import Problem
from helpline.console.rota_views import (
    alarm_view,
    handover_view,
    leave_view,
    open_view,
    planned_view,
    swap_view,
)
from helpline.people.ports import Role
from helpline.rota.handovers import LONGEST_NOTE
from helpline.rota.leaves import LeaveWish
from helpline.rota.shifts import Wanted
from helpline.rota.swaps import SwapWish
from shift_schedule.plan import LeaveKind

routes = Blueprint("api_rota", __name__, url_prefix="/api")
_A_MONTH = timedelta(days=31)
_LEAVE_KINDS = frozenset(kind.value for kind in LeaveKind if kind is not LeaveKind.SICK)


def _done(view: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    answer = jsonify(view)
    answer.status_code = status
    return answer


@routes.put("/shifts/<shift_id>")
@open_to(Role.SUPERVISOR)
def move_shift(shift_id: str) -> Response:
    body = reading.json_object()
    row = parts().rota.book.shift(shift_id)
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    person_id = reading.text(body, "person_id")
    if not rota_acts.may_be_planned(person_id, row.duty):
        raise reading.wrong("person_id", "Choose who is on duty.")
    wanted = Wanted(
        person_id=person_id,
        starts_at=reading.instant(body.get("starts_at"), "starts_at"),
        ends_at=reading.instant(body.get("ends_at"), "ends_at"),
        languages=reading.languages(body, "languages"),
    )
    if not timedelta() < wanted.ends_at - wanted.starts_at <= timedelta(hours=24):
        raise reading.wrong("ends_at", "a shift must not be longer than 24 hours")
    return _done(planned_view(rota_acts.move_shift(shift_id, wanted)))


@routes.get("/open-shifts")
@open_to(Role.SUPERVISOR)
def open_shifts() -> Response:
    start = reading.instant_of_query("from") or parts().now()
    end = reading.instant_of_query("to") or start + _A_MONTH
    return _done({"rows": [open_view(each) for each in rota_acts.open_stretches(start, end)]})


@routes.get("/open-shifts/<shift_id>/candidates")
@open_to(Role.SUPERVISOR)
def candidates(shift_id: str) -> Response:
    at = reading.instant_of_query("at")
    if at is None:
        raise reading.wrong("at", "A date and time with its zone is expected here.")
    ranked = parts().rota.judge.ranked(rota_acts.open_stretch(shift_id, at))
    return _done({"rows": [rota_acts.candidate_view(each) for each in ranked]})


@routes.post("/open-shifts/<shift_id>/give")
@open_to(Role.SUPERVISOR)
def give_shift(shift_id: str) -> Response:
    body = reading.json_object()
    at = reading.instant(body.get("at"), "at")
    taken = rota_acts.give_stretch(shift_id, at, reading.text(body, "person_id"))
    return _done(planned_view(taken))


@routes.get("/swaps")
@open_to(*ON_THE_LINE)
def swaps() -> Response:
    return _done({"rows": [swap_view(each) for each in rota_acts.my_swaps()]})


@routes.post("/swaps")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def ask_swap() -> Response:
    body = reading.json_object()
    wish = SwapWish(
        shift_id=reading.text(body, "shift_id"),
        taker_id=reading.text(body, "taker_id", default="") or None,
        other_shift_id=reading.text(body, "other_shift_id", default="") or None,
    )
    people = {person.id for person in parts().people.everyone()}
    if wish.taker_id is not None and (wish.taker_id not in people or wish.taker_id == me().id):
        raise reading.wrong("taker_id", "Choose one of the list.")
    with rota_acts.refusals():
        swap = parts().rota.swaps.ask(wish, by=me().id, now=parts().now())
    return _done(swap_view(swap), HTTPStatus.CREATED)


@routes.post("/swaps/<swap_id>/accept")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def accept_swap(swap_id: str) -> Response:
    return _done(swap_view(rota_acts.decide_swap(swap_id, "accept")))


@routes.post("/swaps/<swap_id>/withdraw")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def withdraw_swap(swap_id: str) -> Response:
    return _done(swap_view(rota_acts.decide_swap(swap_id, "withdraw")))


@routes.post("/swaps/<swap_id>/refuse")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def refuse_swap(swap_id: str) -> Response:
    return _done(swap_view(rota_acts.decide_swap(swap_id, "refuse")))


@routes.post("/swaps/<swap_id>/approve")
@open_to(Role.SUPERVISOR)
def approve_swap(swap_id: str) -> Response:
    return _done(swap_view(rota_acts.decide_swap(swap_id, "approve")))


@routes.get("/leave")
@open_to(*ON_THE_LINE)
def leave() -> Response:
    rows = parts().rota.book.leaves(ends_after=parts().now())
    if Role.SUPERVISOR not in me().roles:
        rows = [each for each in rows if each.person_id == me().id]
    return _done({"rows": [leave_view(each) for each in rows]})


@routes.post("/leave")
@open_to(*ON_THE_LINE)
def ask_leave() -> Response:
    body = reading.json_object()
    wish = LeaveWish(
        person_id=me().id,
        starts_at=reading.instant(body.get("starts_at"), "starts_at"),
        ends_at=reading.instant(body.get("ends_at"), "ends_at"),
        kind=LeaveKind(reading.one_of(body, "kind", _LEAVE_KINDS)),
    )
    with rota_acts.refusals():
        asked = parts().rota.leaves.ask(wish, now=parts().now())
    return _done(leave_view(asked), HTTPStatus.CREATED)


@routes.post("/leave/<leave_id>/approve")
@open_to(Role.SUPERVISOR)
def approve_leave(leave_id: str) -> Response:
    with rota_acts.refusals():
        done = parts().rota.leaves.approve(leave_id, by=me().id, now=parts().now())
    return _done(leave_view(done))


@routes.post("/leave/<leave_id>/refuse")
@open_to(Role.SUPERVISOR)
def refuse_leave(leave_id: str) -> Response:
    with rota_acts.refusals():
        done = parts().rota.leaves.refuse(leave_id, by=me().id, now=parts().now())
    return _done(leave_view(done))


@routes.post("/leave/<leave_id>/withdraw")
@open_to(*ON_THE_LINE)
def withdraw_leave(leave_id: str) -> Response:
    with rota_acts.refusals():
        done = parts().rota.leaves.withdraw(leave_id, by=me().id, now=parts().now())
    return _done(leave_view(done))


@routes.post("/sick")
@open_to(*ON_THE_LINE)
def call_in_sick() -> Response:
    """Her own; a supervisor may say it for somebody who rang."""
    body = reading.json_object()
    until = reading.instant(body.get("until"), "until")
    person_id = reading.text(body, "person_id", default=me().id)
    if person_id != me().id and Role.SUPERVISOR not in me().roles:
        raise Problem(HTTPStatus.FORBIDDEN, "Your role does not open this page.")
    if person_id not in {person.id for person in parts().people.everyone()}:
        raise reading.wrong("person_id", "Choose one of the list.")
    with rota_acts.refusals():
        opened = parts().rota.leaves.call_in_sick(
            person_id, until=until, by=me().id, now=parts().now()
        )
    return _done({"opened": [open_view(each.stretch) for each in opened]}, HTTPStatus.CREATED)


@routes.get("/handovers")
@open_to(*ON_THE_LINE)
def handovers() -> Response:
    return _done({"rows": [handover_view(each) for each in rota_acts.readable_handovers()]})


@routes.post("/handovers/<shift_id>")
@open_to(*ON_THE_LINE)
def write_handover(shift_id: str) -> Response:
    note = reading.text(reading.json_object(), "note", longest=LONGEST_NOTE)
    with rota_acts.refusals():
        parts().rota.handovers.write(shift_id, note, by=me().id, now=parts().now())
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/handovers/<shift_id>/acknowledge")
@open_to(*ON_THE_LINE)
def acknowledge_handover(shift_id: str) -> Response:
    with rota_acts.refusals():
        parts().rota.handovers.acknowledge(shift_id, by=me().id, now=parts().now())
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.get("/rota-alarms")
@open_to(Role.SUPERVISOR)
def alarms() -> Response:
    return _done({"rows": [alarm_view(each, parts().now()) for each in parts().rota.alarms.open()]})


@routes.post("/rota-alarms/<alarm_id>/see")
@open_to(Role.SUPERVISOR)
def see_alarm(alarm_id: str) -> Response:
    if not parts().rota.alarms.see(alarm_id, by=me().id, now=parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return Response(status=HTTPStatus.NO_CONTENT)
