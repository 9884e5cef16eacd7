"""What supervisors read and plan by JSON: the board, the call log, shifts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import ON_THE_LINE, open_to, parts
from helpline.console.conditional import with_etag
from helpline.console.problems import Problem
from helpline.console.readings import LoggedCall
from helpline.console.snapshots import line_snapshot, shift_view
from helpline.people.ports import Role
from helpline.rota.add_shift import add_shift
from helpline.rota.ports import ShiftsOverlap
from helpline.rota.remove_shift import remove_shift
from shift_schedule.plan import Duty
from shift_schedule.shift import ShiftError

routes = Blueprint("api_line", __name__, url_prefix="/api")
_A_WEEK = timedelta(days=7)


@routes.get("/line")
@open_to(Role.SUPERVISOR)
def line() -> Response:
    return with_etag(line_snapshot(parts()))


@routes.get("/calls")
@open_to(Role.SUPERVISOR)
def calls() -> Response:
    before, limit = reading.instant_of_query("before"), reading.limit_of_query()
    rows = parts().log.call_log(before=before, limit=limit)
    older = rows[-1].arrived_at.isoformat() if len(rows) == limit else None
    return jsonify({"rows": [call_view(row) for row in rows], "older": older})


def call_view(row: LoggedCall) -> dict[str, Any]:
    return {
        "id": row.id,
        "arrived_at": row.arrived_at.isoformat(),
        "language": row.language,
        "state": row.state,
        "outcome": row.outcome,
        "ended_at": None if row.ended_at is None else row.ended_at.isoformat(),
        "ended_by": row.ended_by,
        "counsellor_id": row.counsellor_id,
        "counsellor_name": row.counsellor_name,
        "offers": row.offers,
        "waited_s": row.waited_s,
        "talked_s": row.talked_s,
        "practice": row.training is not None,
    }


@routes.get("/shifts")
@open_to(*ON_THE_LINE)
def shifts() -> Response:
    start = reading.instant_of_query("from") or parts().now()
    end = reading.instant_of_query("to") or start + _A_WEEK
    return jsonify({"rows": [shift_view(shift) for shift in parts().shifts.between(start, end)]})


@routes.post("/shifts")
@open_to(Role.SUPERVISOR)
def put_on_rota() -> Response:
    body = reading.json_object()
    wanted: dict[str, Any] = {
        "person_id": reading.one_of(body, "person_id", _counsellors()),
        "starts_at": reading.instant(body.get("starts_at"), "starts_at"),
        "ends_at": reading.instant(body.get("ends_at"), "ends_at"),
        "languages": reading.languages(body, "languages"),
    }
    try:
        shift = add_shift(parts().shifts, **wanted, now=parts().now())
    except ShiftError as fault:
        raise reading.wrong("ends_at", str(fault)) from fault
    except ShiftsOverlap as fault:
        # The very same shift is the same wish sent again, because its answer was lost.
        if any(getattr(fault.other, name) != value for name, value in wanted.items()):
            words = "This person already has a shift in that time."
            raise Problem(HTTPStatus.CONFLICT, words, other=shift_view(fault.other)) from fault
        shift = fault.other
    answer = jsonify(shift_view(shift))
    answer.status_code = HTTPStatus.CREATED
    return answer


def _counsellors() -> frozenset[str]:
    """Only counsellors have a desk that could be called."""
    everyone = parts().people.everyone()
    return frozenset(person.id for person in everyone if Role.COUNSELLOR in person.roles)


@routes.delete("/shifts/<shift_id>")
@open_to(Role.SUPERVISOR)
def take_off_rota(shift_id: str) -> Response:
    if not remove_shift(parts().shifts, shift_id, now=parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.get("/on-shift")
@open_to(*ON_THE_LINE)
def on_shift_at() -> Response:
    at = reading.instant_of_query("at") or parts().now()
    on = who_was_on(at)
    people = [{"person_id": each, "languages": sorted(on[each])} for each in sorted(on)]
    return jsonify({"at": at.isoformat(), "people": people})


def who_was_on(at: datetime) -> Mapping[str, frozenset[str]]:
    """The past from the duty log, which never changes; the present and the future from the rota."""
    rota, begins = parts().rota, parts().rota.duty_log.since()
    if begins is not None and begins <= at < parts().now():
        return rota.duty_log.at(at, Duty.LINE)
    return rota.resolved.at(at)
