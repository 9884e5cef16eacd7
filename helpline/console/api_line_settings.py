"""What supervisors set for the line: telephones of the on-call, listed parties, the emergency notice."""

import re
import uuid
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.calls.line_ports import OutsideParty, Switch
from helpline.console import reading
from helpline.console.access import me, open_to, parts, put_on_record
from helpline.console.api_desk import refuse_unless_done
from helpline.console.problems import Problem
from helpline.people.ports import Role
from routing.events import OnCallEnd, OnCallStart

routes = Blueprint("api_line_settings", __name__, url_prefix="/api")
_IN_FULL = re.compile(r"\+[1-9][0-9]{6,14}")
_DIALLED = re.compile(r"\+?[0-9]{2,15}")
_RANKS = range(100)


@routes.get("/line-settings")
@open_to(Role.SUPERVISOR, Role.DUTY_OFFICER)
def settings() -> Response:
    return jsonify(settings_view())


def settings_view() -> dict[str, Any]:
    """Of a telephone only that there is one: the number is for the carrier alone."""
    state, with_phone = parts().routing_state(), parts().line.telephones()
    on_call = {p.id: p.rank for p in state.counsellors.values() if p.on_call}
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
            }
            for person in people
        ],
    }


def _party_view(party: OutsideParty) -> dict[str, str]:
    return {"id": party.id, "name": party.name, "number": party.number}


@routes.put("/people/<person_id>/telephone")
@open_to(Role.SUPERVISOR)
def set_telephone(person_id: str) -> Response:
    """In full, with its plus; nothing takes it away."""
    number = reading.text(reading.json_object(), "number", longest=20, default="")
    number = re.sub(r"[\s()-]", "", number)
    if number and not _IN_FULL.fullmatch(number):
        raise reading.wrong(
            "number", "A telephone number such as +7 700 123 45 67 is expected here."
        )
    _known(person_id)
    put_on_record("person.telephone", person_id)
    parts().line.set_telephone(person_id, number or None, parts().now())
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/people/<person_id>/on-call")
@open_to(Role.SUPERVISOR, Role.DUTY_OFFICER)
def set_on_call(person_id: str) -> Response:
    """From now on her telephone may be rung, in the order of the ranks, low first."""
    body = reading.json_object()
    on = reading.yes_or_no(body, "on")
    rank = reading.whole({"rank": 0, **body}, "rank")
    if rank not in _RANKS:
        raise reading.wrong("rank", "A whole number from 0 to 99 is expected here.")
    _known(person_id)
    if on and person_id not in parts().line.telephones():
        raise Problem(HTTPStatus.CONFLICT, "This person has no telephone on the list.")
    put_on_record("person.on_call" if on else "person.off_call", person_id)
    key = reading.event_id(f"on-call:{person_id}")
    event = OnCallStart(id=key, counsellor_id=person_id, rank=rank)
    refuse_unless_done(
        parts().apply_event(event if on else OnCallEnd(id=key, counsellor_id=person_id))
    )
    return Response(status=HTTPStatus.NO_CONTENT)


def _known(person_id: str) -> None:
    people = {person.id for person in parts().people.everyone() if Role.COUNSELLOR in person.roles}
    if person_id not in people:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")


@routes.post("/line-settings/emergency")
@open_to(Role.SUPERVISOR)
def emergency() -> Response:
    """Every caller hears the notice first, from her next turn on."""
    on = reading.yes_or_no(reading.json_object(), "on")
    put_on_record("line.emergency_on" if on else "line.emergency_off", "-")
    parts().line.turn(Switch.EMERGENCY, on=on, by=me().id, now=parts().now())
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/parties")
@open_to(Role.SUPERVISOR)
def add_party() -> Response:
    body = reading.json_object()
    name = reading.text(body, "name", longest=120).strip()
    number = re.sub(r"[\s()-]", "", reading.text(body, "number", longest=20))
    if not name:
        raise reading.wrong("name", "Text is expected here.")
    if not _DIALLED.fullmatch(number):
        raise reading.wrong("number", "A telephone number is expected here.")
    party = OutsideParty(id=uuid.uuid4().hex, name=name, number=number)
    put_on_record("line.party_added", party.id)
    parts().line.add_party(party)
    answer = jsonify(_party_view(party))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.delete("/parties/<party_id>")
@open_to(Role.SUPERVISOR)
def remove_party(party_id: str) -> Response:
    put_on_record("line.party_removed", party_id)
    if not parts().line.remove_party(party_id):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return Response(status=HTTPStatus.NO_CONTENT)
