"""The one way in: decided once, saved whole, told only after the commit."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from helpline.calls.apply_event import ApplyEvent
from helpline.calls.ports import OutboxItem
from routing.commands import EndLeg
from routing.events import Arrive, ChooseDuty, ChooseLanguage, Event, Join
from routing.policy import Policy
from routing.result import Answer, Reply
from routing.state import CallState, Duty
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.store.samples import NOON, Books, a_call, a_person, save, state_of

ARRIVE = Arrive(id="arrive", call_id="call-1", leg="leg-1")
STRANGER = Join(id="join", call_id="call-9", leg="leg-9", room="room-9")  # is hung up


@dataclass(slots=True)
class Delivered:
    """Keeps what it was handed, and looks or breaks as it is told."""

    look: Callable[[], None] = field(default=lambda: None)
    items: list[OutboxItem] = field(default_factory=list)
    times: int = 0

    def __call__(self, items: Sequence[OutboxItem]) -> None:
        self.times += 1
        self.items.extend(items)
        self.look()


class _Broken(Exception):
    pass


def _apply(books: Books, delivered: Delivered, policy: Policy | None = None) -> ApplyEvent:
    return ApplyEvent(
        store=books.store,
        deliver=delivered,
        clock=StoppedClock(NOON),
        policy=policy or Policy(),
    )


def test_an_event_is_decided_saved_and_answered(books: Books) -> None:
    reply = _apply(books, Delivered())(ARRIVE)

    assert reply == Reply(answer=Answer.DONE, call_id="call-1")
    call = state_of(books.store).calls["call-1"]
    assert (call.state, call.arrived_at) == (CallState.GREETING, NOON)


def test_a_repeated_event_gets_the_reply_it_got_and_changes_nothing(books: Books) -> None:
    delivered = Delivered()
    apply_event = _apply(books, delivered)
    first = [apply_event(event) for event in (ARRIVE, STRANGER)]
    before = state_of(books.store)

    again = [apply_event(event) for event in (ARRIVE, replace(STRANGER, call_id="call-1"))]

    assert again == first
    assert state_of(books.store) == before
    assert (delivered.times, len(delivered.items)) == (2, 1)
    assert len(books.store.unsent(NOON)) == 1


def test_an_event_that_comes_twice_at_once_is_decided_once(books: Books) -> None:
    delivered = Delivered()
    apply_event = _apply(books, delivered)
    replies: list[Reply] = []

    threads = [
        threading.Thread(target=lambda: replies.append(apply_event(ARRIVE))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert replies == [Reply(answer=Answer.DONE, call_id="call-1")] * 6
    assert delivered.times == 1
    assert state_of(books.store).calls["call-1"].version == 0


def test_commands_are_delivered_only_after_the_commit(books: Books) -> None:
    seen: list[object] = []

    def look() -> None:
        """The lock is free again, and what was decided can be read."""
        with books.store.domain() as book:
            seen.append(book.reply_to("join"))
        seen.append([item.command for item in books.store.unsent(NOON)])

    _apply(books, Delivered(look=look))(STRANGER)

    not_possible = Reply(answer=Answer.NOT_POSSIBLE, call_id="call-9")
    assert seen == [not_possible, [EndLeg(leg="leg-9")]]


def test_a_delivery_that_breaks_loses_nothing(books: Books) -> None:
    def breaks() -> None:
        raise _Broken

    with pytest.raises(_Broken):
        _apply(books, Delivered(look=breaks))(STRANGER)

    delivered = Delivered()
    again = _apply(books, delivered)(STRANGER)

    assert again.answer is Answer.NOT_POSSIBLE
    assert delivered.items == []
    assert [item.command for item in books.store.unsent(NOON)] == [EndLeg(leg="leg-9")]


def test_a_decision_that_breaks_leaves_nothing_and_can_be_tried_again(books: Books) -> None:
    """A ring that is no length of time breaks the step in its middle, as a fault of ours would."""
    books.people.add(a_person())
    person = state_of(books.store, also="person-1").counsellors["person-1"]
    save(books.store, replace(person, on_shift=True, present=True, duty=Duty.AVAILABLE))
    delivered = Delivered()
    _apply(books, delivered)(ARRIVE)
    before = state_of(books.store)
    choose = ChooseLanguage(id="menu", call_id="call-1", language="kk")

    with pytest.raises(TypeError):
        _apply(books, delivered, replace(Policy(), ring="soon"))(choose)  # type: ignore[arg-type]  # that is the fault
    left = state_of(books.store)
    whole = _apply(books, delivered)(choose)

    assert left == before
    assert delivered.times == 2
    assert whole.answer is Answer.DONE
    assert list(state_of(books.store).offers) == ["call-1.1"]


def test_a_clock_that_breaks_leaves_the_line_open_for_the_next_event(books: Books) -> None:
    class Broken:
        def now(self) -> object:
            raise _Broken

    broken = replace(_apply(books, Delivered()), clock=Broken())  # type: ignore[arg-type]  # that is the fault

    with pytest.raises(_Broken):
        broken(ARRIVE)

    assert _apply(books, Delivered())(ARRIVE).answer is Answer.DONE


def test_somebody_whom_no_call_names_is_loaded_when_the_event_names_her(books: Books) -> None:
    books.people.add(a_person())
    event: Event = ChooseDuty(id="duty", counsellor_id="person-1", duty=Duty.BREAK, reason="meal")

    reply = _apply(books, Delivered())(event)

    person = state_of(books.store, also="person-1").counsellors["person-1"]
    assert (reply.answer, person.duty, person.duty_reason) == (Answer.DONE, Duty.BREAK, "meal")


def test_timers_and_news_are_saved_with_the_decision(books: Books) -> None:
    save(books.store, a_call(state=CallState.GREETING))

    _apply(books, Delivered())(ChooseLanguage(id="menu", call_id="call-1", language="ru"))

    relaxes = NOON + Policy().language_relaxes
    assert books.store.next_due() == relaxes
    assert [timer.ref for timer in books.store.due_timers(relaxes + timedelta(1))] == ["call-1"]
