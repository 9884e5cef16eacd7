"""What a supervisor does on the board: being in a talk, and placing calls and people."""

from flask import Blueprint, Response, jsonify

from helpline.calls.ticket import supervision
from helpline.console import reading
from helpline.console.access import me, open_to, parts, put_on_record
from helpline.console.api_desk import refuse_unless_done
from helpline.people.ports import Role
from routing.events import (
    Assign,
    ChangeLane,
    ChangePriority,
    ChooseDuty,
    Event,
    StopSupervising,
    Supervise,
)
from routing.state import Duty, GuestRole, Lane

routes = Blueprint("api_supervision", __name__, url_prefix="/api")
_PRIORITIES = range(10)
_FORCED = frozenset({Duty.OFF.value, Duty.BREAK.value})


@routes.post("/calls/<call_id>/listen")
@open_to(Role.SUPERVISOR)
def listen(call_id: str) -> Response:
    return _supervise(call_id, GuestRole.LISTEN)


@routes.post("/calls/<call_id>/whisper")
@open_to(Role.SUPERVISOR)
def whisper(call_id: str) -> Response:
    return _supervise(call_id, GuestRole.WHISPER)


@routes.post("/calls/<call_id>/barge")
@open_to(Role.SUPERVISOR)
def barge(call_id: str) -> Response:
    return _supervise(call_id, GuestRole.BARGE)


def _supervise(call_id: str, role: GuestRole) -> Response:
    """Answers a ticket for her softphone; who is in the talk already only changes who hears her."""
    why = required_reason()
    put_on_record(f"call.{role.value}", call_id, why)
    key = reading.event_id(f"{role.value}:{call_id}")
    _apply(Supervise(id=key, call_id=call_id, supervisor_id=me().id, role=role, reason=why))
    until = parts().now() + parts().policy.ticket
    ticket = parts().ticket(supervision(call_id), me().id)
    return jsonify({"ticket": ticket, "expires_at": until.isoformat()})


@routes.post("/calls/<call_id>/stop-supervising")
@open_to(Role.SUPERVISOR)
def stop_supervising(call_id: str) -> Response:
    key = reading.event_id(f"stop-supervising:{call_id}")
    put_on_record("call.left", call_id)
    return _apply(StopSupervising(id=key, call_id=call_id, supervisor_id=me().id))


@routes.post("/calls/<call_id>/assign")
@open_to(Role.SUPERVISOR)
def assign(call_id: str) -> Response:
    """Offered to this counsellor, whoever's turn it is."""
    person_id = reading.text(reading.json_object(), "person_id", longest=64)
    put_on_record("call.assigned", call_id)
    key = reading.event_id(f"assign:{call_id}")
    return _apply(Assign(id=key, call_id=call_id, counsellor_id=person_id))


@routes.post("/calls/<call_id>/priority")
@open_to(Role.SUPERVISOR)
def priority(call_id: str) -> Response:
    value = reading.whole(reading.json_object(), "priority")
    if value not in _PRIORITIES:
        raise reading.wrong("priority", "A whole number from 0 to 9 is expected here.")
    put_on_record("call.priority", call_id)
    key = reading.event_id(f"priority:{call_id}")
    return _apply(ChangePriority(id=key, call_id=call_id, priority=value))


@routes.post("/calls/<call_id>/lane")
@open_to(Role.SUPERVISOR)
def lane(call_id: str) -> Response:
    """A prank comes later, or like all the others again; nobody is refused."""
    chosen = reading.one_of(reading.json_object(), "lane", frozenset(Lane))
    why = required_reason()
    put_on_record("call.lane", call_id, why)
    key = reading.event_id(f"lane:{call_id}")
    return _apply(ChangeLane(id=key, call_id=call_id, lane=Lane(chosen), reason=why))


@routes.post("/people/<person_id>/duty")
@open_to(Role.SUPERVISOR)
def force_duty(person_id: str) -> Response:
    """Off duty or on a break, by a supervisor's word; a talk she is in goes on."""
    state = reading.one_of(reading.json_object(), "state", _FORCED)
    why = required_reason()
    put_on_record("person.duty", person_id, why)
    key = reading.event_id(f"duty:{person_id}")
    return _apply(
        ChooseDuty(id=key, counsellor_id=person_id, duty=Duty(state), reason="supervisor")
    )


def required_reason() -> str:
    why = reading.text(reading.json_object(), "reason", longest=200, default="").strip()
    if not why:
        raise reading.wrong("reason", "Please give a reason.")
    return why


def _apply(event: Event) -> Response:
    refuse_unless_done(parts().apply_event(event))
    return Response(status=204)
