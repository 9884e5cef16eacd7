"""How long a caller is told that it may still take: a gentle band, from theory and the last days' calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpline.calls.ports import Clock
from routing.estimate import Habits, Wait, band, expected_wait
from routing.policy import Policy
from routing.state import RoutingState

_LOOKS_BACK = timedelta(days=7)
_GOOD_FOR = timedelta(minutes=5)


@dataclass(slots=True, kw_only=True)
class ExpectedWait:
    """`habits_since` gives how callers and talks were since an instant, None when they were too few."""

    state: Callable[[], RoutingState]
    habits_since: Callable[[datetime], Habits | None]
    clock: Clock
    policy: Policy
    _habits: Habits = field(default_factory=Habits, init=False)
    _until: datetime | None = field(default=None, init=False)

    def __call__(self, call_id: str, told: Wait | None = None) -> Wait:
        """Never a worse band than she was `told` before."""
        state, now = self.state(), self.clock.now()
        call = state.calls.get(call_id)
        if call is None:
            return told or Wait.UNKNOWN
        return band(expected_wait(state, call, now, self.policy, self._known(now)), told)

    def _known(self, now: datetime) -> Habits:
        """Counted anew every few minutes. Two threads that do it at once find the same."""
        if self._until is None or now >= self._until:
            self._habits = self.habits_since(now - _LOOKS_BACK) or Habits()
            self._until = now + _GOOD_FOR
        return self._habits
