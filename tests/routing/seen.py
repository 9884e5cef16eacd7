"""One step as the promises see it: who is free and who suits, said anew so that it can judge the code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from routing import events as ev
from routing.policy import Policy
from routing.result import Result
from routing.state import (
    LIVE_OFFERS,
    Call,
    CallState,
    Counsellor,
    Duty,
    Offer,
    OfferState,
    RoutingState,
)

Timers = dict[tuple[ev.TimerKind, str], datetime]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One step: what held before, what happened, what holds after (with what has just ended still in it)."""

    before: RoutingState
    event: ev.Event
    now: datetime
    policy: Policy
    result: Result
    timers: Timers

    @property
    def calls(self) -> list[Call]:
        return list(self.result.state.calls.values())

    @property
    def people(self) -> list[Counsellor]:
        return list(self.result.state.counsellors.values())

    @property
    def live(self) -> list[Offer]:
        return [o for o in self.result.state.offers.values() if o.state in LIVE_OFFERS]

    def made(self) -> Iterator[tuple[Offer, Call, Counsellor]]:
        """The offers of this step, with their calls and counsellors."""
        state = self.result.state
        for offer in self.result.offers:
            if offer.id not in self.before.offers:
                yield offer, state.calls[offer.call_id], state.counsellors[offer.counsellor_id]

    def became(self, end: OfferState) -> Iterator[tuple[Offer, Counsellor, Counsellor]]:
        """Ringing offers that ended so in this step, with their counsellor before and after."""
        for offer in self.result.offers:
            was = self.before.offers.get(offer.id)
            if was is not None and was.state is OfferState.RINGING and offer.state is end:
                who = offer.counsellor_id
                yield offer, self.before.counsellors[who], self.result.state.counsellors[who]

    def waiting(self) -> list[Call]:
        """Calls nobody is rung for."""
        rung = {offer.call_id for offer in self.live}
        return [c for c in self.calls if c.state is CallState.WAITING and c.id not in rung]

    def in_hand(self, person: Counsellor) -> int:
        talks = [c for c in self.calls if c.counsellor_id == person.id and c.ended_at is None]
        rings = [
            o for o in self.live if o.counsellor_id == person.id and o.state is OfferState.RINGING
        ]
        return len(talks) + len(rings)

    def at_rest(self, person: Counsellor) -> bool:
        writing = person.wrap_up_until is not None and person.wrap_up_until > self.now
        serves = person.on_shift or person.training is not None
        willing = serves and person.duty is Duty.AVAILABLE
        return willing and not writing and self.in_hand(person) == 0

    def suits(self, call: Call, person: Counsellor) -> bool:
        relaxed = self.now >= call.enqueued_at + self.policy.language_relaxes
        speaks = call.language is None or call.language in person.languages
        if call.training != person.training or person.id in call.tried:
            return False
        return speaks or relaxed or call.training is not None

    def kept_from(self, call: Call, person: Counsellor) -> bool:
        """The call waits for another, who has lost it and may come back."""
        for other in self.people:
            if other.id == call.preferred_id and other.id != person.id and call.preferred_until:
                back = self.now < call.preferred_until and self.suits(call, other)
                return back and self.at_rest(other)
        return False

    def may_have(self, call: Call, person: Counsellor) -> bool:
        return self.suits(call, person) and not self.kept_from(call, person)


def place(call: Call) -> tuple[int, datetime, str]:
    return (-call.priority, call.enqueued_at, call.id)
