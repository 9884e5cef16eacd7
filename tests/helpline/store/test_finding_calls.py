"""The contract of finding a call: by any of its legs, among the live ones, by its id."""

from dataclasses import replace

from routing.state import CallState
from tests.helpline.store.samples import (
    Books,
    a_call,
    a_person,
    after,
    ended,
    save,
    stored_call,
)


def test_a_call_is_found_by_any_leg_it_ever_had(books: Books) -> None:
    books.people.add(a_person())
    save(books.store, a_call(1), a_call(2))
    connecting = {"state": CallState.CONNECTING, "counsellor_id": "person-1"}
    save(books.store, a_call(1, counsellor_leg="leg-8", **connecting))
    save(books.store, replace(stored_call(books.store), counsellor_leg="leg-9"))

    found = {leg: books.store.call_of_leg(leg) for leg in ("leg-1", "leg-2", "leg-8", "leg-9")}

    assert {leg: call and call.id for leg, call in found.items()} == {
        "leg-1": "call-1",
        "leg-2": "call-2",
        "leg-8": "call-1",
        "leg-9": "call-1",
    }
    assert books.store.call_of_leg("leg-unknown") is None


def test_live_calls_come_oldest_first_and_without_the_ended(books: Books) -> None:
    save(books.store, a_call(1, arrived_at=after(9)), a_call(2, arrived_at=after(1)), a_call(3))

    save(books.store, ended(a_call(3)))

    assert [call.id for call in books.store.live_calls()] == ["call-2", "call-1"]


def test_a_sign_of_life_changes_no_version(books: Books) -> None:
    save(books.store, a_call())

    books.store.heard_from("call-1", after(10))

    assert stored_call(books.store) == a_call()
    save(books.store, replace(a_call(), language="ru"))


def test_an_unknown_call_is_none(books: Books) -> None:
    assert books.store.call("call-unknown") is None
