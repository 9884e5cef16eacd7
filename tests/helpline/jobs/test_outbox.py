"""Committed commands reach the carrier: at once, again until confirmed, and not when overtaken."""

import threading
from datetime import timedelta

from structlog.testing import capture_logs

from helpline.calls.ports import OutboxItem
from helpline.jobs.outbox import Deliver, SendOutbox
from routing.commands import Command, EndLeg
from routing.events import Event
from routing.result import Answer, Reply
from tests.fakes.fake_store import FakeStore
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.jobs.line import (
    NOON,
    ObedientCarrier,
    a_hold,
    a_talk,
    committed,
    refuses,
    until,
)

SECOND = timedelta(seconds=1)


class Post:
    """An outbox over one talk, with a carrier that obeys until it is told otherwise."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.clock = StoppedClock(NOON)
        self.carrier = ObedientCarrier()
        self.happened: list[Event] = []
        self.outbox = SendOutbox(
            store=self.store,
            carrier=self.carrier,
            clock=self.clock,
            apply_event=self.happens,
        )
        self.put_call(on_hold=True)

    def happens(self, event: Event) -> Reply:
        self.happened.append(event)
        return Reply(answer=Answer.DONE)

    def put_call(self, **values: object) -> None:
        call = a_talk(**values)
        self.store.memory.calls[call.id] = call

    def commit(self, event_id: str, *commands: Command) -> list[OutboxItem]:
        return committed(self.store, event_id, *commands)

    def sweep_for(self, seconds: int) -> list[int]:
        """The seconds after noon at which a sweep sent something."""
        sent = []
        for second in range(seconds):
            self.clock.at = NOON + second * SECOND
            before = len(self.carrier.done)
            self.outbox.sweep()
            sent += [second] * (len(self.carrier.done) - before)
        return sent


def test_what_the_carrier_confirmed_is_not_sent_again() -> None:
    post = Post()
    [item] = post.commit("event-1", a_hold())

    assert post.outbox.send(item) is True

    assert post.sweep_for(60) == []
    assert post.carrier.done == [a_hold()]


def test_what_a_dead_process_left_over_is_sent_by_the_sweep_once() -> None:
    post = Post()
    post.commit("event-1", a_hold())

    assert len(post.sweep_for(60)) == 1

    assert post.carrier.done == [a_hold()]


def test_a_command_just_committed_is_left_to_whoever_committed_it() -> None:
    post = Post()
    post.commit("event-1", a_hold())

    assert post.sweep_for(5) == []


def test_a_refused_command_is_tried_again_after_longer_and_longer_pauses() -> None:
    post = Post()
    [item] = post.commit("event-1", a_hold())
    tries: list[float] = []

    def refuses_and_counts(command: Command) -> None:
        tries.append((post.clock.now() - NOON).total_seconds())
        refuses(command)

    post.carrier.fails = refuses_and_counts
    post.outbox.send(item)
    post.sweep_for(300)

    assert tries == [0, 1, 3, 7, 15, 31, 61, 91, 121]


def test_a_command_refused_for_two_minutes_is_given_up_with_a_red_row() -> None:
    post = Post()
    post.carrier.fails = refuses
    [item] = post.commit("event-1", a_hold())

    with capture_logs() as rows:
        post.outbox.send(item)
        post.sweep_for(300)

    red = [row for row in rows if row["log_level"] == "error"]
    assert [(row["event"], row["item"]) for row in red] == [("outbox.given_up", item.id)]


def test_a_carrier_that_comes_back_gets_the_command_at_the_next_try() -> None:
    post = Post()
    post.carrier.fails = refuses
    [item] = post.commit("event-1", a_hold())
    post.outbox.send(item)

    post.carrier.fails = lambda _: None

    assert post.sweep_for(60) == [1]


def test_a_hold_that_failed_is_not_tried_again_after_the_resume() -> None:
    post = Post()
    post.carrier.fails = refuses
    [hold] = post.commit("event-1", a_hold())
    post.outbox.send(hold)

    post.carrier.fails = lambda _: None
    post.put_call(on_hold=False)
    [resume] = post.commit("event-2", a_hold(held=False))
    post.outbox.send(resume)

    assert post.sweep_for(300) == []
    assert post.carrier.done == [a_hold(held=False)]


def test_a_command_that_fails_in_an_unforeseen_way_holds_up_no_other() -> None:
    post = Post()

    def broken_for_one(command: Command) -> None:
        if command == EndLeg(leg="bad"):
            raise ZeroDivisionError

    post.carrier.fails = broken_for_one
    post.commit("event-1", EndLeg(leg="bad"), EndLeg(leg="good"))

    post.sweep_for(10)

    assert post.carrier.done == [EndLeg(leg="good")]
    assert post.store.memory.outbox["event-1/0"].attempts > 0


def test_a_carrier_that_hangs_does_not_hold_the_sweep_for_more_than_seconds() -> None:
    post = Post()

    def takes_five_seconds(command: Command) -> None:
        post.clock.pass_by(5 * SECOND)
        refuses(command)

    post.carrier.fails = takes_five_seconds
    post.commit("event-1", *(EndLeg(leg=f"leg-{number}") for number in range(9)))
    post.clock.pass_by(10 * SECOND)

    post.outbox.sweep()

    assert post.clock.now() == NOON + 15 * SECOND


def test_delivery_keeps_nobody_waiting_and_keeps_the_order_of_one_call() -> None:
    post = Post()
    gate = threading.Event()

    def hangs(_: Command) -> None:
        gate.wait(10)

    post.carrier.fails = hangs
    legs = [EndLeg(leg=f"leg-{number}") for number in range(3)]
    items = post.commit("event-1", a_hold(), a_hold(), *legs)
    deliver = Deliver(outbox=post.outbox)

    deliver(items)
    assert post.carrier.done == []
    gate.set()
    deliver.close()

    assert sorted(map(str, post.carrier.done)) == sorted(map(str, [a_hold(), a_hold(), *legs]))
    assert post.sweep_for(60) == []


def test_the_commands_of_one_call_go_in_their_order_while_others_pass() -> None:
    post = Post()
    gate, another = threading.Event(), EndLeg(leg="another")

    def hold_waits_at_the_gate(command: Command) -> None:
        if command == a_hold():
            gate.wait(10)
            post.put_call(on_hold=False)  # as if the resume were decided only now

    post.carrier.fails = hold_waits_at_the_gate
    items = post.commit("event-1", a_hold(), a_hold(held=False), another)
    deliver = Deliver(outbox=post.outbox)

    deliver(items)
    assert until(lambda: post.carrier.done == [another])
    gate.set()
    deliver.close()

    assert post.carrier.done == [another, a_hold(), a_hold(held=False)]


def test_a_delivery_that_breaks_ends_no_thread() -> None:
    post = Post()
    post.commit("event-1", EndLeg(leg="good"))
    unknown = OutboxItem(id="never-committed", command=EndLeg(leg="leg"), attempts=0)
    deliver = Deliver(outbox=post.outbox)

    with capture_logs() as rows:
        deliver([unknown])
        deliver([OutboxItem(id="event-1/0", command=EndLeg(leg="good"), attempts=0)])
        deliver.close()

    assert EndLeg(leg="good") in post.carrier.done
    assert "deliver.failed" in {row["event"] for row in rows}
