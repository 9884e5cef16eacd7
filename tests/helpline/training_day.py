"""A day of training at the office: a session, practice calls by webhook, and what is left of them."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from helpline.people.ports import Person, Role
from helpline.store.tables import metadata
from helpline.training.ports import TrainingSession
from helpline.training.sessions import Sessions
from helpline.training.ticket import make_training_ticket
from routing.events import Accept, CallIn, ChooseLanguage, Join
from tests.helpline.office import Office

AUDIT = "audit"


def sessions(office: Office) -> Sessions:
    parts = office.parts
    return Sessions(
        book=parts.training,
        audit=parts.audit,
        follow=parts.follow_training,
        zone=parts.config.zone,
        longest=parts.config.training,
    )


def in_training(office: Office, person: Person) -> TrainingSession:
    supervisor = office.parts.people.by_login("trainer") or office.person(
        "trainer", Role.SUPERVISOR
    )
    return sessions(office).start(
        counsellor_id=person.id,
        supervisor_id=supervisor.id,
        language="kk",
        now=office.parts.clock.now(),
    )


def ticket_of(office: Office, session_id: str) -> str:
    return make_training_ticket(office.parts.config.secret_key.encode(), session_id)


def rings(office: Office, leg: str, **more: str) -> str:
    """A call at the voice webhook that has passed the greeting; gives its id."""
    form = {"CallSid": leg, "From": "+77005550177", "To": "111", **more}
    assert office.webhook("/twilio/voice", form).status_code == 200
    call = office.parts.store.call_of_leg(leg)
    assert call is not None
    office.parts.apply_event(
        ChooseLanguage(id=f"language:{call.id}", call_id=call.id, language="ru")
    )
    return call.id


def practises(office: Office, session: TrainingSession, leg: str) -> str:
    return rings(office, leg, **{"SipHeader_X-Training": ticket_of(office, session.id)})


def offered_to(office: Office, call_id: str) -> str | None:
    offers = office.parts.store.read_routing_state().offers.values()
    return next((each.counsellor_id for each in offers if each.call_id == call_id), None)


def talks(office: Office, call_id: str, leg: str) -> None:
    """Accepted, called in, and both in the room."""
    offers = office.parts.store.read_routing_state().offers.values()
    (offer,) = [each for each in offers if each.call_id == call_id]
    own, who = f"{leg}of{offer.counsellor_id}", offer.counsellor_id
    for event in (
        Accept(id=f"accept:{offer.id}", offer_id=offer.id, counsellor_id=who),
        CallIn(id=f"call-in:{own}", offer_id=offer.id, counsellor_id=who, leg=own),
        Join(id=f"join:{own}", call_id=call_id, leg=own, room=f"CF{leg}"),
        Join(id=f"join:{leg}", call_id=call_id, leg=leg, room=f"CF{leg}"),
    ):
        office.parts.apply_event(event)


def rows(office: Office) -> Iterator[tuple[str, str]]:
    """(table, everything in the row) of the whole database but the audit, which names ids for ever."""
    with office.parts.database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name != AUDIT:
                for row in connection.execute(sa.select(table)):
                    yield table.name, repr(tuple(row))


def naming(office: Office, names: set[Any]) -> list[str]:
    """Tables in which one of the names still stands."""
    return sorted({table for table, row in rows(office) if any(str(name) in row for name in names)})


def keys_of(office: Office) -> set[str]:
    """Of notes; the audit log's own key and the week's of marks stay."""
    with office.parts.keys._open() as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM keys")}
    return {name for name in names if not name.startswith(("audit-chain", "repeat-mark:"))}
