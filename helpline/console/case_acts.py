"""What can be done to a case on its page, each by the name that its form sends."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from helpline.cases.case import CaseState, NoSuchCase, StaleCase, WrongMove
from helpline.cases.case_ports import WantedCases
from helpline.cases.keep_case import BadSection, Section
from helpline.console import reading
from helpline.console.access import parts
from helpline.console.api_contacts import reader
from helpline.console.problems import Problem
from helpline.people.ports import Person, Role

LONGEST = 20_000  # the use case says what is too long, in words
VIEWS = ("active", "due", "flagged", "closing", "closed")
_ACTIVE = (CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.CLOSING)
Form = Mapping[str, str]


def wanted_cases(view: str, label: str) -> WantedCases:
    """One of VIEWS, or the active ones; a name that is no text is none."""
    states = {"closing": (CaseState.CLOSING,), "closed": (CaseState.CLOSED,)}.get(view, _ACTIVE)
    label = label[:40].strip()
    return WantedCases(
        reader_id=None,
        states=tuple(state.value for state in states),
        due_by=parts().now().astimezone(parts().zone).date() if view == "due" else None,
        flagged=view == "flagged",
        label=label if reading.is_text(label) else "",
    )


def guarded(act: Callable[[], Any]) -> Any:
    """What the use case refuses, as a problem; BadSection is told by whoever asks."""
    try:
        return act()
    except NoSuchCase:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None
    except WrongMove as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from None
    except StaleCase:
        words = "Somebody changed this case in the meantime. Please look at it again."
        raise Problem(HTTPStatus.CONFLICT, words) from None


def an_entry_id() -> str:
    return uuid.uuid4().hex


def _write(case_id: str, form: Form) -> None:
    section = Section(
        id=form.get("id", "")[:64] or an_entry_id(),
        kind=form.get("kind", ""),
        text=_text(form.get("text", "")),
        due_on=day(form.get("due_on", "")),
    )
    parts().records.keep_case.write(case_id, section, reader(), parts().now())


def _flag(case_id: str, form: Form) -> None:
    parts().records.keep_case.flag(case_id, form.get("reason", ""), reader(), parts().now())


def _finish(case_id: str, form: Form) -> None:
    entry_id = form.get("entry_id", "")[:64]
    parts().records.keep_case.finish(case_id, entry_id, reader(), parts().now())


def _move(case_id: str, form: Form) -> None:
    state = form.get("state", "")
    if state not in set(CaseState):
        raise BadSection([("state", "Choose one of the list.")])
    parts().records.move_case(case_id, CaseState(state), reader(), parts().now())


def _hand(case_id: str, form: Form) -> None:
    person_id = form.get("person_id", "")
    if person_id not in {each.id for each in counsellors()}:
        raise BadSection([("person_id", "Choose one of the list.")])
    parts().records.move_case.hand_to(case_id, person_id, reader(), parts().now())


def answer(case_id: str, form: Form) -> None:
    takes = form.get("takes") == "yes"
    parts().records.move_case.answer(case_id, reader(), parts().now(), takes=takes)


def _unlink(case_id: str, form: Form) -> None:
    contact_id = form.get("contact_id", "")[:64]
    parts().records.keep_case.unlink(case_id, contact_id, reader(), parts().now())


def _consent(case_id: str, form: Form) -> None:
    kind, given = form.get("consent", ""), form.get("given")
    if given not in {"yes", "no"}:
        raise BadSection([("given", "Yes or no is expected here.")])
    refer = parts().records.refer
    refer.consent(case_id, kind, reader(), parts().now(), given=given == "yes")


def _refer(case_id: str, form: Form) -> None:
    with_identity = form.get("with_identity") == "yes"
    code = form.get("service", "")[:64]
    parts().records.refer(case_id, code, reader(), parts().now(), with_identity=with_identity)


def _follow(case_id: str, form: Form) -> None:
    entry_id, outcome = form.get("entry_id", "")[:64], form.get("outcome", "")
    parts().records.refer.follow(case_id, entry_id, outcome, reader(), parts().now())


ACTS: Mapping[str, Callable[[str, Form], None]] = {
    "write": _write,
    "flag": _flag,
    "finish": _finish,
    "move": _move,
    "hand": _hand,
    "answer": answer,
    "unlink": _unlink,
    "consent": _consent,
    "refer": _refer,
    "follow": _follow,
}


def _text(value: str) -> str:
    if len(value) > LONGEST or not reading.is_text(value):
        raise BadSection([("text", "Text is expected here.")])
    return value.replace("\r\n", "\n")


def day(value: str) -> date | None:
    if not value:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise BadSection([("due_on", "Enter a date.")]) from None
    if found.year not in reading.YEARS:
        raise BadSection([("due_on", "Enter a date.")])
    return found


def counsellors() -> list[Person]:
    return [each for each in parts().people.everyone() if Role.COUNSELLOR in each.roles]
