"""Whoever was disabled is let in again by a new link, and by nothing that she had before."""

from datetime import timedelta

import pytest

from helpline.people.accounts import NotAllowed
from helpline.people.passwords import is_right
from helpline.people.ports import Role
from tests.helpline.people.gate import code
from tests.helpline.people.test_accounts import ADMIN, GOOD, NEW, SUPERVISOR, Desk, desk
from tests.helpline.store.samples import NOON, a_person, after

__all__ = ["desk"]


def test_whoever_is_let_in_again_chooses_a_new_password_by_a_new_link(desk: Desk) -> None:
    person, first = desk.invited()
    desk.accounts.choose_password(first, GOOD, NOON)
    secret = desk.accounts.second.begin_code(person, NOON).material
    assert desk.accounts.second.confirm_code(person, code(secret, NOON), NOON)
    desk.accounts.disable(SUPERVISOR, person.id, after(1))

    word = desk.accounts.readmit(SUPERVISOR, person.id, after(2))

    back = desk.accounts.people.by_id(person.id)
    assert back is not None
    assert (back.active, back.roles, back.speaks) == (True, NEW.roles, NEW.speaks)
    assert not is_right(back.password_hash, GOOD)
    assert desk.accounts.second.of(person.id) == []
    assert desk.accounts.choose_password(word, "six small grey stones", after(3)).id == person.id
    acts = ["factor.added", "person.disabled", "person.readmitted", "password.chosen"]
    assert desk.acts()[-4:] == acts


def test_a_session_opened_while_she_was_being_disabled_does_not_come_back(desk: Desk) -> None:
    person, _ = desk.invited()
    desk.accounts.disable(SUPERVISOR, person.id, NOON)
    desk.open_session(person.id)

    desk.accounts.readmit(SUPERVISOR, person.id, after(1))

    assert not desk.in_session()


def test_only_whoever_manages_her_lets_her_in_again_and_once(desk: Desk) -> None:
    person, _ = desk.invited()
    auditor = a_person(7, roles=frozenset({Role.AUDITOR}))
    desk.accounts.people.add(auditor)
    for gone in (person, auditor):
        desk.accounts.disable(ADMIN, gone.id, NOON)

    for by, wanted in ((SUPERVISOR, auditor.id), (SUPERVISOR, "unknown"), (person, person.id)):
        with pytest.raises(NotAllowed):
            desk.accounts.readmit(by, wanted, NOON)
    desk.accounts.readmit(ADMIN, auditor.id, NOON)
    with pytest.raises(NotAllowed):
        desk.accounts.readmit(ADMIN, auditor.id, NOON + timedelta(days=1))

    assert [each.id for each in desk.accounts.people.former()] == [person.id]
