"""A line in memory for the jobs: one call with a counsellor, and a carrier that does what it is told."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from helpline.calls.ports import CarrierFailed, OutboxItem
from routing.commands import Command, HoldCaller
from routing.state import Call, CallState
from tests.fakes.fake_store import FakeStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PATIENCE_S = 10.0


@dataclass(slots=True)
class ObedientCarrier:
    """Keeps what it was told; `fails` may raise instead."""

    done: list[Command] = field(default_factory=list)
    rings_on: str | None = None
    fails: Callable[[Command], None] = field(default=lambda _: None)

    def carry_out(self, command: Command) -> str | None:
        self.fails(command)
        self.done.append(command)
        return self.rings_on

    def live_legs(self) -> frozenset[str]:
        return frozenset()


def refuses(command: Command) -> None:
    raise CarrierFailed(f"{type(command).__name__}: 503")


def a_talk(**values: object) -> Call:
    """Caller and counsellor are in the room."""
    standing: dict[str, object] = {
        "id": "call-1",
        "leg": "leg-of-caller",
        "state": CallState.TALKING,
        "arrived_at": NOON,
        "enqueued_at": NOON,
        "counsellor_id": "ana",
        "counsellor_leg": "leg-of-ana",
        "counsellor_in": True,
        "caller_in": True,
        "room": "room-1",
    }
    return Call(**{**standing, **values})  # type: ignore[arg-type]  # values by name, as the tests need them


def a_hold(*, held: bool = True, call_id: str = "call-1") -> HoldCaller:
    return HoldCaller(call_id=call_id, room="room-1", leg="leg-of-caller", held=held)


def committed(store: FakeStore, event_id: str, *commands: Command) -> list[OutboxItem]:
    with store.domain() as book:
        return book.send_later(event_id, commands, NOON)


def until(holds: Callable[[], bool]) -> bool:
    """Waits patiently; True as soon as it holds. What is measured is measured elsewhere."""
    patience = time.monotonic() + _PATIENCE_S
    while time.monotonic() < patience:
        if holds():
            return True
        time.sleep(0.005)
    return False
