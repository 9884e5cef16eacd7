"""The contract of what must still be done: commands until confirmed, timers until due."""

from helpline.calls.ports import OutboxItem
from routing.commands import (
    Command,
    EndLeg,
    HoldCaller,
    MoveCallerIn,
    MuteLeg,
    ReturnCaller,
    SayGoodbye,
)
from routing.events import Timer, TimerKind
from tests.helpline.store.samples import NOON, Books, after, save

_RING = Timer(kind=TimerKind.OFFER_EXPIRES, ref="offer-1", due_at=after(15))


def test_every_kind_of_command_comes_back_as_it_was_sent(books: Books) -> None:
    commands: list[Command] = [
        MoveCallerIn(call_id="call-1", leg="leg-1"),
        ReturnCaller(call_id="call-1", leg="leg-1"),
        SayGoodbye(call_id="call-1", leg="leg-1"),
        EndLeg(leg="leg-1"),
        HoldCaller(call_id="call-1", room="room-1", leg="leg-1", held=True),
        MuteLeg(call_id="call-1", room="room-1", leg="leg-1", muted=False),
    ]

    with books.store.domain() as book:
        items = book.send_later("event-1", commands, NOON)

    assert [item.command for item in items] == commands
    assert books.store.unsent(NOON) == items


def test_commands_of_one_event_have_ids_of_their_own(books: Books) -> None:
    with books.store.domain() as book:
        items = book.send_later("event-1", [EndLeg(leg="leg-1"), EndLeg(leg="leg-2")], NOON)

    assert [item.id for item in items] == ["event-1/0", "event-1/1"]


def test_a_confirmed_command_is_not_sent_again(books: Books) -> None:
    first, second = _two_commands(books)

    books.store.sent(first.id, after(1))

    assert books.store.unsent(after(3600)) == [second]


def test_a_failed_command_waits_for_its_next_try_and_counts_it(books: Books) -> None:
    first, second = _two_commands(books)

    books.store.failed(first.id, "no answer", after(4), after(2))

    assert books.store.unsent(after(3)) == [second]
    again = OutboxItem(id=first.id, command=first.command, attempts=1)
    assert again in books.store.unsent(after(4))


def test_a_command_that_is_given_up_is_never_tried_again(books: Books) -> None:
    first, second = _two_commands(books)

    books.store.failed(first.id, "w" * 1000, None, after(2))

    assert books.store.unsent(after(3600)) == [second]


def test_no_more_commands_are_handed_out_than_asked_for(books: Books) -> None:
    first, _ = _two_commands(books)

    assert books.store.unsent(NOON, limit=1) == [first]


def test_a_timer_is_due_at_its_instant_and_not_before(books: Books) -> None:
    save(books.store, timers=[_RING])

    assert books.store.due_timers(after(14.999)) == []
    assert books.store.due_timers(after(15)) == [_RING]


def test_a_timer_that_is_set_again_moves(books: Books) -> None:
    save(books.store, timers=[_RING])

    moved = Timer(kind=_RING.kind, ref=_RING.ref, due_at=after(40))
    save(books.store, timers=[moved])

    assert books.store.due_timers(after(39)) == []
    assert books.store.due_timers(after(40)) == [moved]


def test_the_next_due_instant_is_the_earliest(books: Books) -> None:
    join = Timer(kind=TimerKind.JOIN_OVERDUE, ref="offer-1", due_at=after(8))

    assert books.store.next_due() is None
    save(books.store, timers=[_RING, join])

    assert books.store.next_due() == after(8)
    assert books.store.due_timers(after(60)) == [join, _RING]
    assert books.store.due_timers(after(60), limit=1) == [join]


def test_a_dropped_timer_is_gone(books: Books) -> None:
    save(books.store, timers=[_RING])

    books.store.drop_timers([_RING])

    assert books.store.next_due() is None


def test_a_timer_that_was_moved_meanwhile_survives_the_drop_of_the_old_one(books: Books) -> None:
    save(books.store, timers=[_RING])
    moved = Timer(kind=_RING.kind, ref=_RING.ref, due_at=after(40))
    save(books.store, timers=[moved])

    books.store.drop_timers([_RING])

    assert books.store.due_timers(after(40)) == [moved]


def _two_commands(books: Books) -> tuple[OutboxItem, OutboxItem]:
    with books.store.domain() as book:
        commands = [EndLeg(leg="leg-1"), EndLeg(leg="leg-2")]
        first, second = book.send_later("event-1", commands, NOON)
    return first, second
