"""What the carrier says against what we say: calls whose leg is gone are ended, orphan legs hung up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from helpline.calls.ports import Carrier, Clock, Store
from routing.commands import EndLeg
from routing.events import Event, HangUp
from routing.result import Reply

# Long enough for a goodbye to be spoken before the caller's leg of an ended call counts as forgotten.
_GOODBYE = timedelta(seconds=15)


@dataclass(slots=True, kw_only=True)
class Reconcile:
    """Run at start and every few seconds. Raises CarrierFailed when the carrier does not answer.

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
        ours = self.store.our_legs()
        live = self.carrier.live_legs()
        # Callers first: where both legs are gone the talk is over, and nobody has lost anybody.
        missing = [*sorted(ours.callers - live), *sorted(ours.others - live)]
        gone = self._end_the_gone(missing)
        return gone + self._hang_up_orphans(live - ours.callers - ours.others)

    def _end_the_gone(self, missing: list[str]) -> int:
        gone = [leg for leg in missing if leg in self._missed_once]
        self._missed_once = frozenset(missing)
        for leg in gone:
            self.apply_event(HangUp(id=f"gone:{leg}", leg=leg))
        return len(gone)

    def _hang_up_orphans(self, strangers: frozenset[str]) -> int:
        """Legs that were ours and are needed no more; one we have never heard of may be just arriving."""
        orphans = [leg for leg in sorted(strangers) if self._is_orphan(leg)]
        for leg in orphans:
            self.carrier.carry_out(EndLeg(leg=leg))
        return len(orphans)

    def _is_orphan(self, leg: str) -> bool:
        call = self.store.call_of_leg(leg)
        if call is None or leg in self.store.our_legs().others:
            return False
        if leg != call.leg:
            return True
        return call.ended_at is not None and self.clock.now() - call.ended_at > _GOODBYE
