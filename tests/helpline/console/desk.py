"""A browser of somebody who works here: her cookies, her form token, our own origin."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.routing import Rule

from helpline.people.ports import Person, Role
from routing.events import Accept, Arrive, CallIn, ChooseLanguage, Join
from tests.helpline.office import PUBLIC_URL, Office

# A TestResponse; mypy would want its JSON asserted before every look at it.
Answer = Any
PASSWORD = "correct horse battery"
COOKIE = "__Host-helpline_session"
PROBLEM = "application/problem+json"


@dataclass(slots=True, kw_only=True)
class Desk:
    """Signed in, or not: `person` is None then."""

    http: FlaskClient
    person: Person | None = None
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        assert self.person is not None
        return self.person.id

    def get(self, path: str, **headers: str) -> Answer:
        return self.http.get(path, base_url=PUBLIC_URL, headers=self.headers | headers)

    def send(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Answer:
        """JSON as our own scripts send it, each with a key of its own unless one is given."""
        headers = {
            "Origin": PUBLIC_URL,
            "X-CSRF-Token": self.csrf,
            "Idempotency-Key": key or uuid.uuid4().hex,
        }
        return self.http.open(
            path, method=method, json=body, base_url=PUBLIC_URL, headers=self.headers | headers
        )

    def raw(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        """Bytes as they are, with everything that lets a write through."""
        headers = {"Origin": PUBLIC_URL, "X-CSRF-Token": self.csrf}
        return self.http.open(
            path,
            method=method,
            data=body,
            content_type=kind,
            base_url=PUBLIC_URL,
            headers=self.headers | headers,
        )

    def post(self, path: str, fields: Mapping[str, Any], **headers: str) -> Answer:
        """A form as a page sends it: its hidden token among the fields."""
        page = {"Accept": "text/html", "Origin": PUBLIC_URL}
        return self.http.post(
            path,
            data={"csrf": self.csrf, **fields},
            base_url=PUBLIC_URL,
            headers=self.headers | page | headers,
        )


def visitor(office: Office, **headers: str) -> Desk:
    """A browser in which nobody has signed in."""
    return Desk(http=office.http.application.test_client(), headers=headers)


def with_cookie(office: Office, value: str) -> Desk:
    """A browser that sends a session cookie it was given by hand."""
    client = office.http.application.test_client(use_cookies=False)
    return Desk(http=client, headers={"Cookie": f"{COOKIE}={value}"})


def cookie_of(desk: Desk) -> str:
    cookie = desk.http.get_cookie(COOKIE, "line.example")
    return "" if cookie is None else cookie.value


def signed_in(office: Office, person: Person) -> Desk:
    desk = visitor(office)
    answer = desk.send("POST", "/api/session", {"login": person.login, "password": PASSWORD})
    assert answer.status_code == 200
    desk.person, desk.csrf = person, answer.json["csrf"]
    return desk


def at_a_desk(office: Office, login: str = "counsellor") -> Desk:
    """A counsellor on shift, present, available and signed in."""
    return signed_in(office, office.counsellor(login))


def at_the_board(office: Office, login: str = "supervisor") -> Desk:
    return signed_in(office, office.person(login, Role.SUPERVISOR))


def ringing(office: Office, number: int = 1) -> tuple[str, str]:
    """A call that rings on the one desk that is free: (call, offer)."""
    call_id = f"{number:032x}"
    office.parts.apply_event(Arrive(id=f"arrive:{number}", call_id=call_id, leg=f"CA{number}"))
    office.parts.apply_event(
        ChooseLanguage(id=f"language:{number}", call_id=call_id, language="ru")
    )
    offers = office.parts.store.read_routing_state().offers.values()
    (offer,) = [offer for offer in offers if offer.call_id == call_id]
    return call_id, offer.id


def talking(office: Office, desk: Desk, number: int = 1) -> str:
    """A call in which she and a child talk."""
    call_id, offer_id = ringing(office, number)
    caller, own, room = f"CA{number}", f"CB{number}", f"CF{number}"
    for event in (
        Accept(id=f"accept:{number}", offer_id=offer_id, counsellor_id=desk.id),
        CallIn(id=f"in:{number}", offer_id=offer_id, counsellor_id=desk.id, leg=own),
        Join(id=f"own:{number}", call_id=call_id, leg=own, room=room),
        Join(id=f"caller:{number}", call_id=call_id, leg=caller, room=room),
    ):
        office.parts.apply_event(event)
    return call_id


def contact_of(desk: Desk) -> dict[str, Any]:
    """The contact her screen shows, as a reload would give it."""
    contact: dict[str, Any] = desk.get("/api/console").json["contact"]
    return contact


def rules(office: Office) -> Iterator[tuple[Rule, str]]:
    """Every route of the real application with each of its methods."""
    for rule in office.http.application.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method
