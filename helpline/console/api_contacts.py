"""Contacts by JSON: read through the one gate, saved while typing, completed once."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from helpline.cases.ports import Contact, StaleContact
from helpline.cases.read_contact import Reader
from helpline.cases.write_contact import AlreadyComplete, BadContact, NotYourContact, Written
from helpline.console import reading
from helpline.console.access import EVERYBODY, me, open_to, parts
from helpline.console.problems import Problem
from helpline.console.snapshots import contact_view
from helpline.people.ports import Role

routes = Blueprint("api_contacts", __name__, url_prefix="/api/contacts")


def reader() -> Reader:
    return Reader(person_id=me().id, reads_all=Role.SUPERVISOR in me().roles)


@routes.get("")
@open_to(*EVERYBODY)
def listing() -> Response:
    before, limit = reading.instant_of_query("before"), reading.limit_of_query()
    shown = parts().read_contact.listing(reader(), before=before, limit=limit, now=parts().now())
    older = shown[-1].opened_at.isoformat() if len(shown) == limit else None
    return jsonify({"rows": [contact_view(contact) for contact in shown], "older": older})


@routes.get("/<contact_id>")
@open_to(*EVERYBODY)
def one(contact_id: str) -> Response:
    contact = parts().read_contact.one(contact_id, reader(), parts().now())
    if contact is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return jsonify(contact_view(contact))


@routes.put("/<contact_id>")
@open_to(Role.COUNSELLOR)
def draft(contact_id: str) -> Response:
    saved = _write(contact_id, complete=False)
    return jsonify({"version": saved.version, "saved_at": parts().now().isoformat()})


@routes.post("/<contact_id>/complete")
@open_to(Role.COUNSELLOR)
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
    except NotYourContact as fault:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from fault
    except BadContact as fault:
        words = "Something is missing or wrong"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, errors=fault.faults) from fault
    except AlreadyComplete as fault:
        raise Problem(HTTPStatus.CONFLICT, "This contact is complete already.") from fault
    except StaleContact as fault:
        words = "The contact was saved elsewhere in the meantime."
        current = contact_view(fault.current)
        raise Problem(
            HTTPStatus.CONFLICT, words, kind="/problems/stale-contact", current=current
        ) from fault
