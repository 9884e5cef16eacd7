"""Messages of callers by JSON: what waits, hearing one, calling back, done."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.calls.line_ports import Message
from helpline.calls.ports import CarrierFailed
from helpline.console.access import me, open_to, parts, put_on_record
from helpline.console.problems import Problem
from helpline.people.ports import Role

routes = Blueprint("api_messages", __name__, url_prefix="/api/messages")
_BOTH = (Role.COUNSELLOR, Role.SUPERVISOR)


@routes.get("")
@open_to(*_BOTH)
def listing() -> Response:
    return jsonify({"rows": [message_view(each) for each in parts().messages.book.open_messages()]})


def message_view(message: Message) -> dict[str, Any]:
    """Never a number: it is for the carrier alone."""
    return {
        "id": message.id,
        "kind": message.kind.value,
        "language": message.language,
        "made_at": message.made_at.isoformat(),
        "state": message.state.value,
        "taken_by": message.taken_by,
        "attempts": message.attempts,
        "seconds": message.seconds,
        "has_recording": message.has_recording,
    }


@routes.get("/<message_id>/recording")
@open_to(*_BOTH)
def recording(message_id: str) -> Response:
    """Put on record before it is given out."""
    message = parts().messages.book.message(message_id)
    if message is None or not message.has_recording:
        raise _nothing()
    put_on_record("message.heard", message_id)
    sound = parts().messages.book.recording(message_id)
    if sound is None:
        raise _nothing()
    answer = Response(sound, mimetype="audio/wav")
    answer.cache_control.no_store = True
    return answer


@routes.post("/<message_id>/done")
@open_to(*_BOTH)
def done(message_id: str) -> Response:
    see_to(message_id)
    return Response(status=HTTPStatus.NO_CONTENT)


def see_to(message_id: str) -> None:
    """Seen to; its sound and its number are erased. Raises Problem."""
    _known(message_id)
    put_on_record("message.done", message_id)
    if not parts().messages.done(message_id, me().id):
        raise _too_late()


@routes.post("/<message_id>/call-back")
@open_to(Role.COUNSELLOR)
def call_back(message_id: str) -> Response:
    ring_back(message_id)
    return Response(status=HTTPStatus.NO_CONTENT)


def ring_back(message_id: str) -> None:
    """Rings her; when she says that she can talk, she is offered first to whoever has rung. Raises Problem."""
    _known(message_id)
    put_on_record("message.called_back", message_id)
    try:
        rung = parts().messages.call_back(message_id, me().id)
    except CarrierFailed as fault:
        words = "The call could not be placed. Please try again."
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, words) from fault
    if not rung:
        raise _too_late()


def _known(message_id: str) -> None:
    if parts().messages.book.message(message_id) is None:
        raise _nothing()


def _nothing() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "There is nothing here")


def _too_late() -> Problem:
    words = "Too late: somebody else was first, or it is over."
    return Problem(HTTPStatus.CONFLICT, words, kind="/problems/too-late")
