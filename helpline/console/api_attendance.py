"""A person's own coming and going, and her notices, by JSON."""

from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import attendance
from helpline.console.access import ON_THE_LINE, me, open_to, parts, put_on_record
from helpline.rota.clocking import Clocked

routes = Blueprint("api_attendance", __name__, url_prefix="/api")


@routes.post("/clock-in")
@open_to(*ON_THE_LINE)
def clock_in() -> Response:
    return jsonify(_view(attendance.come("api")))


@routes.post("/clock-out")
@open_to(*ON_THE_LINE)
def clock_out() -> Response:
    return jsonify(_view(attendance.go()))


def _view(clocked: Clocked) -> dict[str, Any]:
    return {
        "shift_id": clocked.shift.id,
        "starts_at": clocked.shift.starts_at.isoformat(),
        "ends_at": clocked.shift.ends_at.isoformat(),
        "arrived_at": clocked.arrived_at.isoformat(),
        "left_at": clocked.left_at and clocked.left_at.isoformat(),
    }


@routes.get("/notices")
@open_to(*ON_THE_LINE)
def notices() -> Response:
    """Those she has not put away."""
    return jsonify({"rows": [_notice_view(each) for each in parts().rota.notices.unseen(me().id)]})


def _notice_view(row: Any) -> dict[str, Any]:
    before = {
        name: row[name] and row[name].isoformat() for name in ("was_starts_at", "was_ends_at")
    }
    return {
        "id": row["id"],
        "kind": row["kind"],
        "shift_id": row["shift_id"],
        "starts_at": row["starts_at"].isoformat(),
        "ends_at": row["ends_at"].isoformat(),
        "due_at": row["due_at"].isoformat(),
        **before,
    }


@routes.post("/notices/seen")
@open_to(*ON_THE_LINE)
def put_away() -> Response:
    put_on_record("notices.seen", me().id)
    return jsonify({"put_away": parts().rota.notices.put_away(me().id, parts().now())})
