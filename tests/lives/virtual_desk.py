"""A counsellor or supervisor on virtual time: her browser's requests, and her softphone's calls."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient

from helpline.people.ports import Role
from helpline.practice_line.conference import Participant
from routing.state import CallState
from tests.helpline.office import PUBLIC_URL
from tests.lives.virtual_story import PASSWORD, Child, Story


@dataclass(slots=True)
class Desk:
    """`leg` is the last call her browser has made."""

    story: Story
    login: str
    person_id: str
    leg: str = ""
    _http: FlaskClient = field(init=False)
    _csrf: str = ""

    def __post_init__(self) -> None:
        self._http = self.story.office.http.application.test_client()
        words = {"login": self.login, "password": PASSWORD}
        self._csrf = self.ask("POST", "/api/session", words).json["csrf"]

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {
            "Origin": PUBLIC_URL,
            "X-CSRF-Token": self._csrf,
            "Idempotency-Key": str(uuid.uuid4()),
        }
        return self._http.open(path, method=method, json=body, base_url=PUBLIC_URL, headers=headers)

    def does(self, path: str, body: Any = None) -> Any:
        """A command that must be obeyed; gives what is answered."""
        answer = self.ask("POST", f"/api{path}", body or {})
        assert answer.status_code in {200, 204}, (path, answer.status_code, answer.text)
        return answer.json

    def calls_in(self, ticket: str) -> str:
        carrier = self.story.office.line.carrier
        self.leg = carrier.client_calls_out(self.person_id, {"ticket": ticket})
        return self.leg

    async def accepts(self) -> None:
        """Whatever rings on her desk, and calls in."""
        await self.story.until(lambda: self.story.offer_to(self.person_id))
        offer = self.story.offer_to(self.person_id)
        assert offer is not None
        self.calls_in(self.does(f"/offers/{offer.id}/accept")["ticket"])

    async def talks_with(self, child: Child) -> None:
        await self.accepts()
        await self.story.until(lambda: child.call.state is CallState.TALKING)

    def console(self) -> Any:
        return self.ask("GET", "/api/console").json


def counsellor(story: Story, login: str) -> Desk:
    return Desk(story, login, story.at_her_desk(login))


def supervisor(story: Story, login: str = "sup") -> Desk:
    return Desk(story, login, story.person(login, Role.SUPERVISOR))


def in_the_room(story: Story, call_id: str) -> dict[str, Participant]:
    """Who is in the call's room at the carrier, by leg."""
    return story.office.line.carrier.rooms.named(f"call-{call_id}").participants
