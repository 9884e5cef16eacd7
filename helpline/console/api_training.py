"""Training by JSON: sessions that run, starting and ending them, and scripted callers."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading, trainings
from helpline.console.access import open_to, parts
from helpline.console.api_line import call_view
from helpline.console.problems import Problem
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Role
from helpline.training.ports import AlreadyInTraining, TrainingSession

routes = Blueprint("api_training", __name__, url_prefix="/api/training")
_TONGUES = frozenset(LANGUAGES)


@routes.get("")
@open_to(Role.SUPERVISOR)
def running() -> Response:
    sessions = parts().training.book.running(parts().now())
    return jsonify(
        {
            "practice": parts().training.line is not None,
            "sessions": [_with_calls(session) for session in sessions],
        }
    )


def _with_calls(session: TrainingSession) -> dict[str, Any]:
    calls = [call_view(row) for row in parts().log.practice_calls(session.id)]
    return {**trainings.session_view(session), "calls": calls}


@routes.post("")
@open_to(Role.SUPERVISOR)
def start() -> Response:
    """The same session for the same counsellor asked for again is answered as it was."""
    body = reading.json_object()
    allowed = frozenset(person.id for person in trainings.counsellors())
    counsellor_id = reading.one_of(body, "counsellor_id", allowed)
    language = reading.one_of(body, "language", _TONGUES)
    try:
        session = trainings.start_session(counsellor_id, language)
    except AlreadyInTraining as fault:
        words = "This counsellor is in training already."
        raise Problem(HTTPStatus.CONFLICT, words) from fault
    answer = jsonify(_with_calls(session))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.post("/<training_id>/end")
@open_to(Role.SUPERVISOR)
def end(training_id: str) -> Response:
    trainings.end_session(training_id)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.get("/scripts")
@open_to(Role.SUPERVISOR)
def scripts() -> Response:
    known = trainings.scripts()
    return jsonify({"scripts": [{"name": each.name, "title": dict(each.title)} for each in known]})


@routes.post("/<training_id>/callers")
@open_to(Role.SUPERVISOR)
def caller(training_id: str) -> Response:
    session = trainings.running_session(training_id)
    body = reading.json_object()
    language = reading.one_of({"language": session.language, **body}, "language", _TONGUES)
    names = frozenset(script.name for script in trainings.scripts())
    script = reading.one_of(body, "script", names)
    leg = trainings.start_caller(session, script, language)
    answer = jsonify({"call_sid": leg})
    answer.status_code = HTTPStatus.CREATED
    return answer
