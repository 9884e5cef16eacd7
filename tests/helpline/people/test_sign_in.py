"""Signing in: the right password, few tries, one session, and nobody is cut off in a call."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from helpline.people.passwords import hash_password, needs_rehash
from helpline.people.ports import Person, Session
from helpline.people.second_factor import SecondFactor
from helpline.people.security_keys import SecurityKeys
from helpline.people.sign_in import (
    SignIn,
    SignInRefused,
    TooManyTries,
    WhoIsThere,
    csrf_token,
    digest_of,
)
from tests.fakes.fake_audit import FakeAudit
from tests.fakes.fake_factors import FakeFactorBook
from tests.helpline.store.samples import NOON, Books, a_person, after

PASSWORD = "correct horse battery"
HASHED = hash_password(PASSWORD)


@dataclass(slots=True, kw_only=True)
class Door:
    books: Books
    in_call: set[str] = field(default_factory=set)
    audit: FakeAudit = field(default_factory=FakeAudit)
    factors: FakeFactorBook = field(default_factory=FakeFactorBook)
    required: bool = False

    @property
    def sign_in(self) -> SignIn:
        secret = b"a secret of the tests"
        second = SecondFactor(
            factors=self.factors,
            keys=SecurityKeys("https://line.example"),
            audit=self.audit,
            required=self.required,
            secret=secret,
        )
        return SignIn(people=self.books.people, audit=self.audit, second=second, secret=secret)

    @property
    def who(self) -> WhoIsThere:
        return WhoIsThere(people=self.books.people, is_in_call=self.in_call.__contains__)

    def wrong(self, seconds: float, login: str = "sample1") -> None:
        with pytest.raises(SignInRefused):
            self.sign_in(login, "not her password", after(seconds))

    def there(self, cookie: str, seconds: float) -> Person | None:
        found = self.who(cookie, after(seconds))
        return None if found is None else found[0]


@pytest.fixture
def door(books: Books) -> Door:
    books.people.add(a_person(password_hash=HASHED))
    return Door(books=books)


def test_the_right_password_opens_a_session_known_by_its_cookie_alone(door: Door) -> None:
    person, cookie = door.sign_in("sample1", PASSWORD, NOON)

    assert person == door.books.people.by_id("person-1")
    assert door.there(cookie, 1) == person
    assert door.books.people.session(cookie) is None
    session = door.books.people.session(digest_of(cookie))
    assert session == Session(
        digest=digest_of(cookie), person_id="person-1", opened_at=NOON, seen_at=NOON
    )


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(door: Door) -> None:
    for login, password in (
        ("sample1", "not her password"),
        ("nobody", PASSWORD),
        ("sample1", ""),
        ("sample1", "x" * 10_000),
    ):
        with pytest.raises(SignInRefused):
            door.sign_in(login, password, NOON)


@pytest.mark.parametrize("nonsense", ["\0", "\ud83d", "sample1\0", "a\nb"])
def test_what_no_keyboard_types_is_refused_like_anything_else(door: Door, nonsense: str) -> None:
    with pytest.raises(SignInRefused):
        door.sign_in(nonsense, PASSWORD, NOON)
    with pytest.raises(SignInRefused):
        door.sign_in("sample1", nonsense, NOON)


def test_a_disabled_person_cannot_sign_in_and_her_session_is_over(door: Door) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)

    door.books.people.deactivate("person-1", after(5))

    assert door.there(cookie, 6) is None
    with pytest.raises(SignInRefused):
        door.sign_in("sample1", PASSWORD, after(6))


def test_after_five_wrong_tries_in_a_minute_even_the_right_password_must_wait(door: Door) -> None:
    for second in range(5):
        door.wrong(second)

    with pytest.raises(TooManyTries):
        door.sign_in("sample1", PASSWORD, after(59))

    assert door.sign_in("sample1", PASSWORD, after(61))


def test_somebody_elses_wrong_tries_keep_nobody_out(door: Door) -> None:
    for login in ("sample2", "Sample1", "sample1 "):
        for second in range(5):
            door.wrong(second, login)

    assert door.sign_in("sample1", PASSWORD, after(6))


def test_a_password_kept_below_the_present_floor_is_hashed_anew(door: Door) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    door.books.people.set_password("person-1", weak)

    door.sign_in("sample1", PASSWORD, NOON)

    kept = door.books.people.by_id("person-1")
    assert kept is not None
    assert needs_rehash(weak)
    assert not needs_rehash(kept.password_hash)
    assert door.sign_in("sample1", PASSWORD, after(1))


def test_a_password_kept_as_it_should_be_stays_as_it_is(door: Door) -> None:
    door.sign_in("sample1", PASSWORD, NOON)

    kept = door.books.people.by_id("person-1")
    assert kept is not None
    assert kept.password_hash == HASHED


def test_signing_in_again_ends_the_earlier_session(door: Door) -> None:
    _, earlier = door.sign_in("sample1", PASSWORD, NOON)
    _, later = door.sign_in("sample1", PASSWORD, after(1))

    assert door.there(earlier, 2) is None
    assert door.there(later, 2) is not None


def test_a_session_left_alone_for_a_quarter_of_an_hour_is_over(door: Door) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)

    assert door.there(cookie, 15 * 60) is not None
    assert door.there(cookie, 30 * 60) is not None
    assert door.there(cookie, 45 * 60 + 1) is None


def test_a_session_is_over_after_twelve_hours_however_busy(door: Door) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)

    quarters = [door.there(cookie, quarter * 15 * 60) for quarter in range(4 * 12 + 1)]

    assert None not in quarters
    assert door.there(cookie, 12 * 3600 + 1) is None


@pytest.mark.parametrize("hours", [1, 13])
def test_neither_limit_cuts_a_live_call(door: Door, hours: int) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)

    door.in_call = {"person-1"}
    during = door.who.of_digest(digest_of(cookie), NOON + timedelta(hours=hours))
    door.in_call = {"person-2"}
    afterwards = door.who.of_digest(digest_of(cookie), NOON + timedelta(hours=hours))

    assert during is not None
    assert afterwards is None


def test_a_sign_of_life_is_written_at_most_every_half_minute(door: Door) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)
    seen = []

    for second in (29, 31, 45, 61):
        door.there(cookie, second)
        session = door.books.people.session(digest_of(cookie))
        seen.append(session and session.seen_at)

    assert seen == [NOON, after(31), after(31), after(61)]


def test_looking_without_touching_is_no_sign_of_life(door: Door) -> None:
    _, cookie = door.sign_in("sample1", PASSWORD, NOON)

    door.who.of_digest(digest_of(cookie), after(600))

    assert door.there(cookie, 15 * 60 + 1) is None


@pytest.mark.parametrize("cookie", [None, "", "made up"])
def test_without_a_good_cookie_nobody_is_there(door: Door, cookie: str | None) -> None:
    assert door.who(cookie, NOON) is None


def test_a_form_token_belongs_to_one_session_and_one_secret() -> None:
    tokens = {csrf_token(secret, digest) for secret in (b"a", b"b") for digest in ("x", "y")}

    assert len(tokens) == 4
    assert csrf_token(b"a", "x") in tokens
