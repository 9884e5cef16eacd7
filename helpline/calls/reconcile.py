"""What the carrier says against what we say: calls whose leg is gone are ended, orphan legs hung up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from helpline.calls.ports import Carrier, Clock, Store
from routing.commands import EndLeg
from routing.events import Event, HangUp
from routing.result import Reply

# Long enough for a goodbye to be spoken before a leg of an ended call counts as forgotten.
_GRACE = timedelta(seconds=15)


@dataclass(slots=True, kw_only=True)
class Reconcile:
    """Run at start and every 10 s. Raises CarrierFailed when the carrier does not answer.

    A leg counts as gone when two runs in a row did not find it: the carrier's list lags behind.
    """

    store: Store
    carrier: Carrier
    apply_event: Callable[[Event], Reply]
    clock: Clock
    _missed_once: frozenset[str] = field(default=frozenset(), init=False)

    def __call__(self) -> int:
        """How many differences were put right."""
        # Ours first, theirs second: a leg that joins in between can then not look gone.
        calls = self.store.live_calls()
        callers = [call.leg for call in calls]
        counsellors = [call.counsellor_leg for call in calls if call.counsellor_leg is not None]
        live = self.carrier.live_legs()
        gone = self._end_the_gone([leg for leg in callers + counsellors if leg not in live])
        return gone + self._hang_up_orphans(live - {*callers, *counsellors})

    def _end_the_gone(self, missing: list[str]) -> int:
        """Callers first: where both are gone the talk is over, and nobody has lost anybody."""
        gone = [leg for leg in missing if leg in self._missed_once]
        self._missed_once = frozenset(missing)
        for leg in gone:
            self.apply_event(HangUp(id=f"gone:{leg}", leg=leg))
        return len(gone)

    def _hang_up_orphans(self, strangers: frozenset[str]) -> int:
        """Legs of calls that have ended with us; a leg we have never heard of may be just arriving."""
        orphans = 0
        for leg in sorted(strangers):
            call = self.store.call_of_leg(leg)
            if call is None or call.ended_at is None:
                continue
            if self.clock.now() - call.ended_at > _GRACE:
                self.carrier.carry_out(EndLeg(leg=leg))
                orphans += 1
        return orphans
