"""A carrier and a store around the waiting line, and a judge who looks at every step."""

from dataclasses import dataclass, field
from datetime import timedelta

from routing import commands as do
from routing import events as ev
from routing.policy import Policy
from routing.result import Answer
from routing.state import Call, CallState, Counsellor, Duty, Offer
from routing.step import step
from tests.routing.line import Line
from tests.routing.promises import PROMISES
from tests.routing.seen import Seen


@dataclass
class Carrier:
    """What the carrier knows: which legs are up, and which we asked it to end."""

    up: set[str] = field(default_factory=set)
    let_in: set[str] = field(default_factory=set)  # counsellors' legs
    told_to_end: set[str] = field(default_factory=set)

    def carry_out(self, commands: tuple[do.Command, ...]) -> None:
        for command in commands:
            if isinstance(command, do.EndLeg):
                self.told_to_end.add(command.leg)

    def hears_of(self, event: ev.Event, answer: Answer) -> None:
        match event:
            case ev.Arrive(leg=leg):
                self.up.add(leg)
            case ev.CallIn(leg=leg) | ev.PressOne(leg=leg) | ev.SuperviseIn(leg=leg) if (
                answer is Answer.JOIN
            ):
                self.up.add(leg)
                self.let_in.add(leg)
            case ev.PhoneRings(leg=leg) | ev.PartyRings(leg=leg) if answer is Answer.DONE:
                self.up.add(leg)
                self.let_in.add(leg)
            case ev.HangUp(leg=leg) | ev.Leave(leg=leg, leg_over=True):
                self.up.discard(leg)
            case _:
                pass


class World(Line):
    """Every event is stepped twice (same in, same out) and every promise is held against it."""

    def __init__(self, *values: Call | Counsellor | Offer, policy: Policy) -> None:
        super().__init__(*values, policy=policy)
        self.carrier = Carrier()
        self.past: list[ev.Event] = []
        self.arrived: set[str] = set()

    def let(self, event: ev.Event) -> Answer:
        before = self.state
        result = step(before, event, self.now, self.policy)
        answer = super().let(event)
        self.past.append(event)
        self.arrived |= {call.id for call in result.calls if call.id not in before.calls}
        self.carrier.hears_of(event, answer)
        self.carrier.carry_out(self.commands)
        seen = Seen(
            before=before,
            event=event,
            now=self.now,
            policy=self.policy,
            result=result,
            timers=self.timers,
        )
        for promise in PROMISES:
            promise(seen)
        self._same_in_same_out(result.commands, result.reply.answer is answer)
        self._nobody_is_lost()
        return answer

    def _same_in_same_out(self, commands: tuple[do.Command, ...], same_answer: bool) -> None:
        assert same_answer
        assert commands == self.commands

    def _nobody_is_lost(self) -> None:
        """I11: a counsellor's leg serves a live call or was told to end. I17: callers are conserved."""
        calls, offers = self.state.calls.values(), self.state.offers.values()
        serving = {call.counsellor_leg for call in calls} | {offer.leg for offer in offers}
        serving |= {guest.leg for call in calls for guest in call.guests}
        assert self.carrier.let_in & self.carrier.up <= serving | self.carrier.told_to_end
        ended = {call.id for call in self.over.values() if isinstance(call, Call)}
        assert not ended & set(self.state.calls)
        assert ended | set(self.state.calls) == self.arrived

    def rings_again(self, call: str, *, mark: str | None, repeats: int, back_s: int | None) -> None:
        """A number that rang before, perhaps with its earlier place."""
        place = None if back_s is None else self.now - timedelta(seconds=back_s)
        self.happens(
            ev.Arrive,
            call_id=call,
            leg=f"leg-{call}",
            place_since=place,
            repeat_mark=mark,
            repeats=repeats,
        )
        self.choose(call, None)

    def happens_again(self, event: ev.Event) -> None:
        """An old event as new: only a second arrival of what is over is stopped by the store alone."""
        if not (isinstance(event, ev.Arrive) and event.call_id in self.over):
            self.let(event)

    def oversleep(self, seconds: float) -> None:
        """Time passes and the timers come late."""
        self.now += timedelta(seconds=seconds)

    def go_on(self, call_id: str) -> None:
        """The next thing that usually happens to a call that somebody is rung for or has accepted."""
        call = self.state.calls[call_id]
        offers = [offer for offer in self.state.offers.values() if offer.call_id == call_id]
        if call.state in {CallState.WITH_PARTNER, CallState.LEAVING_MESSAGE}:
            return
        if call.state is CallState.WAITING:
            for offer in offers:
                self.accept(offer.id, offer.counsellor_id)
        elif call.counsellor_leg is None:
            for offer in offers:
                self.call_in(offer.id, offer.counsellor_id, leg=f"leg-{offer.id}")
        else:
            self.join(call_id, call.leg if call.counsellor_in else call.counsellor_leg)

    def come_to_talk(self, call_id: str) -> None:
        """Accepted, called in, the counsellor joins, the caller joins."""
        for _ in range(4):
            self.go_on(call_id)

    # ------------------------------------------------------------------ one good counsellor

    def serve_everybody(self, who: str) -> None:
        """One counsellor who speaks everything answers promptly, everybody else is gone (I9)."""
        for person in list(self.state.counsellors.values()):
            self.training_ends(person.id, person.training or "")
        for name in self.state.counsellors:
            self.absent(name)
            self.happens(ev.OnCallEnd, counsellor_id=name)
        for heard in list(self.state.calls):
            self.happens(ev.StopSupervising, call_id=heard, supervisor_id=who)
        self.shift_starts(who, languages=["kk", "ru", "en"])
        self.duty(who, Duty.AVAILABLE)
        self.present(who)
        for call in list(self.state.calls.values()):
            self.choose(call.id, None)
        give_up = self.now + self._bound()
        while self._unserved():
            self._serve_or_wait(who)
            assert self.now <= give_up

    def _unserved(self) -> list[Call]:
        served = {CallState.TALKING, CallState.WITH_PARTNER, CallState.LEAVING_MESSAGE}
        return [c for c in self.state.calls.values() if c.state not in served]

    def _serve_or_wait(self, who: str) -> None:
        mine = [offer for offer, whose in self.rung().items() if whose == who]
        moved = [c.call_id for c in self.commands if isinstance(c, do.MoveCallerIn)]
        if mine:
            self.talk(mine[0], who, leg=f"leg-{mine[0]}")
            self.end(self.offer(mine[0]).call_id, who)
            self.wrap_up_done(who)
        elif moved:
            self.join(moved[0], f"leg-{moved[0]}")
        else:
            self.wait_for_a_timer()

    def wait_for_a_timer(self) -> None:
        key = self.next_timer()
        assert key is not None, "callers wait and nothing will ever happen"
        self.now = max(self.now, self.timers[key])
        self.fire(key)

    def _bound(self) -> timedelta:
        """Everybody rung or connecting runs into her time; then a round, a preference, a language."""
        policy = self.policy
        once = policy.ring + policy.phone_ring + 2 * policy.join + policy.round_rest
        once += policy.preferred + policy.flood.later_most
        return once * 2 + policy.language_relaxes + policy.wrap_up
