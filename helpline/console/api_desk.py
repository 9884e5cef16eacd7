"""What a counsellor does at her desk: duty, offers, the call, wrap-up. Every command is a POST."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import is_covered, me, open_to, parts
from helpline.console.conditional import with_etag
from helpline.console.problems import Problem
from helpline.console.snapshots import console_snapshot
from helpline.people.ports import Role
from routing.events import Accept, ChooseDuty, Decline, End, Event, Hold, Mute, Resume, WrapUpDone
from routing.result import Answer, Reply
from routing.state import Duty

routes = Blueprint("api_desk", __name__, url_prefix="/api")
_DUTIES = frozenset(duty.value for duty in Duty)


@routes.get("/console")
@open_to(Role.COUNSELLOR)
def console() -> Response:
    return with_etag(console_snapshot(parts(), me(), covered=is_covered()))


@routes.post("/duty")
@open_to(Role.COUNSELLOR)
def duty() -> Response:
    body = reading.json_object()
    chosen = Duty(reading.one_of(body, "state", _DUTIES))
    reason = reading.reason(body)
    key = reading.event_id("duty")
    return done(ChooseDuty(id=key, counsellor_id=me().id, duty=chosen, reason=reason))


@routes.post("/offers/<offer_id>/accept")
@open_to(Role.COUNSELLOR)
def accept(offer_id: str) -> Response:
    """Answers the ticket with which the softphone calls in."""
    key = reading.event_id(f"accept:{offer_id}")
    refuse_unless_done(
        parts().apply_event(Accept(id=key, offer_id=offer_id, counsellor_id=me().id))
    )
    until = parts().now() + parts().policy.ticket
    ticket = parts().ticket(offer_id, me().id)
    return jsonify({"ticket": ticket, "expires_at": until.isoformat()})


@routes.post("/offers/<offer_id>/decline")
@open_to(Role.COUNSELLOR)
def decline(offer_id: str) -> Response:
    reason = reading.reason(reading.json_object())
    key = reading.event_id(f"decline:{offer_id}")
    return done(Decline(id=key, offer_id=offer_id, counsellor_id=me().id, reason=reason))


@routes.post("/calls/<call_id>/hold")
@open_to(Role.COUNSELLOR)
def hold(call_id: str) -> Response:
    key = reading.event_id(f"hold:{call_id}")
    return done(Hold(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/calls/<call_id>/resume")
@open_to(Role.COUNSELLOR)
def resume(call_id: str) -> Response:
    key = reading.event_id(f"resume:{call_id}")
    return done(Resume(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/calls/<call_id>/mute")
@open_to(Role.COUNSELLOR)
def mute(call_id: str) -> Response:
    muted = reading.yes_or_no(reading.json_object(), "muted")
    key = reading.event_id(f"mute:{call_id}")
    return done(Mute(id=key, call_id=call_id, counsellor_id=me().id, muted=muted))


@routes.post("/calls/<call_id>/hang-up")
@open_to(Role.COUNSELLOR)
def hang_up(call_id: str) -> Response:
    key = reading.event_id(f"hang-up:{call_id}")
    return done(End(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/wrap-up/done")
@open_to(Role.COUNSELLOR)
def wrap_updone() -> Response:
    return done(WrapUpDone(id=reading.event_id("wrap-up"), counsellor_id=me().id))


@routes.get("/softphone-token")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def softphone_token() -> Response:
    return jsonify({"token": parts().softphone_token(me().id), "life_s": 3600})


def done(event: Event) -> Response:
    """Let it happen and answer the desk as it is now."""
    refuse_unless_done(parts().apply_event(event))
    return jsonify(console_snapshot(parts(), me(), covered=is_covered()))


def refuse_unless_done(reply: Reply) -> None:
    match reply.answer:
        case Answer.TOO_LATE:
            raise _too_late()
        case Answer.NOT_POSSIBLE:
            raise Problem(HTTPStatus.CONFLICT, "This is not possible at the moment.")
        case Answer.NOT_YOURS:
            raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
        case Answer.DONE | Answer.NOTHING | Answer.JOIN:
            return


def _too_late(**more: Any) -> Problem:
    words = "Too late: somebody else was first, or it is over."
    return Problem(HTTPStatus.CONFLICT, words, kind="/problems/too-late", **more)
