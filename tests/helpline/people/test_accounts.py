"""Accounts: who may manage whom, links that open once, and that whoever is out is out at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from helpline.people.accounts import (
    LINK_LIFE,
    Accounts,
    BadAccount,
    LinkOver,
    NewAccount,
    NotAllowed,
    WrongPassword,
)
from helpline.people.passwords import BadPassword, is_right
from helpline.people.ports import LoginTaken, Person, Role, Session
from helpline.store.database import open_database
from helpline.store.factor_book import SqlFactorBook
from helpline.store.invitation_book import SqlInvitationBook
from helpline.store.key_store import KeyStore
from helpline.store.people_book import SqlPeopleBook
from tests.helpline.people.gate import Gate, open_gate
from tests.helpline.store.samples import NOON, a_person, after

GOOD = "five small grey stones"
NEW = NewAccount(
    login="dana",
    name="Sample Dana",
    roles=frozenset({Role.COUNSELLOR}),
    speaks=frozenset({"kk"}),
    ui_language="kk",
)
SUPERVISOR = a_person(8, roles=frozenset({Role.SUPERVISOR}))
ADMIN = a_person(9, roles=frozenset({Role.ADMIN}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    accounts: Accounts
    gate: Gate

    def acts(self) -> list[str]:
        return self.gate.audit.acts()

    def invited(self, by: Person = SUPERVISOR) -> tuple[Person, str]:
        return self.accounts.invite(by, NEW, NOON)

    def open_session(self, person_id: str) -> None:
        session = Session(digest="d", person_id=person_id, opened_at=NOON, seen_at=NOON)
        self.accounts.people.open_session(session)

    def in_session(self) -> bool:
        return bool(self.accounts.people.live_sessions())


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(
    request: pytest.FixtureRequest, fresh_url: Callable[[str], str], keys: KeyStore
) -> Iterator[Desk]:
    database = open_database(fresh_url(request.param))
    people = SqlPeopleBook(database)
    gate = open_gate(people, SqlFactorBook(database, keys))
    people.add(SUPERVISOR)
    people.add(ADMIN)
    accounts = Accounts(
        people=people,
        links=SqlInvitationBook(database),
        second=gate.second,
        audit=gate.audit,
    )
    yield Desk(accounts=accounts, gate=gate)
    database.close()


def test_whoever_is_invited_chooses_a_password_by_her_link_once(desk: Desk) -> None:
    person, word = desk.invited()

    assert desk.accounts.invited(word, NOON) == desk.accounts.people.by_id(person.id)
    assert desk.accounts.choose_password(word, GOOD, after(5)).id == person.id

    kept = desk.accounts.people.by_id(person.id)
    assert kept is not None
    assert is_right(kept.password_hash, GOOD)
    with pytest.raises(LinkOver):
        desk.accounts.choose_password(word, GOOD, after(6))
    assert desk.acts() == ["person.invited", "password.chosen"]


def test_a_link_is_over_after_three_days_and_when_another_is_made(desk: Desk) -> None:
    person, first = desk.invited()
    second = desk.accounts.reset(SUPERVISOR, person.id, NOON)

    assert desk.accounts.invited(first, NOON) is None
    assert desk.accounts.invited(second, NOON + LINK_LIFE - timedelta(seconds=1)) is not None
    assert desk.accounts.invited(second, NOON + LINK_LIFE) is None
    with pytest.raises(LinkOver):
        desk.accounts.choose_password("made up", GOOD, NOON)


def test_the_word_of_a_link_is_nowhere_in_the_database(desk: Desk) -> None:
    _, word = desk.invited()

    with desk.accounts.people.database.reading() as connection:  # type: ignore[attr-defined] # the real one
        rows = connection.exec_driver_sql("SELECT * FROM invitations").all()
    assert len(rows) == 1
    assert word not in str(rows)


def test_a_bad_password_leaves_the_link_good(desk: Desk) -> None:
    _, word = desk.invited()

    for bad in (
        "short",
        "password123",
        "aaaaaaaaaaaa",
        "x" * 129,
        "dana is the best",
        "qwertyuiop",
    ):
        with pytest.raises(BadPassword):
            desk.accounts.choose_password(word, bad, NOON)

    assert desk.accounts.choose_password(word, GOOD, NOON).login == "dana"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNSELLOR}))
def test_a_supervisor_manages_counsellors_alone(desk: Desk, role: Role) -> None:
    both = replace(NEW, roles=frozenset({Role.COUNSELLOR, role}))
    other = a_person(5, roles=frozenset({role}))
    desk.accounts.people.add(other)

    for by, new in ((SUPERVISOR, both), (a_person(1), NEW)):
        with pytest.raises(NotAllowed):
            desk.accounts.invite(by, new, NOON)
    for act in (desk.accounts.reset, desk.accounts.disable):
        with pytest.raises(NotAllowed):
            act(SUPERVISOR, other.id, NOON)
    assert desk.accounts.invite(ADMIN, both, NOON)


def test_nobody_manages_herself_or_whom_there_is_not(desk: Desk) -> None:
    for person_id in (ADMIN.id, "unknown"):
        for act in (desk.accounts.reset, desk.accounts.disable):
            with pytest.raises(NotAllowed):
                act(ADMIN, person_id, NOON)
        with pytest.raises(NotAllowed):
            desk.accounts.set_roles(ADMIN, person_id, frozenset({Role.SUPERVISOR}), NOON)


def test_roles_are_changed_by_an_admin_and_end_her_session(desk: Desk) -> None:
    person, _ = desk.invited()
    desk.open_session(person.id)
    with pytest.raises(NotAllowed):
        desk.accounts.set_roles(SUPERVISOR, person.id, frozenset({Role.COUNSELLOR}), NOON)
    with pytest.raises(BadAccount):
        desk.accounts.set_roles(ADMIN, person.id, frozenset(), NOON)
    assert desk.in_session()

    desk.accounts.set_roles(ADMIN, person.id, frozenset({Role.AUDITOR}), NOON)

    assert not desk.in_session()
    assert desk.gate.audit.reasons[-1] == "auditor"


def test_whoever_is_disabled_is_out_and_her_link_with_her(desk: Desk) -> None:
    person, word = desk.invited()
    desk.open_session(person.id)

    desk.accounts.disable(SUPERVISOR, person.id, NOON)

    assert not desk.in_session()
    assert desk.accounts.invited(word, NOON) is None
    with pytest.raises(NotAllowed):
        desk.accounts.reset(SUPERVISOR, person.id, NOON)


def test_a_reset_ends_her_session_her_password_and_her_second_factors(desk: Desk) -> None:
    person = desk.accounts.people.by_id("person-1")
    assert person is not None
    desk.gate.enrol()
    desk.open_session(person.id)

    desk.accounts.reset(SUPERVISOR, person.id, NOON)

    kept = desk.accounts.people.by_id("person-1")
    assert kept is not None
    assert kept.password_hash != person.password_hash
    assert not desk.in_session()
    assert desk.gate.second.of(person.id) == []


def test_a_changed_password_ends_every_session_and_needs_the_present_one(desk: Desk) -> None:
    person, word = desk.invited()
    person = desk.accounts.choose_password(word, GOOD, NOON)
    person = desk.accounts.people.by_id(person.id) or person
    desk.open_session(person.id)
    with pytest.raises(WrongPassword):
        desk.accounts.change_password(person, "not hers", GOOD, NOON)
    with pytest.raises(BadPassword):
        desk.accounts.change_password(person, GOOD, "short", NOON)
    assert desk.in_session()

    desk.accounts.change_password(person, GOOD, GOOD + " more", NOON)

    assert not desk.in_session()
    assert desk.acts()[-1] == "password.changed"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", "Дана"),
        ("login", "x"),
        ("login", "a" * 64),
        ("name", " "),
        ("name", "a\nb"),
        ("roles", frozenset()),
        ("speaks", frozenset()),
    ],
)
def test_what_does_not_fit_is_named_and_nobody_is_added(desk: Desk, field: str, value: Any) -> None:
    with pytest.raises(BadAccount) as fault:
        desk.accounts.invite(ADMIN, replace(NEW, **{field: value}), NOON)

    assert [name for name, _ in fault.value.faults] == [field]
    assert desk.acts() == []


def test_a_login_that_is_taken_is_refused(desk: Desk) -> None:
    desk.invited()

    with pytest.raises(LoginTaken):
        desk.invited()
