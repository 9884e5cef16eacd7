"""What the training page and its JSON share: who may practise, with which callers, in which session."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog

from helpline.console.access import me, parts
from helpline.console.problems import Problem
from helpline.people.ports import Person, Role
from helpline.training.ports import NoScriptedCaller, PracticeLine, Script, TrainingSession

log = structlog.get_logger()


def counsellors() -> list[Person]:
    """Only they have a desk that could ring."""
    return [person for person in parts().people.everyone() if Role.COUNSELLOR in person.roles]


def practice_line() -> PracticeLine:
    """Raises Problem with a real carrier: nobody can play a child there."""
    line = parts().training.line
    if line is None:
        raise Problem(HTTPStatus.CONFLICT, "Training needs the practice line, which is not here.")
    return line


def scripts() -> Sequence[Script]:
    """Raises Problem."""
    line = practice_line()
    try:
        return line.scripts()
    except NoScriptedCaller as failure:
        raise _no_answer(failure) from failure


def start_session(counsellor_id: str, language: str) -> TrainingSession:
    """Raises AlreadyInTraining, or Problem where there is no practice line."""
    practice_line()
    return parts().training.sessions.start(
        counsellor_id=counsellor_id,
        supervisor_id=me().id,
        language=language,
        now=parts().now(),
    )


def running_session(session_id: str) -> TrainingSession:
    """Raises Problem when there is none, or it is over."""
    session = parts().training.book.session(session_id)
    if session is None or not session.runs(parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return session


def start_caller(session: TrainingSession, script: str, language: str) -> str:
    """The carrier's id of the call. Raises Problem."""
    ticket = parts().training.ticket(session.id)
    try:
        return practice_line().start_caller(script=script, language=language, ticket=ticket)
    except NoScriptedCaller as failure:
        raise _no_answer(failure) from failure


def end_session(session_id: str) -> None:
    """Raises Problem when there is none, or it is over."""
    now = parts().now()
    if not parts().training.sessions.end(session_id, supervisor_id=me().id, now=now):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")


def session_view(session: TrainingSession) -> Mapping[str, Any]:
    return {
        "id": session.id,
        "counsellor_id": session.counsellor_id,
        "supervisor_id": session.supervisor_id,
        "language": session.language,
        "started_at": session.started_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "phone_page": phone_page(session),
    }


def phone_page(session: TrainingSession) -> str:
    """Where the child is played; empty where nobody can."""
    line = parts().training.line
    return "" if line is None else line.phone_page(parts().training.ticket(session.id))


def _no_answer(failure: NoScriptedCaller) -> Problem:
    log.warning("training.no_scripted_caller", why=str(failure))
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The practice line does not answer.")
