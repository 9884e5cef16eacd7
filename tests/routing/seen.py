"""One step as the promises see it: who is free and who suits, said anew so that it can judge the code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing import events as ev
from routing.policy import Policy, Strategy
from routing.result import Result
from routing.state import (
    LIVE_OFFERS,
    SUPERVISION,
    Call,
    CallState,
    Counsellor,
    Duty,
    Lane,
    Offer,
    OfferState,
    RoutingState,
    Tier,
)

_NO_TIME = timedelta(0)
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

    def our_legs(self, call: Call) -> list[str]:
        """The legs in or on the way into her room, but for her own."""
        legs = [call.counsellor_leg, *(guest.leg for guest in call.guests)]
        return [leg for leg in legs if leg is not None]

    def still_joins(self, offer: Offer) -> bool:
        """Accepted, and not yet in the room."""
        call = self.result.state.calls[offer.call_id]
        if offer.state is OfferState.CONSULTING:
            return not any(g.ref == offer.counsellor_id and g.joined for g in call.guests)
        return call.state is CallState.CONNECTING

    def waiting(self) -> list[Call]:
        """Calls no browser rings for."""
        rung = {offer.call_id for offer in self.live if not offer.by_phone}
        return [c for c in self.calls if c.state is CallState.WAITING and c.id not in rung]

    def in_hand(self, person: Counsellor) -> int:
        talks = [c for c in self.calls if c.counsellor_id == person.id and c.ended_at is None]
        rings = [
            o for o in self.live if o.counsellor_id == person.id and o.state is OfferState.RINGING
        ]
        beside = [
            o
            for o in self.live
            if o.counsellor_id == person.id and o.state is OfferState.CONSULTING
        ]
        listens = [
            g for c in self.calls for g in c.guests if g.ref == person.id and g.role in SUPERVISION
        ]
        return len(talks) + len(rings) + len(beside) + bool(listens)

    def at_rest(self, person: Counsellor) -> bool:
        writing = person.wrap_up_until is not None and person.wrap_up_until > self.now
        serves = person.on_shift or person.training is not None
        willing = serves and person.duty is Duty.AVAILABLE
        return willing and not writing and self.in_hand(person) == 0

    def suits(self, call: Call, person: Counsellor) -> bool:
        if call.training != person.training or person.id in call.tried:
            return False
        if call.training is not None:
            return True
        return self._speaks(call, person) and self._can(call, person)

    def at_their_desks(self) -> list[Counsellor]:
        there = [p for p in self.people if p.on_shift and p.present and p.duty is not Duty.OFF]
        return [p for p in there if p.training is None]

    def _speaks(self, call: Call, person: Counsellor) -> bool:
        first, there = call.language, self.at_their_desks()
        since = call.needs_since or call.enqueued_at
        if first is None or self.now >= since + self.policy.language_relaxes:
            return True
        good = {first, *self.policy.fallbacks.get(first, ())}
        if not any(good & other.languages for other in there):
            return True
        falls_back = self.now >= since + self.policy.language_falls_back
        if falls_back or not any(first in other.languages for other in there):
            return bool(good & person.languages)
        return first in person.languages

    def _can(self, call: Call, person: Counsellor) -> bool:
        since = call.needs_since or call.enqueued_at
        passed = [r.levels for r in self.policy.skill_relaxes if since + r.after <= self.now]
        for skill, level in call.needs.items():
            best = max((p.skills.get(skill, 0) for p in self.at_their_desks()), default=0)
            if person.skills.get(skill, 0) < min(level - max(passed, default=0), best):
                return False
        return True

    def kept_from(self, call: Call, person: Counsellor) -> bool:
        """The call waits for another, who has lost it and may come back."""
        for other in self.people:
            if other.id == call.preferred_id and other.id != person.id and call.preferred_until:
                back = self.now < call.preferred_until and self.suits(call, other)
                return back and self.at_rest(other)
        return False

    def may_have(self, call: Call, person: Counsellor) -> bool:
        return self.suits(call, person) and not self.kept_from(call, person)

    def rings_for(self, call: Call) -> list[Offer]:
        """Of browsers, for the call itself."""
        live = [o for o in self.live if o.call_id == call.id]
        mine = [o for o in live if not o.by_phone and not o.consult]
        return [o for o in mine if o.state is OfferState.RINGING]

    def out_of_turn(self, offer: Offer) -> bool:
        """Made because somebody asked for just this one."""
        if offer.consult or offer.by_phone:
            return True
        asked = isinstance(self.event, ev.Pick | ev.Assign)
        return asked and (offer.call_id, offer.counsellor_id) == (
            getattr(self.event, "call_id", None),
            getattr(self.event, "counsellor_id", None),
        )

    def served_after(self, other: Call, others: Offer, call: Call, offer: Offer) -> bool:
        """First rings come before second rings; among those the place in the line decides."""
        then = (self.later(other), len(self.rings_for(other)) > 1, self.place(other))
        now = (self.later(call), len(self.rings_for(call)) > 1, self.place(call))
        return others is not offer and then > now

    def place(self, call: Call) -> tuple[bool, int, datetime, str]:
        waited_s = max((self.now - call.enqueued_at).total_seconds(), 0)
        steps = int(waited_s // self.policy.ages_every.total_seconds())
        return (self.later(call), -call.priority - steps, call.enqueued_at, call.id)

    def turn(self, person: Counsellor) -> tuple[float, datetime, str]:
        """As she was when she was chosen: being offered a call changes nothing that counts but when."""
        was = self.before.counsellors.get(person.id, person)
        looked_at: dict[Strategy, float] = {
            Strategy.FEWEST_CALLS: person.calls_taken,
            Strategy.FIXED_ORDER: person.rank,
            Strategy.ROUND_ROBIN: was.offered_at.timestamp() if was.offered_at else 0,
            Strategy.LEAST_OCCUPIED: self._occupied(person),
        }
        return (looked_at.get(self.policy.strategy, 0), person.idle_since, person.id)

    def _occupied(self, person: Counsellor) -> float:
        began = person.shift_began_at
        if began is None or began >= self.now:
            return 0
        done = person.worked
        if person.busy_since is not None:
            done += max(
                min(self.now, person.wrap_up_until or self.now) - person.busy_since, _NO_TIME
            )
        return done / (self.now - began)

    # ------------------------------------------------------------------ flood

    def later(self, call: Call) -> bool:
        """Comes after all the others now."""
        rules = self.policy.flood
        if self.now >= call.enqueued_at + rules.later_most:
            return False
        if call.lane is not None:
            return call.lane is Lane.LATER
        before = [c for c in self.calls if c.repeat_mark == call.repeat_mark and c.ended_at is None]
        before = [c for c in before if (c.arrived_at, c.id) < (call.arrived_at, call.id)]
        beyond = rules.share is not None and len(before) >= rules.share
        often = rules.repeats is not None and call.repeats >= rules.repeats
        return call.repeat_mark is not None and (beyond or often)

    def held_back(self, call: Call) -> bool:
        """Not offered at all just now: her delay runs, or those who are free are kept for others."""
        free = [p for p in self.people if p.present and self.at_rest(p)]
        delayed = self.now < call.enqueued_at + self.policy.flood.later_by
        return self.later(call) and (delayed or len(free) <= self.policy.flood.reserved)

    # ------------------------------------------------------------------ tiers

    def kept(self, call: Call) -> bool:
        return call.preferred_until is not None and self.now < call.preferred_until

    def phone_rings_for(self, call: Call) -> bool:
        return any(o.call_id == call.id and o.by_phone for o in self.live)

    def tiers_due(self, call: Call) -> list[Tier]:
        """Those that may help her now, in order; none while a telephone rings or she is kept."""
        delayed = self.later(call) and self.now < call.enqueued_at + self.policy.flood.later_by
        if self.kept(call) or self.phone_rings_for(call) or delayed or call.training:
            return []
        nobody = not self.at_their_desks()
        steps = self.policy.tiers
        return [t.tier for t in steps if nobody or self.now >= call.enqueued_at + t.after]

    def phones_for(self, call: Call) -> list[Counsellor]:
        return [
            p
            for p in self.people
            if p.on_call
            and p.training is None
            and p.id not in call.tried
            and self.in_hand(p) == 0
            and not (p.wrap_up_until is not None and p.wrap_up_until > self.now)
        ]

    def could_be_answered(self, call: Call) -> bool:
        """By a browser, now."""
        free = [p for p in self.people if p.present and self.at_rest(p)]
        return not self.held_back(call) and any(self.may_have(call, p) for p in free)
