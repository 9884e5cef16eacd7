"""People, their sessions and their heartbeat, as the use cases see them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    COUNSELLOR = "counsellor"
    SUPERVISOR = "supervisor"
    DUTY_OFFICER = "duty_officer"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works here. `speaks` are line languages; `ui_language` is what her screens show."""

    id: str
    login: str
    name: str
    roles: frozenset[Role]
    speaks: frozenset[str] = frozenset()
    ui_language: str = "kk"
    active: bool = True
    is_sample: bool = False  # made by the practice mode, marked so on every screen
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser. Only the digest of its cookie is kept."""

    digest: str = field(repr=False)
    person_id: str
    opened_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    covered_at: datetime | None = None  # away from the screen: nothing is shown before her password


class LoginTaken(Exception):
    """Another person signs in with this name already."""


class PeopleBook(Protocol):
    def by_login(self, login: str) -> Person | None: ...
    def by_id(self, person_id: str) -> Person | None: ...
    def everyone(self) -> list[Person]:
        """Active people, by name."""

    def former(self) -> list[Person]:
        """Disabled people, by name."""

    def add(self, person: Person) -> None:
        """Raises LoginTaken."""

    def set_password(self, person_id: str, password_hash: str) -> None: ...
    def set_ui_language(self, person_id: str, language: str) -> None: ...
    def deactivate(self, person_id: str, now: datetime) -> None:
        """And end every session of hers."""

    def reactivate(self, person_id: str) -> None:
        """Nothing else of hers changes."""

    def set_roles(self, person_id: str, roles: frozenset[Role], now: datetime) -> None:
        """And end every session of hers: nothing of an earlier role stays open."""

    def end_sessions(self, person_id: str, now: datetime) -> None:
        """All of hers, whatever browser they are in."""

    def open_session(self, session: Session) -> None:
        """One live session per person: earlier ones are ended."""

    def session(self, digest: str) -> Session | None:
        """None when unknown or ended."""

    def live_sessions(self, digests: Collection[str] | None = None) -> list[tuple[Session, Person]]:
        """Every session that has not ended, of people who are active; with `digests` of those alone."""

    def touch_session(self, digest: str, now: datetime) -> None: ...
    def cover_session(self, digest: str, since: datetime | None) -> None:
        """None uncovers it."""

    def end_session(self, digest: str, now: datetime) -> None: ...
    def note_failed_sign_in(self, login_digest: str, now: datetime) -> None: ...
    def failed_sign_ins(self, login_digest: str, since: datetime) -> int: ...


class PresenceBook(Protocol):
    """Heartbeats of consoles; outside the routing domain's lock, in one write for all."""

    def alive(self, person_ids: Collection[str], now: datetime) -> None: ...
    def silent(self, since: datetime) -> list[str]:
        """People marked present whose last heartbeat is older than `since`."""
