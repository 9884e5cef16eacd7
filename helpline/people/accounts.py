"""Accounts: invited, reset, disabled, given other roles; nobody ever knows another's password."""

import re
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.people.passwords import hash_password, is_right, refuse_common
from helpline.people.ports import PeopleBook, Person, Role
from helpline.people.second_factor import SecondFactor
from helpline.people.sign_in import digest_of
from helpline.privacy.audit import AuditBook

LINK_LIFE = timedelta(days=3)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}")
_NAME_LENGTH = 128


class NotAllowed(Exception):
    """Not hers to manage: a supervisor manages counsellors, an admin everybody but herself."""


class LinkOver(Exception):
    """The link was used, is too old, or never was one."""


class BadAccount(ValueError):
    """A field does not fit; `faults` holds (field, words)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("the account does not fit")
        self.faults = faults


class WrongPassword(Exception):
    """The present password was not right."""


class InvitationBook(Protocol):
    """One-time links by digest; one per person, a new one takes the place of the earlier."""

    def keep(self, digest: str, person_id: str, expires_at: datetime) -> None: ...
    def person_of(self, digest: str, now: datetime) -> str | None: ...
    def take(self, digest: str, now: datetime) -> str | None:
        """Once; None when it is used or over."""

    def drop(self, person_id: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    login: str
    name: str
    roles: frozenset[Role]
    speaks: frozenset[str]
    ui_language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    people: PeopleBook
    links: InvitationBook
    second: SecondFactor
    audit: AuditBook

    def invite(self, by: Person, new: NewAccount, now: datetime) -> tuple[Person, str]:
        """The person and the word of her link. Raises NotAllowed, BadAccount or LoginTaken."""
        if faults := list(_faults(new)):
            raise BadAccount(faults)
        if not may_manage(by, new.roles):
            raise NotAllowed
        person = Person(
            id=uuid.uuid4().hex,
            login=new.login,
            name=new.name.strip(),
            roles=new.roles,
            speaks=new.speaks,
            ui_language=new.ui_language,
            # Nobody knows it: the first password is hers to choose.
            password_hash=hash_password(secrets.token_urlsafe(32)),
        )
        self.people.add(person)
        self._note(by, "person.invited", person.id, now)
        return person, self._link(person.id, now)

    def reset(self, by: Person, person_id: str, now: datetime) -> str:
        """The word of a link to a new password; her second factors are forgotten and she is out at once."""
        person = self._managed(by, person_id)
        self._note(by, "person.reset", person.id, now)
        self.people.set_password(person.id, hash_password(secrets.token_urlsafe(32)))
        self.people.end_sessions(person.id, now)
        self.second.forget_all(person.id)
        return self._link(person.id, now)

    def disable(self, by: Person, person_id: str, now: datetime) -> None:
        """Out at once, on every process, and no way back in. Raises NotAllowed."""
        person = self._managed(by, person_id)
        self._note(by, "person.disabled", person.id, now)
        self.links.drop(person.id)
        self.people.deactivate(person.id, now)

    def readmit(self, by: Person, person_id: str, now: datetime) -> str:
        """The word of a link to a new password: what she had before opens nothing. Raises NotAllowed."""
        person = self.people.by_id(person_id)
        if person is None or person.active or not may_manage(by, person.roles):
            raise NotAllowed
        self._note(by, "person.readmitted", person.id, now)
        # First what she knew and had, a session opened in the instant she was disabled too; then the door.
        self.people.set_password(person.id, hash_password(secrets.token_urlsafe(32)))
        self.people.end_sessions(person.id, now)
        self.second.forget_all(person.id)
        word = self._link(person.id, now)
        self.people.reactivate(person.id)
        return word

    def set_roles(self, by: Person, person_id: str, roles: frozenset[Role], now: datetime) -> None:
        """By an admin, and never her own. Raises NotAllowed or BadAccount."""
        person = self._managed(by, person_id)
        if Role.ADMIN not in by.roles:
            raise NotAllowed
        if not roles:
            raise BadAccount([("roles", "Choose at least one role.")])
        self._note(by, "person.roles", person.id, now, ",".join(sorted(roles)))
        self.people.set_roles(person.id, roles, now)

    def _managed(self, by: Person, person_id: str) -> Person:
        person = self.people.by_id(person_id)
        if person is None or not person.active or not may_manage(by, person.roles):
            raise NotAllowed
        if person.id == by.id:
            raise NotAllowed
        return person

    # --- what the person does herself

    def invited(self, word: str, now: datetime) -> Person | None:
        """Whose link it is, while it is good."""
        person_id = self.links.person_of(digest_of(word), now)
        person = None if person_id is None else self.people.by_id(person_id)
        return person if person is not None and person.active else None

    def choose_password(self, word: str, password: str, now: datetime) -> Person:
        """By the link, which is used up. Raises BadPassword (the link stays good) or LinkOver."""
        person = self.invited(word, now)
        if person is None:
            raise LinkOver
        hashed = self._fresh(person, password)
        if self.links.take(digest_of(word), now) is None:
            raise LinkOver
        self.people.set_password(person.id, hashed)
        self.people.end_sessions(person.id, now)
        self._note(person, "password.chosen", person.id, now)
        return person

    def change_password(self, person: Person, present: str, new: str, now: datetime) -> None:
        """Every session of hers ends. Raises WrongPassword or BadPassword."""
        if not is_right(person.password_hash, present):
            raise WrongPassword
        hashed = self._fresh(person, new)
        self.people.set_password(person.id, hashed)
        self.people.end_sessions(person.id, now)
        self._note(person, "password.changed", person.id, now)

    def _fresh(self, person: Person, password: str) -> str:
        refuse_common(password, (person.login, *person.name.split()))
        return hash_password(password)

    def _link(self, person_id: str, now: datetime) -> str:
        word = secrets.token_urlsafe(32)
        self.links.keep(digest_of(word), person_id, now + LINK_LIFE)
        return word

    def _note(
        self, by: Person, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        self.audit.note(actor_id=by.id, act=act, thing=thing, now=now, reason=reason)


def may_manage(by: Person, roles: frozenset[Role]) -> bool:
    """An admin everybody; a supervisor those who are counsellors and nothing else."""
    if Role.ADMIN in by.roles:
        return True
    return Role.SUPERVISOR in by.roles and roles == {Role.COUNSELLOR}


def _faults(new: NewAccount) -> Iterable[tuple[str, str]]:
    if not _LOGIN.fullmatch(new.login):
        yield "login", "Small Latin letters, digits, dots and dashes; at least two."
    if not 0 < len(new.name.strip()) <= _NAME_LENGTH or not new.name.isprintable():
        yield "name", "Enter a name."
    if not new.roles:
        yield "roles", "Choose at least one role."
    if Role.COUNSELLOR in new.roles and not new.speaks:
        yield "speaks", "Choose at least one language."
