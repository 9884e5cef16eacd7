"""Contacts by JSON: read through the one gate, saved while typing, completed once."""

from http import HTTPStatus
from typing import Any, NoReturn

from flask import Blueprint, Response, jsonify

from helpline.cases.form import NOTE_LENGTH
from helpline.cases.ports import Contact, ContactState, StaleContact
from helpline.cases.read_contact import BadReason, Reader, ReasonNeeded
from helpline.cases.write_contact import AlreadyComplete, BadContact, NotYourContact, Written
from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.problems import Problem
from helpline.console.snapshots import contact_view
from helpline.people.ports import Role
from helpline.privacy.detector import find

routes = Blueprint("api_contacts", __name__, url_prefix="/api/contacts")


def reader() -> Reader:
    return Reader(person_id=me().id, reads_all=Role.SUPERVISOR in me().roles)


@routes.get("")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def listing() -> Response:
    before, limit = reading.instant_of_query("before"), reading.limit_of_query()
    shown = parts().read_contact.listing(reader(), before=before, limit=limit, now=parts().now())
    older = shown[-1].opened_at.isoformat() if len(shown) == limit else None
    return jsonify({"rows": [_row(contact) for contact in shown], "older": older})


def _row(contact: Contact) -> dict[str, Any]:
    """As the contact itself; a note that takes a reason is null, which is not an empty one."""
    row = dict(contact_view(contact))
    return row | {"note": None} if reader().needs_a_reason(contact) else row


@routes.get("/<contact_id>")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def one(contact_id: str) -> Response:
    return jsonify(contact_view(read(contact_id)))


@routes.post("/<contact_id>/read")
@open_to(Role.SUPERVISOR)
def read_for_a_reason(contact_id: str) -> Response:
    """A reason is text and stands in no address, so it is posted."""
    reason = reading.text(reading.json_object(), "reason", longest=1000, default="")
    return jsonify(contact_view(read(contact_id, reason)))


def read(contact_id: str, reason: str = "") -> Contact:
    """Through the one gate; what it refuses is told as a problem."""
    try:
        contact = parts().read_contact.one(contact_id, reader(), parts().now(), reason=reason)
    except ReasonNeeded:
        words = "Say why you read somebody else's contact."
        raise Problem(HTTPStatus.FORBIDDEN, words, kind="/problems/reason-needed") from None
    except BadReason as fault:
        raise reading.wrong("reason", str(fault)) from None
    if contact is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return contact


@routes.put("/<contact_id>")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def draft(contact_id: str) -> Response:
    saved = _write(contact_id, complete=False)
    return jsonify(
        {
            "version": saved.version,
            "saved_at": parts().now().isoformat(),
            "findings": findings_view(saved.note),
        }
    )


@routes.post("/<contact_id>/complete")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def complete(contact_id: str) -> Response:
    return jsonify(contact_view(_write(contact_id, complete=True)))


def _write(contact_id: str, *, complete: bool) -> Contact:
    body = reading.json_object()
    written = Written(
        version=reading.whole(body, "version"),
        form=reading.an_object(body, "form"),
        note=reading.text(body, "note", longest=20_000, default=""),
    )
    write = parts().write_contact
    save = write.complete if complete else write.draft
    try:
        return save(contact_id, me().id, written, parts().now())
    except (AlreadyComplete, StaleContact) as fault:
        return _saved_before(contact_id, written, complete=complete) or _refuse(fault)
    except NotYourContact as fault:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from fault
    except BadContact as fault:
        words = "Something is missing or wrong"
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            words,
            errors=fault.faults,
            findings=findings_view(written.note[:NOTE_LENGTH]),
        ) from fault


def findings_view(text: str) -> list[dict[str, Any]]:
    """What may say who the child is, piece by piece; `refused` is what must go."""
    return [
        {"kind": each.kind, "refused": each.refused, "text": text[each.start : each.end].strip()}
        for each in find(text)
    ]


def _saved_before(contact_id: str, written: Written, *, complete: bool) -> Contact | None:
    """The contact when this very writing is what stands: its answer was lost and it is sent again."""
    contact = parts().write_contact.contacts.contact(contact_id)
    if contact is None or contact.version != written.version + 1:
        return None
    is_same = (contact.form, contact.note) == (written.form, written.note)
    is_complete = contact.state is ContactState.COMPLETE
    return contact if is_same and is_complete is complete else None


def _refuse(fault: AlreadyComplete | StaleContact) -> NoReturn:
    if isinstance(fault, AlreadyComplete):
        raise Problem(HTTPStatus.CONFLICT, "This contact is complete already.") from fault
    words = "The contact was saved elsewhere in the meantime."
    current = contact_view(fault.current)
    raise Problem(
        HTTPStatus.CONFLICT, words, kind="/problems/stale-contact", current=current
    ) from fault
