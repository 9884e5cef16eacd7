"""A story told on virtual time: the application with its jobs, children, desks and telephones."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from helpline.people.add_person import add_person
from helpline.people.ports import Role
from helpline.practice_line.call import Call
from helpline.practice_line.silent_media import SilentMedia
from helpline.practice_line.telephones import Telephone
from helpline.rota.add_shift import add_shift
from routing.events import ChooseDuty, OnCallStart, Present
from routing.state import Call as OurCall
from routing.state import Duty, Offer, OfferState
from tests.lives.virtual_office import VirtualOffice

_RECORDING = re.compile(r"/prompts/(?:[a-z]{2}/)?([a-z_]+)\.wav")
PASSWORD = "correct horse battery"
NUMBER = "+77005550123"


@dataclass(slots=True)
class Child:
    """A caller's telephone at the practice line."""

    office: VirtualOffice
    leg: str

    @property
    def at_carrier(self) -> Call:
        return self.office.line.carrier.calls[self.leg]

    def presses(self, key: str) -> None:
        self.office.line.carrier.press(self.leg, key)

    def hangs_up(self) -> None:
        self.office.line.carrier.hang_up(self.leg)

    @property
    def call(self) -> OurCall:
        found = self.office.parts.store.call_of_leg(self.leg)
        assert found is not None
        return found

    def heard(self) -> list[str]:
        """The recordings in the documents that were given to her, by name, in their order."""
        documents = [
            str(entry.fields["document"])
            for entry in self.office.line.log
            if entry.kind == "twiml" and entry.fields.get("call") == self.leg
        ]
        return [key for each in documents for key in _RECORDING.findall(each)]


@dataclass(slots=True)
class Story:
    """One evening. Everything is asked of the application as the carrier and the browsers ask it."""

    office: VirtualOffice
    people: dict[str, str] = field(default_factory=dict)

    def person(self, login: str, role: Role = Role.COUNSELLOR) -> str:
        speaks = frozenset({"kk", "ru"})
        person = add_person(
            self.office.parts.people,
            login=login,
            name=f"Sample {login}",
            roles=frozenset({role}),
            speaks=speaks,
            ui_language="en",
            password=PASSWORD,
        )
        self.people[login] = person.id
        return person.id

    def at_her_desk(self, login: str) -> str:
        """On shift for eight hours, there, and available."""
        person_id, parts = self.person(login), self.office.parts
        now = parts.clock.now()
        add_shift(
            parts.shifts,
            person_id=person_id,
            starts_at=now,
            ends_at=now + timedelta(hours=8),
            languages=frozenset({"kk", "ru"}),
            now=now,
        )
        self.office.jobs.follow_shifts()
        parts.apply_event(Present(id=f"p:{person_id}", counsellor_id=person_id))
        parts.apply_event(
            ChooseDuty(id=f"d:{person_id}", counsellor_id=person_id, duty=Duty.AVAILABLE)
        )
        return person_id

    def on_call(self, login: str, number: str | None, does: Telephone, rank: int = 0) -> str:
        person_id, parts = self.person(login), self.office.parts
        if number is not None:
            parts.line.set_telephone(person_id, number, parts.clock.now())
            self.office.line.carrier.telephones[number] = does
        parts.apply_event(OnCallStart(id=f"oc:{person_id}", counsellor_id=person_id, rank=rank))
        return person_id

    async def rings(self, from_: str = NUMBER, *, key: str | None = "2") -> Child:
        """Dials and chooses a language."""
        child = Child(self.office, self.office.line.carrier.place_call(from_))
        await asyncio.sleep(2)
        if key is not None:
            child.presses(key)
            await asyncio.sleep(1)
        return child

    def speaks(self, child: Child, seconds: float) -> None:
        media = self.office.line.carrier.media
        assert isinstance(media, SilentMedia)
        media.speak(child.leg, seconds)

    def offer_to(self, person_id: str) -> Offer | None:
        live = self.office.parts.store.read_routing_state().offers.values()
        rings = (o for o in live if o.counsellor_id == person_id)
        return next((o for o in rings if o.state is OfferState.RINGING), None)

    async def until(self, holds: Callable[[], Any], *, within_s: float = 120) -> float:
        """Seconds until it held."""
        for waited in range(round(within_s * 10)):
            if holds():
                return waited / 10
            await asyncio.sleep(0.1)
        raise AssertionError(f"not seen within {within_s:.0f} s")


Told = Callable[[Story], Coroutine[Any, Any, None]]


def tell(office: VirtualOffice, story: Told) -> None:
    """The application and its jobs run until the story is over."""

    async def all_of_it() -> None:
        work: list[Awaitable[None]] = [office.do_the_jobs(), office.do_the_chores()]
        tasks = [asyncio.ensure_future(each) for each in work]
        try:
            await story(Story(office))
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task

    office.line.run(all_of_it())
