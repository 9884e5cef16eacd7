"""The contract of people, their sessions and their heartbeats."""

from dataclasses import replace

import pytest

from helpline.people.ports import LoginTaken, Role, Session
from tests.helpline.store.samples import NOON, Books, a_person, after, save, state_of


def test_a_person_comes_back_as_she_was_added(books: Books) -> None:
    person = a_person(
        roles=frozenset({Role.COUNSELLOR, Role.SUPERVISOR}), ui_language="ru", is_sample=True
    )

    books.people.add(person)

    assert books.people.by_id("person-1") == person
    assert books.people.by_login("sample1") == person
    assert books.people.by_id("person-2") is None
    assert books.people.by_login("sample2") is None


def test_a_login_belongs_to_one_person(books: Books) -> None:
    books.people.add(a_person(1))

    with pytest.raises(LoginTaken):
        books.people.add(a_person(2, login="sample1"))

    assert books.people.by_id("person-2") is None


def test_everyone_means_active_people_by_name(books: Books) -> None:
    books.people.add(a_person(1, name="Sample B"))
    books.people.add(a_person(2, name="Sample A"))
    books.people.add(a_person(3, name="Sample C"))

    books.people.deactivate("person-3", NOON)

    assert [person.name for person in books.people.everyone()] == ["Sample A", "Sample B"]


def test_whoever_is_disabled_is_kept_and_can_come_back_as_she_was(books: Books) -> None:
    books.people.add(a_person(1, name="Sample B"))
    books.people.add(a_person(2, name="Sample A"))
    for number in (1, 2):
        books.people.deactivate(f"person-{number}", NOON)
    assert [person.name for person in books.people.former()] == ["Sample A", "Sample B"]

    books.people.reactivate("person-1")

    assert books.people.everyone() == [a_person(1, name="Sample B")]
    assert [person.id for person in books.people.former()] == ["person-2"]


def test_a_supervisor_has_no_routing_row(books: Books) -> None:
    books.people.add(a_person(roles=frozenset({Role.SUPERVISOR})))

    assert state_of(books.store, also="person-1").counsellors == {}


def test_password_and_screen_language_can_be_changed(books: Books) -> None:
    books.people.add(a_person())

    books.people.set_password("person-1", "another hash")
    books.people.set_ui_language("person-1", "en")

    changed = a_person(password_hash="another hash", ui_language="en")
    assert books.people.by_id("person-1") == changed


def test_a_session_is_known_until_it_ends(books: Books) -> None:
    books.people.add(a_person())
    books.people.open_session(a_session())

    books.people.touch_session("digest-1", after(60))

    assert books.people.session("digest-1") == replace(a_session(), seen_at=after(60))
    books.people.end_session("digest-1", after(61))
    assert books.people.session("digest-1") is None
    assert books.people.session("digest-unknown") is None


def test_a_new_session_ends_the_earlier_one_of_the_same_person_only(books: Books) -> None:
    books.people.add(a_person(1))
    books.people.add(a_person(2))
    books.people.open_session(a_session(1))
    books.people.open_session(a_session(2, person_id="person-2"))

    books.people.open_session(a_session(3))

    assert books.people.session("digest-1") is None
    assert books.people.session("digest-2") is not None
    assert books.people.session("digest-3") is not None


def test_deactivating_ends_every_session_of_hers(books: Books) -> None:
    books.people.add(a_person())
    books.people.open_session(a_session())

    books.people.deactivate("person-1", after(5))

    person = books.people.by_id("person-1")
    assert person is not None
    assert not person.active
    assert books.people.session("digest-1") is None


def test_another_role_ends_every_session_of_hers_and_gives_a_counsellor_her_routing_row(
    books: Books,
) -> None:
    books.people.add(a_person(roles=frozenset({Role.SUPERVISOR})))
    books.people.open_session(a_session())

    for _ in range(2):
        books.people.set_roles("person-1", frozenset({Role.COUNSELLOR}), after(5))

    person = books.people.by_id("person-1")
    assert person is not None
    assert person.roles == {Role.COUNSELLOR}
    assert books.people.session("digest-1") is None
    assert "person-1" in state_of(books.store, also="person-1").counsellors


def test_live_sessions_are_those_of_active_people_that_have_not_ended(books: Books) -> None:
    for number in (1, 2, 3):
        books.people.add(a_person(number))
        books.people.open_session(a_session(number, person_id=f"person-{number}"))

    books.people.end_sessions("person-2", after(1))
    books.people.deactivate("person-3", after(1))

    ((session, person),) = books.people.live_sessions()
    assert (session, person) == (a_session(1), a_person(1))
    assert books.people.live_sessions({"digest-1", "digest-2"}) == [(session, person)]
    assert books.people.live_sessions({"digest-3"}) == []


def test_failed_sign_ins_are_counted_by_login_and_from_an_instant_on(books: Books) -> None:
    books.people.note_failed_sign_in("digest-a", NOON)
    books.people.note_failed_sign_in("digest-a", after(10))
    books.people.note_failed_sign_in("digest-b", after(10))

    assert books.people.failed_sign_ins("digest-a", NOON) == 2
    assert books.people.failed_sign_ins("digest-a", after(10)) == 1
    assert books.people.failed_sign_ins("digest-a", after(11)) == 0


def test_whoever_is_marked_present_but_not_heard_is_silent(books: Books) -> None:
    for number in (1, 2, 3, 4):
        books.people.add(a_person(number))
        person = state_of(books.store, also=f"person-{number}").counsellors[f"person-{number}"]
        save(books.store, replace(person, present=number != 4))

    books.presence.alive(["person-1"], after(10))
    books.presence.alive(["person-2", "person-4"], after(3))
    books.presence.alive([], after(20))

    assert books.presence.silent(after(5)) == ["person-2", "person-3"]
    assert books.presence.silent(after(3)) == ["person-3"]


def test_a_heartbeat_changes_no_version(books: Books) -> None:
    books.people.add(a_person())
    person = state_of(books.store, also="person-1").counsellors["person-1"]

    books.presence.alive(["person-1"], NOON)

    save(books.store, replace(person, present=True))
    now = state_of(books.store, also="person-1").counsellors["person-1"]
    assert (now.present, now.version) == (True, person.version + 1)


def a_session(number: int = 1, *, person_id: str = "person-1") -> Session:
    return Session(digest=f"digest-{number}", person_id=person_id, opened_at=NOON, seen_at=NOON)
