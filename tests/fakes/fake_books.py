"""People, presence, shifts and contacts in memory, held to the same contracts as the real books."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from helpline.cases.ports import AlreadyThere, Contact, ContactState, StaleContact
from helpline.people.ports import LoginTaken, Person, Role, Session
from helpline.rota.abilities import Ability
from helpline.rota.ports import ShiftsOverlap
from routing.state import Counsellor
from shift_schedule.shift import Shift, overlap
from tests.fakes.memory import Memory

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FakePeopleBook:
    """Stands in for `helpline.people.ports.PeopleBook`."""

    memory: Memory

    def by_login(self, login: str) -> Person | None:
        return next((each for each in self.memory.people.values() if each.login == login), None)

    def by_id(self, person_id: str) -> Person | None:
        return self.memory.people.get(person_id)

    def everyone(self) -> list[Person]:
        active = [person for person in self.memory.people.values() if person.active]
        return sorted(active, key=lambda person: (person.name, person.id))

    def former(self) -> list[Person]:
        gone = [person for person in self.memory.people.values() if not person.active]
        return sorted(gone, key=lambda person: (person.name, person.id))

    def add(self, person: Person) -> None:
        if self.by_login(person.login) is not None:
            raise LoginTaken(person.login)
        self.memory.people[person.id] = person
        if Role.COUNSELLOR in person.roles:
            row = Counsellor(id=person.id, languages=person.speaks, idle_since=_LONG_AGO)
            self.memory.counsellors[person.id] = row

    def set_password(self, person_id: str, password_hash: str) -> None:
        self._set(person_id, password_hash=password_hash)

    def set_ui_language(self, person_id: str, language: str) -> None:
        self._set(person_id, ui_language=language)

    def _set(self, person_id: str, **values: str | bool) -> None:
        people = self.memory.people
        people[person_id] = replace(people[person_id], **values)  # type: ignore[arg-type] # by name

    def deactivate(self, person_id: str, now: datetime) -> None:
        self._set(person_id, active=False)
        self._end_all(person_id, now)

    def reactivate(self, person_id: str) -> None:
        self._set(person_id, active=True)

    def _end_all(self, person_id: str, now: datetime) -> None:
        for session in list(self.memory.sessions.values()):
            if session.person_id == person_id:
                self.end_session(session.digest, now)

    def set_roles(self, person_id: str, roles: frozenset[Role], now: datetime) -> None:
        person = replace(self.memory.people[person_id], roles=roles)
        self.memory.people[person_id] = person
        self._end_all(person_id, now)
        if Role.COUNSELLOR in roles and person_id not in self.memory.counsellors:
            row = Counsellor(id=person_id, languages=person.speaks, idle_since=_LONG_AGO)
            self.memory.counsellors[person_id] = row

    def end_sessions(self, person_id: str, now: datetime) -> None:
        self._end_all(person_id, now)

    def live_sessions(self, digests: Collection[str] | None = None) -> list[tuple[Session, Person]]:
        live = [each for each in self.memory.sessions.values() if each.ended_at is None]
        live = [each for each in live if digests is None or each.digest in digests]
        pairs = [(each, self.memory.people[each.person_id]) for each in live]
        return [(session, person) for session, person in pairs if person.active]

    def open_session(self, session: Session) -> None:
        self._end_all(session.person_id, session.opened_at)
        self.memory.sessions[session.digest] = session

    def session(self, digest: str) -> Session | None:
        session = self.memory.sessions.get(digest)
        return session if session is not None and session.ended_at is None else None

    def touch_session(self, digest: str, now: datetime) -> None:
        self.memory.sessions[digest] = replace(self.memory.sessions[digest], seen_at=now)

    def cover_session(self, digest: str, since: datetime | None) -> None:
        self.memory.sessions[digest] = replace(self.memory.sessions[digest], covered_at=since)

    def end_session(self, digest: str, now: datetime) -> None:
        if (session := self.session(digest)) is not None:
            self.memory.sessions[digest] = replace(session, ended_at=now)

    def note_failed_sign_in(self, login_digest: str, now: datetime) -> None:
        self.memory.failed_sign_ins.append((login_digest, now))

    def failed_sign_ins(self, login_digest: str, since: datetime) -> int:
        failed = self.memory.failed_sign_ins
        return sum(1 for digest, at in failed if digest == login_digest and at >= since)


@dataclass(frozen=True, slots=True)
class FakePresenceBook:
    """Stands in for `helpline.people.ports.PresenceBook`."""

    memory: Memory

    def alive(self, person_ids: Collection[str], now: datetime) -> None:
        self.memory.alive_at.update(dict.fromkeys(person_ids, now))

    def silent(self, since: datetime) -> list[str]:
        seen = self.memory.alive_at
        present = [each.id for each in self.memory.counsellors.values() if each.present]
        return sorted(each for each in present if each not in seen or seen[each] < since)


@dataclass(frozen=True, slots=True)
class FakeShiftBook:
    """Stands in for `helpline.rota.ports.ShiftBook`."""

    memory: Memory

    def between(self, start: datetime, end: datetime) -> list[Shift]:
        shifts = self.memory.shifts.values()
        touching = [each for each in shifts if each.starts_at < end and each.ends_at > start]
        return sorted(touching, key=lambda each: (each.starts_at, each.person_id, each.id))

    def add(self, shift: Shift, *, now: datetime) -> None:
        for other in self.memory.shifts.values():
            if other.person_id == shift.person_id and overlap(other, shift):
                raise ShiftsOverlap(other)
        self.memory.shifts[shift.id] = shift

    def remove(self, shift_id: str, *, now: datetime) -> bool:
        return self.memory.shifts.pop(shift_id, None) is not None

    def end_early(self, shift_id: str, now: datetime) -> bool:
        shift = self.memory.shifts.get(shift_id)
        if shift is None or not shift.starts_at < now < shift.ends_at:
            return False
        self.memory.shifts[shift_id] = replace(shift, ends_at=now)
        return True

    def marked_on_shift(self) -> Mapping[str, frozenset[str]]:
        people = self.memory.counsellors.values()
        return {person.id: person.languages for person in people if person.on_shift}


@dataclass(frozen=True, slots=True)
class FakeContactBook:
    """Stands in for `helpline.cases.ports.ContactBook`."""

    memory: Memory

    def contact(self, contact_id: str) -> Contact | None:
        return self.memory.contacts.get(contact_id)

    def of_call(self, call_id: str) -> Contact | None:
        kept = self.memory.contacts.values()
        return next((contact for contact in kept if contact.call_id == call_id), None)

    def save(self, contact: Contact) -> Contact:
        stands = self.memory.contacts.get(contact.id)
        if stands is None or stands.version != contact.version:
            raise StaleContact(contact if stands is None else stands)
        saved = replace(contact, version=contact.version + 1)
        self.memory.contacts[contact.id] = saved
        return saved

    def add(self, contact: Contact) -> None:
        if contact.id in self.memory.contacts:
            raise AlreadyThere(contact.id)
        self.memory.contacts[contact.id] = contact

    def hand_over(self, contact: Contact, to: str) -> Contact:
        return self.save(replace(contact, recorded_by=to))

    def unfinished(self, owner_id: str) -> list[Contact]:
        hers = self.listing(owner_id=owner_id, before=None, limit=len(self.memory.contacts))
        return [contact for contact in reversed(hers) if contact.state is ContactState.DRAFT]

    def of_case(self, case_id: str) -> list[Contact]:
        of_it = [each for each in self.memory.contacts.values() if each.case_id == case_id]
        return sorted(of_it, key=lambda contact: (contact.opened_at, contact.id))

    def listing(
        self, *, owner_id: str | None, before: datetime | None, limit: int
    ) -> list[Contact]:
        contacts = [
            contact
            for contact in self.memory.contacts.values()
            if (owner_id is None or owner_id in (contact.owner_id, contact.recorded_by))
            and (before is None or contact.opened_at < before)
        ]
        contacts.sort(key=lambda contact: contact.id)
        return sorted(contacts, key=lambda contact: contact.opened_at, reverse=True)[:limit]


@dataclass(frozen=True, slots=True)
class FakeAbilities:
    """Stands in for `helpline.rota.abilities.Abilities`."""

    memory: Memory
    able: dict[str, Ability] = field(default_factory=dict)

    def abilities(self) -> Mapping[str, Ability]:
        return dict(self.able)

    def marked_abilities(self) -> Mapping[str, Ability]:
        people = self.memory.counsellors.values()
        return {p.id: Ability(skills=p.skills, place=p.rank) for p in people if p.on_shift}

    def set_ability(self, person_id: str, ability: Ability) -> None:
        self.able[person_id] = ability
