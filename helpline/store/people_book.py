"""People, sessions, failed sign-ins, and heartbeats."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.people.ports import LoginTaken, Person, Role, Session
from helpline.store.database import Database
from helpline.store.locks import lock_person
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.people import failed_sign_ins, people, sessions

_NEVER_IDLE = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class SqlPeopleBook:
    """Implements `helpline.people.ports.PeopleBook`."""

    database: Database

    def by_login(self, login: str) -> Person | None:
        return self._one(people.c.login == login)

    def by_id(self, person_id: str) -> Person | None:
        return self._one(people.c.id == person_id)

    def _one(self, condition: sa.ColumnElement[bool]) -> Person | None:
        with self.database.reading() as connection:
            row = connection.execute(sa.select(people).where(condition)).mappings().first()
        return None if row is None else _person(row)

    def everyone(self) -> list[Person]:
        return self._by_name(people.c.active)

    def former(self) -> list[Person]:
        return self._by_name(sa.not_(people.c.active))

    def _by_name(self, condition: sa.ColumnElement[bool]) -> list[Person]:
        query = sa.select(people).where(condition).order_by(people.c.name, people.c.id)
        with self.database.reading() as connection:
            return [_person(row) for row in connection.execute(query).mappings()]

    def add(self, person: Person) -> None:
        """A counsellor gets her routing row with her account: off duty, off shift, absent."""
        try:
            with self.database.writing() as connection:
                connection.execute(sa.insert(people).values(**_row(person)))
                if Role.COUNSELLOR in person.roles:
                    connection.execute(sa.insert(counsellors).values(**_routing_row(person)))
        except sa.exc.IntegrityError as error:
            raise LoginTaken(person.login) from error

    def set_password(self, person_id: str, password_hash: str) -> None:
        self._set(person_id, password_hash=password_hash)

    def set_ui_language(self, person_id: str, language: str) -> None:
        self._set(person_id, ui_language=language)

    def _set(self, person_id: str, **values: object) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.update(people).where(people.c.id == person_id).values(**values))

    def deactivate(self, person_id: str, now: datetime) -> None:
        with self.database.writing() as connection:
            connection.execute(
                sa.update(people).where(people.c.id == person_id).values(active=False)
            )
            _end_sessions(connection, sessions.c.person_id == person_id, now)

    def reactivate(self, person_id: str) -> None:
        self._set(person_id, active=True)

    def set_roles(self, person_id: str, roles: frozenset[Role], now: datetime) -> None:
        with self.database.writing() as connection:
            mine = sa.update(people).where(people.c.id == person_id)
            connection.execute(mine.values(roles=sorted(roles)))
            _end_sessions(connection, sessions.c.person_id == person_id, now)
            if Role.COUNSELLOR in roles:
                _give_routing_row(connection, person_id)

    def end_sessions(self, person_id: str, now: datetime) -> None:
        with self.database.writing() as connection:
            _end_sessions(connection, sessions.c.person_id == person_id, now)

    def open_session(self, session: Session) -> None:
        with self.database.writing() as connection:
            lock_person(connection, session.person_id)  # two browsers at once: one after the other
            hers = sessions.c.person_id == session.person_id
            _end_sessions(connection, hers, session.opened_at)
            row = {name: getattr(session, name) for name in Session.__dataclass_fields__}
            connection.execute(sa.insert(sessions).values(**row))

    def session(self, digest: str) -> Session | None:
        query = sa.select(sessions).where(
            sessions.c.digest == digest, sessions.c.ended_at.is_(None)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Session(**row)

    def live_sessions(self, digests: Collection[str] | None = None) -> list[tuple[Session, Person]]:
        query = (
            sa.select(*sessions.c, *(each.label(f"p_{each.name}") for each in people.c))
            .join(people, people.c.id == sessions.c.person_id)
            .where(sessions.c.ended_at.is_(None), people.c.active)
        )
        if digests is not None:
            query = query.where(sessions.c.digest.in_(digests))
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            (
                Session(**{each.name: row[each.name] for each in sessions.c}),
                _person({each.name: row[f"p_{each.name}"] for each in people.c}),
            )
            for row in rows
        ]

    def touch_session(self, digest: str, now: datetime) -> None:
        self._set_session(digest, seen_at=now)

    def cover_session(self, digest: str, since: datetime | None) -> None:
        self._set_session(digest, covered_at=since)

    def _set_session(self, digest: str, **values: datetime | None) -> None:
        with self.database.writing() as connection:
            mine = sa.update(sessions).where(sessions.c.digest == digest)
            connection.execute(mine.values(**values))

    def end_session(self, digest: str, now: datetime) -> None:
        with self.database.writing() as connection:
            _end_sessions(connection, sessions.c.digest == digest, now)

    def note_failed_sign_in(self, login_digest: str, now: datetime) -> None:
        with self.database.writing() as connection:
            row = {"login_digest": login_digest, "at": now}
            connection.execute(sa.insert(failed_sign_ins).values(**row))

    def failed_sign_ins(self, login_digest: str, since: datetime) -> int:
        query = (
            sa.select(sa.func.count())
            .select_from(failed_sign_ins)
            .where(failed_sign_ins.c.login_digest == login_digest, failed_sign_ins.c.at >= since)
        )
        with self.database.reading() as connection:
            return int(connection.scalar(query) or 0)


@dataclass(frozen=True, slots=True)
class SqlPresenceBook:
    """Implements `helpline.people.ports.PresenceBook`."""

    database: Database

    def alive(self, person_ids: Collection[str], now: datetime) -> None:
        if not person_ids:
            return
        theirs = counsellors.c.id.in_(person_ids)
        with self.database.writing() as connection:
            connection.execute(sa.update(counsellors).where(theirs).values(alive_at=now))

    def silent(self, since: datetime) -> list[str]:
        old = sa.or_(counsellors.c.alive_at.is_(None), counsellors.c.alive_at < since)
        query = sa.select(counsellors.c.id).where(counsellors.c.present, old)
        with self.database.reading() as connection:
            return list(connection.scalars(query.order_by(counsellors.c.id)))


def _end_sessions(
    connection: sa.Connection, condition: sa.ColumnElement[bool], now: datetime
) -> None:
    live = sa.update(sessions).where(condition, sessions.c.ended_at.is_(None))
    connection.execute(live.values(ended_at=now))


def _give_routing_row(connection: sa.Connection, person_id: str) -> None:
    """Somebody who becomes a counsellor later; whoever was one before keeps her row."""
    known = sa.select(counsellors.c.id).where(counsellors.c.id == person_id)
    if connection.scalar(known) is None:
        row = connection.execute(sa.select(people).where(people.c.id == person_id)).mappings().one()
        connection.execute(sa.insert(counsellors).values(**_routing_row(_person(row))))


def _person(row: sa.RowMapping | dict[str, Any]) -> Person:
    words = {name: row[name] for name in Person.__dataclass_fields__}
    roles = frozenset(Role(role) for role in row["roles"])
    return Person(**{**words, "roles": roles, "speaks": frozenset(row["speaks"])})


def _row(person: Person) -> dict[str, object]:
    words = {name: getattr(person, name) for name in Person.__dataclass_fields__}
    return words | {"roles": sorted(person.roles), "speaks": sorted(person.speaks)}


def _routing_row(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "languages": sorted(person.speaks),
        "duty": "off",
        "on_shift": False,
        "present": False,
        "idle_since": _NEVER_IDLE,
        "version": 0,
    }
