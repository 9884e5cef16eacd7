"""What the carrier says against what we say: calls whose leg is gone are ended, orphan legs hung up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from helpline.calls.ports import Carrier, Clock, Store
from routing.commands import EndLeg
from routing.events import Event, HangUp
from routing.result import Reply
from routing.state import Call

# A leg this young may be in our rows before the carrier lists it, and the other way round.
_GRACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconcile:
    """Run at start and every 10 s. Raises CarrierFailed when the carrier does not answer."""

    store: Store
    carrier: Carrier
    apply_event: Callable[[Event], Reply]
    clock: Clock

    def __call__(self) -> int:
        """How many differences were put right."""
        live = self.carrier.live_legs()
        calls = self.store.live_calls()
        return self._end_the_gone(calls, live) + self._hang_up_orphans(live)

    def _end_the_gone(self, calls: list[Call], live: frozenset[str]) -> int:
        oldest = self.clock.now() - _GRACE
        gone = [
            leg
            for call in calls
            if call.arrived_at < oldest
            for leg in (call.counsellor_leg, call.leg)
            if leg is not None and leg not in live
        ]
        for leg in gone:
            self.apply_event(HangUp(id=f"gone:{leg}", leg=leg))
        return len(gone)

    def _hang_up_orphans(self, live: frozenset[str]) -> int:
        """Legs of calls that have ended with us; a leg we have never heard of may be just arriving."""
        orphans = 0
        for leg in sorted(live):
            call = self.store.call_of_leg(leg)
            if call is None or call.ended_at is None:
                continue
            if self.clock.now() - call.ended_at > _GRACE:
                self.carrier.carry_out(EndLeg(leg=leg))
                orphans += 1
        return orphans
