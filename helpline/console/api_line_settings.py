"""What supervisors set for the line: telephones of the on-call, listed parties, the emergency notice."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.calls.line_ports import OutsideParty, Switch
from helpline.console import line_settings, reading
from helpline.console.access import open_to, parts
from helpline.people.ports import Role
from helpline.rota.abilities import NONE

routes = Blueprint("api_line_settings", __name__, url_prefix="/api")


@routes.get("/line-settings")
@open_to(Role.SUPERVISOR, Role.DUTY_OFFICER)
def settings() -> Response:
    return jsonify(settings_view())


def settings_view() -> dict[str, Any]:
    """Of a telephone only that there is one: the number is for the carrier alone."""
    state, with_phone = parts().routing_state(), parts().line.telephones()
    on_call = {p.id: p.on_call_rank for p in state.counsellors.values() if p.on_call}
    able = parts().abilities.abilities()
    people = [p for p in parts().people.everyone() if Role.COUNSELLOR in p.roles]
    return {
        "emergency": parts().line.is_on(Switch.EMERGENCY),
        "parties": [_party_view(party) for party in parts().line.parties()],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "has_telephone": person.id in with_phone,
                "on_call": person.id in on_call,
                "rank": on_call.get(person.id, 0),
                "skills": dict(able.get(person.id, NONE).skills),
                "place": able.get(person.id, NONE).place,
            }
            for person in people
        ],
    }


def _party_view(party: OutsideParty) -> dict[str, str]:
    return {"id": party.id, "name": party.name, "number": party.number}


@routes.put("/people/<person_id>/telephone")
@open_to(Role.SUPERVISOR)
def set_telephone(person_id: str) -> Response:
    number = reading.text(reading.json_object(), "number", longest=20, default="")
    line_settings.set_telephone(person_id, number)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.put("/people/<person_id>/skills")
@open_to(Role.SUPERVISOR)
def set_skills(person_id: str) -> Response:
    """Levels from 1 to 5, and the place in the fixed order."""
    body = reading.json_object()
    given = reading.an_object(body, "skills")
    typed = ", ".join(f"{name} {level}" for name, level in given.items())
    place = reading.whole({"place": 0, **body}, "place")
    line_settings.set_ability(person_id, line_settings.typed_skills(typed), place)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/people/<person_id>/on-call")
@open_to(Role.SUPERVISOR, Role.DUTY_OFFICER)
def set_on_call(person_id: str) -> Response:
    body = reading.json_object()
    on = reading.yes_or_no(body, "on")
    rank = reading.whole({"rank": 0, **body}, "rank")
    line_settings.set_on_call(person_id, on=on, rank=rank)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/line-settings/emergency")
@open_to(Role.SUPERVISOR)
def emergency() -> Response:
    line_settings.turn_emergency(on=reading.yes_or_no(reading.json_object(), "on"))
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/parties")
@open_to(Role.SUPERVISOR)
def add_party() -> Response:
    body = reading.json_object()
    name = reading.text(body, "name", longest=120)
    number = reading.text(body, "number", longest=20)
    answer = jsonify(_party_view(line_settings.add_party(name, number)))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.delete("/parties/<party_id>")
@open_to(Role.SUPERVISOR)
def remove_party(party_id: str) -> Response:
    line_settings.remove_party(party_id)
    return Response(status=HTTPStatus.NO_CONTENT)
