"""Training as a page of plain forms: start a session, play the child, see the practice calls, end it."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import trainings
from helpline.console.access import open_to, parts
from helpline.console.problems import Problem
from helpline.console.translations import LANGUAGES, reader_language
from helpline.people.ports import Role
from helpline.training.ports import AlreadyInTraining, Script, TrainingSession
from routing.presence import presence_of
from routing.state import Presence

routes = Blueprint("training", __name__)
_LONGEST = 64
Errors = list[tuple[str, str]]


@routes.get("/training")
@open_to(Role.SUPERVISOR)
def training() -> str:
    return _page({}, [])


@routes.post("/training")
@open_to(Role.SUPERVISOR)
def start() -> Any:
    """What was chosen stays in the form when something is wrong."""
    values = _values("counsellor_id", "language")
    faults = list(_faults(values))
    try:
        if not faults:
            trainings.start_session(values["counsellor_id"], values["language"])
    except AlreadyInTraining:
        faults = [("counsellor_id", "This counsellor is in training already.")]
    if faults:
        return _again(values, faults)
    return redirect(url_for("training.training"), HTTPStatus.SEE_OTHER)


def _values(*names: str) -> dict[str, str]:
    return {name: request.form.get(name, "")[:_LONGEST] for name in names}


def _faults(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if values["counsellor_id"] not in {person.id for person in trainings.counsellors()}:
        yield "counsellor_id", "Choose who practises."
    if values["language"] not in LANGUAGES:
        yield "language", "Choose one of the list."


def _again(
    values: Mapping[str, str],
    faults: Sequence[tuple[str, str]],
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> tuple[str, HTTPStatus]:
    return _page(values, [(field, gettext(words)) for field, words in faults]), status


@routes.post("/training/<training_id>/callers")
@open_to(Role.SUPERVISOR)
def caller(training_id: str) -> Any:
    session = trainings.running_session(training_id)
    values = _values("script", "language")
    language = values["language"] if values["language"] in LANGUAGES else session.language
    field = f"script-{session.id}"
    try:
        if values["script"] not in {script.name for script in trainings.scripts()}:
            return _again({}, [(field, "Choose one of the list.")])
        trainings.start_caller(session, values["script"], language)
    except Problem as problem:  # said on the page, beside the form that was sent
        return _again({}, [(field, problem.detail)], problem.status)
    return redirect(url_for("training.training"), HTTPStatus.SEE_OTHER)


@routes.post("/training/<training_id>/end")
@open_to(Role.SUPERVISOR)
def end(training_id: str) -> Any:
    trainings.end_session(training_id)
    return redirect(url_for("training.training"), HTTPStatus.SEE_OTHER)


def _page(values: Mapping[str, str], errors: Errors) -> str:
    sessions = parts().training.book.running(parts().now())
    return render_template(
        "training.html",
        possible=parts().training.line is not None,
        sessions=[_shown(session) for session in sessions],
        scripts=_scripts() if sessions else [],
        people=trainings.counsellors(),
        names={person.id: person.name for person in parts().people.everyone()},
        values=values,
        errors=errors,
    )


def _shown(session: TrainingSession) -> dict[str, Any]:
    return {
        "session": session,
        "phone_page": trainings.phone_page(session),
        "calls": parts().log.practice_calls(session.id),
        "presence": _presence(session.counsellor_id),
    }


def _presence(person_id: str) -> str:
    """Her presence; `away` when she could not be rung although she is available by her own word."""
    state = parts().routing_state()
    person = state.counsellors.get(person_id)
    if person is None:
        return "away"
    presence = presence_of(state, person, parts().now())
    if presence is Presence.AVAILABLE and not person.present:
        return "away"
    return presence.value


def _scripts() -> list[tuple[str, str]] | None:
    """(name, title in the reader's language); None when the practice line does not answer."""
    try:
        return [(script.name, _title(script)) for script in trainings.scripts()]
    except Problem:
        return None


def _title(script: Script) -> str:
    return script.title.get(reader_language()) or script.title.get("en") or script.name
