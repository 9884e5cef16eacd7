"""Signing in and out; sessions live on the server and die at once."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NoReturn

from helpline.people.factor_ports import HalfSession
from helpline.people.passwords import hash_password, is_right, needs_rehash
from helpline.people.ports import PeopleBook, Person, Session
from helpline.people.second_factor import SecondFactor
from helpline.privacy.audit import NOBODY, AuditBook

TRIES = 5
TRIES_WITHIN = timedelta(minutes=1)
HALF_LIFE = timedelta(minutes=10)  # long enough to install an application
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
_TOUCH_EVERY = timedelta(seconds=30)  # a write on every request would be a commit on every request


class SignInRefused(Exception):
    """Wrong login or password; which of the two is not said."""


class SecondFactorNeeded(Exception):
    """The password was right. `person` has still to show a second factor, or to enrol her first."""

    def __init__(self, person: Person) -> None:
        super().__init__("a second factor is needed")
        self.person = person


class TooManyTries(Exception):
    """The account has been tried too often in the last minute; others are not affected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    people: PeopleBook
    audit: AuditBook
    second: SecondFactor
    secret: bytes = field(repr=False)

    def __call__(
        self, login: str, password: str, now: datetime, *, code: str = ""
    ) -> tuple[Person, str]:
        """The person and her new cookie. Raises SignInRefused, TooManyTries or SecondFactorNeeded."""
        try:
            person = self.by_password(login, password, now)
        except SignInRefused:
            self._burn(login, code, now)
            raise
        if self.second.required or self.second.of(person.id):
            if not code:
                raise SecondFactorNeeded(person)
            self.check_code(person, code, now)
        return person, self.open(person, now)

    def _burn(self, login: str, code: str, now: datetime) -> None:
        """Whoever saw the code beside a mistyped password has nothing of it."""
        person = self.people.by_login(login) if code and login.isprintable() else None
        if person is not None:
            self.second.burn(person, code, now)

    def by_password(self, login: str, password: str, now: datetime) -> Person:
        """Whose password it is. Raises SignInRefused or TooManyTries."""
        account = self._account_digest(login)
        failed = self.people.failed_sign_ins(account, now - TRIES_WITHIN)
        if failed >= TRIES:
            raise TooManyTries
        # Control signs and halves of letters are in nobody's login, and no database takes them.
        person = self.people.by_login(login) if login.isprintable() else None
        known = person is not None and person.active
        if not is_right(person.password_hash if person and known else None, password):
            self._refuse(account, person, failed + 1, now)
        if person is None:  # `is_right` is False without a hash; this is for the type checker
            raise SignInRefused
        if needs_rehash(person.password_hash):
            self.people.set_password(person.id, hash_password(password))
        return person

    def check_code(self, person: Person, code: str, now: datetime) -> None:
        """Raises SignInRefused or TooManyTries: codes are tried as seldom as passwords."""
        account = self._account_digest(f"code\n{person.id}")
        failed = self.people.failed_sign_ins(account, now - TRIES_WITHIN)
        if failed >= TRIES:
            raise TooManyTries
        if not self.second.is_right(person, code, now):
            self._refuse(account, person, failed + 1, now)

    def half_open(self, person: Person, now: datetime) -> str:
        """The cookie of the minutes until the second factor. Other sessions of hers are not touched."""
        cookie = secrets.token_urlsafe(32)
        half = HalfSession(digest=digest_of(cookie), person_id=person.id, opened_at=now)
        self.second.factors.open_half(half)
        return cookie

    def half(self, cookie: str | None, now: datetime) -> tuple[Person, HalfSession] | None:
        """Who has given her password in the last minutes and is still to give the second factor."""
        half = None if not cookie else self.second.factors.half(digest_of(cookie), now - HALF_LIFE)
        person = None if half is None else self.people.by_id(half.person_id)
        if half is None or half.tries >= TRIES or person is None or not person.active:
            return None
        return person, half

    def whole(self, person: Person, half: HalfSession, now: datetime) -> str:
        """The second factor has been given: the cookie of the real session."""
        self.second.factors.end_half(half.digest)
        return self.open(person, now)

    def open(self, person: Person, now: datetime) -> str:
        """A new session, in place of any other of hers."""
        cookie = secrets.token_urlsafe(32)
        self.people.open_session(
            Session(digest=digest_of(cookie), person_id=person.id, opened_at=now, seen_at=now)
        )
        self.audit.note(actor_id=person.id, act="session.opened", thing=person.id, now=now)
        return cookie

    def _refuse(self, account: str, person: Person | None, failed: int, now: datetime) -> NoReturn:
        """What was typed is not on record: a login may be a password typed in the wrong field."""
        self.people.note_failed_sign_in(account, now)
        thing = "unknown" if person is None else person.id
        self.audit.note(actor_id=NOBODY, act="session.refused", thing=thing, now=now)
        if failed == TRIES:  # once: whoever goes on trying adds nothing to the log
            self.audit.note(actor_id=NOBODY, act="session.throttled", thing=thing, now=now)
        raise SignInRefused

    def out(self, session: Session, now: datetime) -> None:
        """End the session at once, on every process."""
        self.people.end_session(session.digest, now)
        who = session.person_id
        self.audit.note(actor_id=who, act="session.closed", thing=who, now=now)

    def cover(self, session: Session, now: datetime) -> None:
        """Nothing is shown any more in any of her windows; a call goes on."""
        who = session.person_id
        self.audit.note(actor_id=who, act="session.covered", thing=who, now=now)
        self.people.cover_session(session.digest, now)

    def uncover(self, person: Person, session: Session, password: str, now: datetime) -> None:
        """Raises SignInRefused or TooManyTries, as at the door."""
        self.by_password(person.login, password, now)
        self.audit.note(actor_id=person.id, act="session.uncovered", thing=person.id, now=now)
        self.people.cover_session(session.digest, None)

    def _account_digest(self, login: str) -> str:
        """Failed logins may hold a mistyped password, so they are never kept in clear."""
        words = f"login\n{login}".encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, words, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsThere:
    """From a cookie to a person, if the session still lives."""

    people: PeopleBook
    is_in_call: Callable[[str], bool]

    def __call__(self, cookie: str | None, now: datetime) -> tuple[Person, Session] | None:
        """Notes the sign of life, at most every half minute."""
        return None if not cookie else self.of_digest(digest_of(cookie), now, touch=True)

    def of_digest(
        self, digest: str, now: datetime, *, touch: bool = False
    ) -> tuple[Person, Session] | None:
        session = self.people.session(digest)
        if session is None or self._is_over(session, now):
            return None
        person = self.people.by_id(session.person_id)
        if person is None or not person.active:
            return None
        if touch and now - session.seen_at >= _TOUCH_EVERY:
            self.people.touch_session(digest, now)
        return person, session

    def living(self, digests: Collection[str], now: datetime) -> dict[str, Person]:
        """By digest, whose of these sessions live: one look at the database for all sockets."""
        return {
            session.digest: person
            for session, person in self.people.live_sessions(digests)
            if not self._is_over(session, now)
        }

    def _is_over(self, session: Session, now: datetime) -> bool:
        """Idle or too old; but never while the person is talking with a child."""
        over = now - session.seen_at > IDLE or now - session.opened_at > ABSOLUTE
        return over and not self.is_in_call(session.person_id)


def digest_of(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def draft_key(secret: bytes, person_id: str) -> str:
    """What her browser seals unsaved words with, in base64: hers alone, and in no cookie or form."""
    key = hmac.new(secret, f"draft\n{person_id}".encode(), hashlib.sha256).digest()
    return base64.b64encode(key).decode()


def csrf_token(secret: bytes, session_digest: str) -> str:
    """Bound to the session; good as long as it is."""
    return hmac.new(secret, f"csrf\n{session_digest}".encode(), hashlib.sha256).hexdigest()
