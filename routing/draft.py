"""The working copy of one step: values are replaced in it, and what changed is read off at the end."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from routing.commands import Command
from routing.events import Timer, TimerKind
from routing.policy import Policy
from routing.result import Reply, Result
from routing.state import Call, Counsellor, Offer, OfferState, RoutingState

_Value = TypeVar("_Value", Call, Counsellor, Offer)


class Draft:
    """Mutable inside one step, seen by nobody else."""

    def __init__(self, state: RoutingState, *, now: datetime, policy: Policy) -> None:
        self._before = state
        self.now = now
        self.policy = policy
        self.calls = dict(state.calls)
        self.counsellors = dict(state.counsellors)
        self.offers = dict(state.offers)
        self.commands: list[Command] = []
        self._timers: dict[tuple[TimerKind, str], Timer] = {}

    def put(self, value: Call | Counsellor | Offer) -> None:
        match value:
            case Call():
                self.calls[value.id] = value
            case Counsellor():
                self.counsellors[value.id] = value
            case Offer():
                self.offers[value.id] = value

    def do(self, command: Command) -> None:
        self.commands.append(command)

    def wake(self, kind: TimerKind, ref: str, due_at: datetime) -> None:
        self._timers[kind, ref] = Timer(kind=kind, ref=ref, due_at=due_at)

    def call_of_leg(self, leg: str) -> Call | None:
        """The live call the leg belongs to, caller's or counsellor's."""
        for call in self.calls.values():
            if leg in (call.leg, call.counsellor_leg):
                return call
        return None

    def counsellor_of(self, call: Call) -> Counsellor:
        """Whoever has accepted the call."""
        return self.counsellors[call.counsellor_id or ""]

    def ringing_for_call(self, call_id: str) -> list[Offer]:
        return [offer for offer in self._ringing() if offer.call_id == call_id]

    def ringing_offer_of(self, counsellor_id: str) -> Offer | None:
        return next((o for o in self._ringing() if o.counsellor_id == counsellor_id), None)

    def _ringing(self) -> Iterator[Offer]:
        return (offer for offer in self.offers.values() if offer.state is OfferState.RINGING)

    def accepted_offer(self, call_id: str) -> Offer | None:
        for offer in self.offers.values():
            if offer.call_id == call_id and offer.state is OfferState.ACCEPTED:
                return offer
        return None

    def result(self, reply: Reply) -> Result:
        return Result(
            state=RoutingState(calls=self.calls, counsellors=self.counsellors, offers=self.offers),
            calls=_changed(self._before.calls, self.calls.values()),
            counsellors=_changed(self._before.counsellors, self.counsellors.values()),
            offers=_changed(self._before.offers, self.offers.values()),
            commands=tuple(self.commands),
            timers=tuple(self._timers.values()),
            reply=reply,
        )


def _changed(before: Mapping[str, _Value], after: Iterable[_Value]) -> tuple[_Value, ...]:
    """Identity is enough: a value that was never replaced is the same object."""
    return tuple(value for value in after if before.get(value.id) is not value)
