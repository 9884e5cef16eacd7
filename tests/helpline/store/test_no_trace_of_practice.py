"""The morning after: no row and no key of a practice call is left, whatever was killed in between."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from helpline.cases.ports import Contact, StaleContact
from helpline.store.key_store import KeyStore
from helpline.store.training_book import SqlTrainingBook
from helpline.training.erase_practice import ErasePractice, NotErased
from helpline.training.follow_training import FollowTraining
from routing.events import End, HangUp, Hold
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.office import Office
from tests.helpline.training_day import (
    in_training,
    keys_of,
    naming,
    practises,
    rings,
    sessions,
    talks,
)


def _tomorrow(office: Office, keys: KeyStore | None = None) -> ErasePractice:
    parts = office.parts
    clock = StoppedClock(parts.clock.now() + timedelta(days=1))
    book = SqlTrainingBook(store=parts.store, keys=keys or parts.keys)
    follow = FollowTraining(book=book, apply_event=parts.apply_event, clock=clock)
    return ErasePractice(book=book, follow=follow, clock=clock, zone=parts.config.zone)


def _written(office: Office, call_id: str) -> Contact:
    contact = office.parts.contacts.of_call(call_id)
    assert contact is not None
    return office.parts.contacts.save(replace(contact, note="a sample note"))


def _a_day(office: Office) -> tuple[set[str], Contact, Contact]:
    """Two practice calls and a child's; all that names the practice, its contact, the child's contact."""
    trained, other = office.counsellor("trained"), office.counsellor("other")
    session = in_training(office, trained)
    first, child = practises(office, session, "CApractice1"), rings(office, "CAchild")
    talks(office, first, "CApractice1")
    talks(office, child, "CAchild")
    hers, childs = _written(office, first), _written(office, child)
    office.parts.apply_event(Hold(id=f"hold:{first}", call_id=first, counsellor_id=trained.id))
    second = practises(office, session, "CApractice2")
    office.parts.apply_event(End(id=f"end:{first}", call_id=first, counsellor_id=trained.id))
    office.parts.apply_event(End(id=f"end:{child}", call_id=child, counsellor_id=other.id))
    office.parts.apply_event(HangUp(id="over:CApractice1", leg="CApractice1"))
    sessions(office).end(session.id, supervisor_id="s", now=office.parts.clock.now())
    legs = {"CApractice1", "CApractice2", f"CApractice1of{trained.id}"}
    return {session.id, first, second, hers.id, *legs}, hers, childs


def test_nothing_of_the_practice_is_left_and_everything_of_the_child_is(office: Office) -> None:
    names, hers, childs = _a_day(office)
    before = naming(office, names)
    childs_rows = naming(office, {childs.call_id, childs.id})

    erased = _tomorrow(office)()

    assert erased == 1
    assert {"calls", "legs", "offers", "intervals", "contacts", "events"} <= set(before)
    assert {"stream_events", "timers", "outbox", "training_sessions"} <= set(before)
    assert naming(office, names) == []
    assert naming(office, {childs.call_id, childs.id}) == childs_rows
    assert keys_of(office) == {childs.id}
    assert office.parts.contacts.contact(childs.id) == childs
    assert office.parts.contacts.contact(hers.id) is None


def test_a_second_run_changes_nothing_more(office: Office) -> None:
    names, _, childs = _a_day(office)
    erase = _tomorrow(office)
    erase()
    left = naming(office, {childs.call_id, childs.id})

    assert erase() == 0
    assert naming(office, names) == []
    assert naming(office, {childs.call_id, childs.id}) == left
    assert keys_of(office) == {childs.id}


class _Killed(BaseException):
    pass


@dataclass(frozen=True)
class _Interrupted(KeyStore):
    """Destroys as the real one does, and then lets something else happen."""

    then: Callable[[], object] = field(kw_only=True)

    def destroy(self, name: str) -> None:
        KeyStore.destroy(self, name)
        self.then()


def _dies(*_: object) -> None:
    raise _Killed


def test_killed_after_the_keys_it_is_finished_by_the_next_run(office: Office) -> None:
    names, hers, childs = _a_day(office)
    keys = office.parts.keys

    with pytest.raises(_Killed):
        _tomorrow(office, _Interrupted(keys.path, keys.master_key, then=_dies))()

    assert keys_of(office) == {childs.id}
    assert {"calls", "contacts", "events", "training_sessions"} <= set(naming(office, names))
    read = office.parts.contacts.contact(hers.id)
    assert read is not None
    assert (read.form, read.note) == ({"unreadable": True}, "")
    assert _tomorrow(office)() == 1
    assert naming(office, names) == []


@pytest.mark.parametrize("table", ["events", "timers", "contacts", "calls", "training_sessions"])
def test_killed_among_the_rows_it_is_finished_by_the_next_run(office: Office, table: str) -> None:
    names, _, childs = _a_day(office)
    before = naming(office, names)

    def dies_at_the_table(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split()[:3] == ["DELETE", "FROM", table]:
            raise _Killed

    engine = office.parts.database.engine
    sa.event.listen(engine, "before_cursor_execute", dies_at_the_table)
    with pytest.raises(_Killed):
        _tomorrow(office)()
    sa.event.remove(engine, "before_cursor_execute", dies_at_the_table)

    assert naming(office, names) == before
    assert _tomorrow(office)() == 1
    assert naming(office, names) == []
    assert keys_of(office) == {childs.id}


def test_a_key_that_a_page_makes_anew_in_the_middle_is_gone_with_the_next_run(
    office: Office,
) -> None:
    names, hers, childs = _a_day(office)
    keys = office.parts.keys

    def saves() -> None:
        office.parts.contacts.save(replace(hers, note="still typing"))

    with pytest.raises(NotErased):
        _tomorrow(office, _Interrupted(keys.path, keys.master_key, then=saves))()

    assert _tomorrow(office)() == 1
    assert naming(office, names) == []
    assert keys_of(office) == {childs.id}


def test_a_page_that_saves_what_was_erased_is_refused_and_leaves_no_key(office: Office) -> None:
    names, hers, childs = _a_day(office)
    _tomorrow(office)()

    with pytest.raises(StaleContact):
        office.parts.contacts.save(replace(hers, note="still typing"))

    assert keys_of(office) == {childs.id}
    assert naming(office, names) == []


def test_what_was_practised_today_is_still_there_tonight(office: Office) -> None:
    _, hers, childs = _a_day(office)
    parts = office.parts
    erase = ErasePractice(
        book=parts.training,
        follow=parts.follow_training,
        clock=parts.clock,
        zone=parts.config.zone,
    )

    assert erase() == 0
    assert parts.contacts.contact(hers.id) == hers
    assert keys_of(office) == {hers.id, childs.id}
