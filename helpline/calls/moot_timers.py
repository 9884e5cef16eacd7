"""Timers whose time has come when nothing is left for them to do: most of them, on a busy line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from helpline.calls.ports import Clock, Store
from routing.events import Due, Timer
from routing.policy import Policy
from routing.state import RoutingState
from routing.step import step


def due_event(timer: Timer) -> Due:
    """The event it becomes; the same timer is the same event."""
    at = timer.due_at.isoformat()
    return Due(id=f"due:{timer.kind.value}:{timer.ref}:{at}", kind=timer.kind, ref=timer.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class MootTimers:
    """Asks the routing itself, on the last committed state and without its lock.

    Had the event been let in at the moment of that state, it would have changed nothing then: so to
    forget it is the same, whatever is committed meanwhile. What needs a timer later sets it anew.
    """

    store: Store
    clock: Clock
    policy: Policy

    def __call__(self, due: Sequence[Timer]) -> list[Timer]:
        """Of these, all due by now."""
        state, now = self.store.read_routing_state(), self.clock.now()
        return [each for each in due if self._is_moot(each, state, now)]

    def _is_moot(self, timer: Timer, state: RoutingState, now: datetime) -> bool:
        try:
            result = step(state, due_event(timer), now, self.policy)
        except Exception:  # noqa: BLE001 -- whoever applies it says so, and it holds up no other
            return False
        changed = (result.calls, result.counsellors, result.offers, result.commands, result.timers)
        return not any(changed)
