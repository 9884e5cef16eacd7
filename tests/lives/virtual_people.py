"""People of a made-up day: children who wait, talk and give up; counsellors who answer, miss and rest."""

import asyncio
import random
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from helpline.people.add_person import add_person
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from routing.events import Present
from tests.helpline.office import PUBLIC_URL
from tests.lives.virtual_office import VirtualOffice

PASSWORD = "correct horse battery"
_LOOKS_AGAIN_S = 600  # a page left alone still asks now and then, and keeps its session
_MISSES, _FORGETS_THE_MENU = 0.05, 0.1
_REST_S = 60


@dataclass(slots=True, kw_only=True)
class Counsellor:
    office: VirtualOffice
    person: Person
    chance: random.Random
    offers: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    answered: int = 0
    _http: FlaskClient = field(init=False)
    _csrf: str = ""

    def __post_init__(self) -> None:
        self._http = self.office.http.application.test_client()

    def send(self, method: str, path: str, body: Any = None) -> Any:
        headers = {
            "Origin": PUBLIC_URL,
            "X-CSRF-Token": self._csrf,
            "Idempotency-Key": str(uuid.UUID(int=self.chance.getrandbits(128))),
        }
        return self._http.open(path, method=method, json=body, base_url=PUBLIC_URL, headers=headers)

    async def work(self) -> None:
        """One shift, from signing in until being cancelled."""
        words = {"login": self.person.login, "password": PASSWORD}
        self._csrf = self.send("POST", "/api/session", words).json["csrf"]
        parts = self.office.parts
        present = Present(id=f"p:{self.person.id}", counsellor_id=self.person.id)
        parts.apply_event(present)
        self.send("POST", "/api/duty", {"state": "available"})
        while True:
            try:
                async with asyncio.timeout(_LOOKS_AGAIN_S):
                    await self._answer(await self.offers.get())
            except TimeoutError:
                self.send("GET", "/api/console")

    async def _answer(self, offer_id: str) -> None:
        if self.chance.random() < _MISSES:
            await asyncio.sleep(_REST_S)
            self.send("POST", "/api/duty", {"state": "available"})
            return
        await asyncio.sleep(self.chance.uniform(1, 6))
        taken = self.send("POST", f"/api/offers/{offer_id}/accept", {})
        if taken.status_code != 200:
            return
        carrier = self.office.line.carrier
        leg = carrier.client_calls_out(self.person.id, {"ticket": taken.json["ticket"]})
        ends_after_s = self.chance.expovariate(1 / 240)
        while carrier.calls[leg].is_live and ends_after_s > 0:
            await asyncio.sleep(1)
            ends_after_s -= 1
        call = self.send("GET", "/api/console").json["call"]
        if call is not None:
            self.send("POST", f"/api/calls/{call['id']}/hang-up")
        self.answered += 1
        await asyncio.sleep(self.chance.uniform(20, 90))
        self.send("POST", "/api/wrap-up/done")


def hire(office: VirtualOffice, number: int, chance: random.Random, shift: int) -> Counsellor:
    """On the rota for one third of the day."""
    speaks = frozenset({"kk", "ru"})
    person = add_person(
        office.parts.people,
        login=f"counsellor-{number}",
        name=f"Sample Counsellor {number}",
        roles=frozenset({Role.COUNSELLOR}),
        speaks=speaks,
        ui_language="kk",
        password=PASSWORD,
    )
    starts_at = office.line.now() + timedelta(hours=8 * shift)
    add_shift(
        office.parts.shifts,
        person_id=person.id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=8),
        languages=speaks,
        now=office.line.now(),
    )
    return Counsellor(office=office, person=person, chance=chance)


async def a_child(office: VirtualOffice, chance: random.Random) -> str:
    """Dials, chooses a language, and waits as long as she can bear. The state her call ended in."""
    carrier = office.line.carrier
    leg = carrier.place_call("anonymous" if chance.random() < 0.5 else "+77000000000")
    call = carrier.calls[leg]
    if chance.random() > _FORGETS_THE_MENU:
        await asyncio.sleep(chance.uniform(1, 15))
        carrier.press(leg, chance.choice("12"))
    patience_s = chance.expovariate(1 / 240)
    talks_s = chance.expovariate(1 / 300)
    while call.is_live:
        await asyncio.sleep(1)
        patience_s -= call.room is None
        talks_s -= call.room is not None
        if min(patience_s, talks_s) < 0:
            carrier.hang_up(leg)
    return call.status


async def tell_of_offers(office: VirtualOffice, people: dict[str, Counsellor]) -> None:
    """What the sockets do: each offer reaches its counsellor's screen once."""
    told: set[str] = set()
    changed = office.commit()
    while True:
        await changed.wait()
        changed.clear()
        for offer in office.parts.store.read_routing_state().offers.values():
            if offer.id not in told:
                told.add(offer.id)
                people[offer.counsellor_id].offers.put_nowait(offer.id)
