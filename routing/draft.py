"""The working copy of one step: values are replaced in it, and what was replaced is noted."""

from datetime import datetime

from routing.commands import Command
from routing.events import Timer, TimerKind
from routing.policy import Policy
from routing.result import Reply, Result
from routing.state import Call, Counsellor, Offer, OfferState, RoutingState


class Draft:
    """Mutable inside one step, seen by nobody else."""

    def __init__(self, state: RoutingState, *, now: datetime, policy: Policy) -> None:
        self.now = now
        self.policy = policy
        self.calls = dict(state.calls)
        self.counsellors = dict(state.counsellors)
        self.offers = dict(state.offers)
        self.commands: list[Command] = []
        self._changed_calls: dict[str, Call] = {}
        self._changed_counsellors: dict[str, Counsellor] = {}
        self._changed_offers: dict[str, Offer] = {}
        self._timers: dict[tuple[TimerKind, str], Timer] = {}

    def put(self, value: Call | Counsellor | Offer) -> None:
        match value:
            case Call():
                self.calls[value.id] = self._changed_calls[value.id] = value
            case Counsellor():
                self.counsellors[value.id] = self._changed_counsellors[value.id] = value
            case _:
                self.offers[value.id] = self._changed_offers[value.id] = value

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

    def offers_of(self, call_id: str, state: OfferState) -> list[Offer]:
        return [o for o in self.offers.values() if o.call_id == call_id and o.state is state]

    def ringing_offers_to(self, counsellor_id: str) -> list[Offer]:
        """One at most, as everybody has one live offer at most."""
        ringing = (o for o in self.offers.values() if o.state is OfferState.RINGING)
        return [offer for offer in ringing if offer.counsellor_id == counsellor_id]

    def result(self, reply: Reply) -> Result:
        return Result(
            state=RoutingState(calls=self.calls, counsellors=self.counsellors, offers=self.offers),
            calls=tuple(self._changed_calls.values()),
            counsellors=tuple(self._changed_counsellors.values()),
            offers=tuple(self._changed_offers.values()),
            commands=tuple(self.commands),
            timers=tuple(self._timers.values()),
            reply=reply,
        )
