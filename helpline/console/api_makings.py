"""What rosters are made of by JSON: kinds of shift, patterns, work flags, holidays, wishes."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from helpline.console import reading, rota_makings, rota_patterns
from helpline.console.access import ON_THE_LINE, me, open_to, parts
from helpline.console.makings_views import kind_view, pattern_view, whole_view, wish_view
from helpline.console.rota_calendar import today
from helpline.people.ports import Role

routes = Blueprint("api_makings", __name__, url_prefix="/api")


def _nothing() -> Response:
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.get("/rota/made-of")
@open_to(Role.SUPERVISOR)
def made_of() -> Response:
    return jsonify(whole_view())


@routes.put("/rota/kinds/<code>")
@open_to(Role.SUPERVISOR)
def put_kind(code: str) -> Response:
    return jsonify(kind_view(rota_makings.put_kind(code, reading.json_object())))


@routes.delete("/rota/kinds/<code>")
@open_to(Role.SUPERVISOR)
def remove_kind(code: str) -> Response:
    rota_makings.remove_kind(code)
    return _nothing()


@routes.post("/rota/patterns")
@open_to(Role.SUPERVISOR)
def add_pattern() -> Response:
    answer = jsonify(pattern_view(rota_patterns.add_pattern(reading.json_object())))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.post("/rota/patterns/<pattern_id>/end")
@open_to(Role.SUPERVISOR)
def end_pattern(pattern_id: str) -> Response:
    rota_patterns.end_pattern(pattern_id, reading.json_object())
    return _nothing()


@routes.delete("/rota/patterns/<pattern_id>")
@open_to(Role.SUPERVISOR)
def remove_pattern(pattern_id: str) -> Response:
    rota_patterns.remove_pattern(pattern_id)
    return _nothing()


@routes.put("/rota/patterns/<pattern_id>/days/<day>")
@open_to(Role.SUPERVISOR)
def put_exception(pattern_id: str, day: str) -> Response:
    on = reading.day(day, "day")
    rota_patterns.put_exception(pattern_id, on, reading.json_object())
    return _nothing()


@routes.delete("/rota/patterns/<pattern_id>/days/<day>")
@open_to(Role.SUPERVISOR)
def remove_exception(pattern_id: str, day: str) -> Response:
    rota_patterns.remove_exception(pattern_id, reading.day(day, "day"))
    return _nothing()


@routes.put("/people/<person_id>/work-flags")
@open_to(Role.SUPERVISOR)
def put_flags(person_id: str) -> Response:
    rota_makings.put_flags(person_id, reading.json_object())
    return _nothing()


@routes.put("/rota/least")
@open_to(Role.SUPERVISOR)
def put_least() -> Response:
    rota_makings.put_least(reading.json_object())
    return _nothing()


@routes.put("/rota/holidays/<day>")
@open_to(Role.SUPERVISOR)
def put_day(day: str) -> Response:
    rota_makings.put_day(reading.day(day, "day"), reading.json_object())
    return _nothing()


@routes.delete("/rota/holidays/<day>")
@open_to(Role.SUPERVISOR)
def remove_day(day: str) -> Response:
    rota_makings.remove_day(reading.day(day, "day"))
    return _nothing()


@routes.get("/wishes")
@open_to(*ON_THE_LINE)
def wishes() -> Response:
    """Her own, from today on."""
    mine = parts().rota.makings.wishes_of(me().id, today())
    return jsonify({"rows": [wish_view(each) for each in mine]})


@routes.put("/wishes/<day>")
@open_to(*ON_THE_LINE)
def put_wish(day: str) -> Response:
    asked = rota_makings.put_wish(reading.day(day, "day"), reading.json_object())
    return jsonify(wish_view(asked))


@routes.delete("/wishes/<day>")
@open_to(*ON_THE_LINE)
def remove_wish(day: str) -> Response:
    rota_makings.remove_wish(reading.day(day, "day"))
    return _nothing()
