"""The line of a simulated day: the shipped step with its state and its timers, and nothing decided here."""

from dataclasses import replace
from datetime import datetime, timedelta

from routing.events import Due, Event, TimerKind
from routing.policy import Policy
from routing.result import Result
from routing.simulation.virtual_time import Agenda
from routing.state import LIVE_OFFERS, CallState, Counsellor, RoutingState
from routing.step import step

_DUE = "due"
_ABOUT_OFFERS = frozenset({TimerKind.OFFER_EXPIRES, TimerKind.JOIN_OVERDUE})
# A simulated counsellor ends her wrap-up herself, when the drawn time is over.
_NEVER = timedelta(days=365)


class SteppedLine:
    """Keeps what the store keeps: live calls, live offers, people, and one timer per kind and ref."""

    def __init__(self, people: dict[str, Counsellor], agenda: Agenda, policy: Policy) -> None:
        self.state = RoutingState(counsellors=people)
        self.steps = 0
        self._agenda = agenda
        self._policy = replace(policy, wrap_up=_NEVER)
        self._due: dict[str, tuple[datetime, TimerKind, str]] = {}

    def let(self, event: Event) -> Result:
        self.steps += 1
        result = step(self.state, event, self._agenda.now, self._policy)
        for timer in result.timers:
            key = f"{timer.kind.value}/{timer.ref}"
            self._due[key] = (timer.due_at, timer.kind, timer.ref)
            self._agenda.note(timer.due_at, _DUE, key)
        self.state = _without_the_dead(result)
        return result

    def due(self, key: str) -> Result | None:
        """A timer's instant has come. None when it was moved, or nothing is left for it to do."""
        due_at, kind, ref = self._due.get(key, (None, TimerKind.OFFER_EXPIRES, ""))
        if due_at is None or due_at > self._agenda.now:
            return None
        del self._due[key]
        return self.let(Due(id=key, kind=kind, ref=ref)) if self._matters(kind, ref) else None

    def _matters(self, kind: TimerKind, ref: str) -> bool:
        """In a talk the ring, the join and all that is about waiting are over: nothing would change."""
        if kind in _ABOUT_OFFERS:
            offer = self.state.offers.get(ref)
            return offer is not None and self._is_under_way(offer.call_id)
        return ref in self.state.counsellors or self._is_under_way(ref)

    def _is_under_way(self, call_id: str) -> bool:
        call = self.state.calls.get(call_id)
        return call is not None and call.state is not CallState.TALKING


def _without_the_dead(result: Result) -> RoutingState:
    ended = {call.id for call in result.calls if call.state is CallState.ENDED}
    dead = {offer.id for offer in result.offers if offer.state not in LIVE_OFFERS}
    if not ended and not dead:
        return result.state
    calls, offers = result.state.calls, result.state.offers
    return RoutingState(
        calls={key: call for key, call in calls.items() if key not in ended} if ended else calls,
        counsellors=result.state.counsellors,
        offers={key: offer for key, offer in offers.items() if key not in dead} if dead else offers,
    )
