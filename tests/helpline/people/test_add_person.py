"""A new colleague."""

from typing import Any

import pytest

from helpline.people.add_person import add_person
from helpline.people.passwords import BadPassword, is_right
from helpline.people.ports import LoginTaken, Person, Role
from tests.helpline.store.samples import Books, state_of


def _add(books: Books, **words: Any) -> Person:
    standing: dict[str, Any] = {
        "login": "ana",
        "name": "Sample Ana",
        "roles": frozenset({Role.COUNSELLOR}),
        "speaks": frozenset({"kk"}),
        "ui_language": "kk",
        "password": "correct horse battery",
    }
    return add_person(books.people, **(standing | words))


def test_she_can_sign_in_with_her_password_and_be_routed_to(books: Books) -> None:
    person = _add(books)

    assert books.people.by_login("ana") == person
    assert is_right(person.password_hash, "correct horse battery")
    assert "correct" not in person.password_hash
    assert state_of(books.store, also=person.id).counsellors[person.id].languages == {"kk"}


def test_a_login_that_is_taken_is_refused_and_nothing_is_changed(books: Books) -> None:
    first = _add(books)

    with pytest.raises(LoginTaken):
        _add(books, name="Sample Other", password="another password")

    assert books.people.by_login("ana") == first
    assert books.people.everyone() == [first]


@pytest.mark.parametrize("password", ["", "seven77", "x" * 129])
def test_a_password_too_short_or_too_long_is_refused_and_nobody_is_added(
    books: Books, password: str
) -> None:
    with pytest.raises(BadPassword):
        _add(books, password=password)

    assert books.people.everyone() == []


def test_neither_hash_nor_password_is_shown_with_the_person(books: Books) -> None:
    person = _add(books)

    assert person.password_hash not in repr(person)
