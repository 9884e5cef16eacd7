"""A waiting line for the tests: lets events happen one by one and forgets what is over, as the store does."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from routing import events as ev
from routing.commands import Command
from routing.policy import Policy
from routing.result import Answer, Result
from routing.state import LIVE_OFFERS, Call, CallState, Counsellor, Duty, Offer, RoutingState
from routing.step import step
from tests.builders.routing import NOON, POLICY, a_state


class Line:
    """`now` moves only by `wait`; `over` keeps calls that have ended and offers that are dead."""

    def __init__(self, *values: Call | Counsellor | Offer, policy: Policy = POLICY) -> None:
        self.state = a_state(*values)
        self.policy = policy
        self.now = NOON
        self.timers: dict[tuple[ev.TimerKind, str], datetime] = {}
        self.commands: tuple[Command, ...] = ()
        self.over: dict[str, Call | Offer] = {}
        self._numbers = itertools.count(1)

    def _id(self) -> str:
        return f"e{next(self._numbers)}"

    # ------------------------------------------------------------------ what happens

    def let(self, event: ev.Event) -> Answer:
        result = step(self.state, event, self.now, self.policy)
        self.commands = result.commands
        self.timers |= {(timer.kind, timer.ref): timer.due_at for timer in result.timers}
        self._forget(result)
        return result.reply.answer

    def _forget(self, result: Result) -> None:
        state = result.state
        self.over |= {c.id: c for c in state.calls.values() if c.state is CallState.ENDED}
        self.over |= {o.id: o for o in state.offers.values() if o.state not in LIVE_OFFERS}
        self.state = RoutingState(
            calls={c.id: c for c in state.calls.values() if c.id not in self.over},
            counsellors=state.counsellors,
            offers={o.id: o for o in state.offers.values() if o.id not in self.over},
        )

    def wait(self, seconds: float) -> None:
        """Time passes; timers fall due in their order, each at its instant."""
        until = self.now + timedelta(seconds=seconds)
        asked: tuple[Command, ...] = ()
        while (key := self.next_timer()) is not None and self.timers[key] <= until:
            self.now = max(self.now, self.timers[key])
            self.fire(key)
            asked += self.commands
        self.now = max(self.now, until)
        self.commands = asked

    def next_timer(self) -> tuple[ev.TimerKind, str] | None:
        return min(self.timers, key=lambda key: (self.timers[key], key), default=None)

    def fire(self, key: tuple[ev.TimerKind, str]) -> None:
        """The row goes afterwards, unless it was set anew for another instant: as the store does it."""
        due_at = self.timers[key]
        self.due(*key)
        if self.timers[key] == due_at:
            del self.timers[key]

    def happens(self, kind: Callable[..., ev.Event], **fields: object) -> Answer:
        """Any event, by its type and fields."""
        return self.let(kind(id=self._id(), **fields))

    def practise(self, call: str, training: str = "t1", language: str | None = None) -> None:
        """A practice call arrives and goes through the greeting."""
        leg = f"leg-{call}"
        self.let(ev.Arrive(id=self._id(), call_id=call, leg=leg, training=training))
        self.choose(call, language)

    def training_starts(self, who: str, training: str = "t1") -> Answer:
        return self.let(ev.TrainingStart(id=self._id(), counsellor_id=who, training=training))

    def training_ends(self, who: str, training: str = "t1") -> Answer:
        return self.let(ev.TrainingEnd(id=self._id(), counsellor_id=who, training=training))

    def arrive(
        self,
        call: str = "c1",
        language: str | None = None,
        needs: Mapping[str, int] | None = None,
        preferred: str | None = None,
    ) -> None:
        self.let(ev.Arrive(id=self._id(), call_id=call, leg=f"leg-{call}"))
        self.choose(call, language, needs, preferred)

    def choose(
        self,
        call: str,
        language: str | None,
        needs: Mapping[str, int] | None = None,
        preferred: str | None = None,
    ) -> Answer:
        return self.let(
            ev.ChooseLanguage(
                id=self._id(),
                call_id=call,
                language=language,
                needs=needs or {},
                preferred_id=preferred,
            )
        )

    def urge(self, call: str, priority: int) -> Answer:
        return self.let(ev.ChangePriority(id=self._id(), call_id=call, priority=priority))

    def pick(self, call: str, who: str) -> Answer:
        return self.let(ev.Pick(id=self._id(), call_id=call, counsellor_id=who))

    def assign(self, call: str, who: str) -> Answer:
        return self.let(ev.Assign(id=self._id(), call_id=call, counsellor_id=who))

    def hang_up(self, leg: str) -> Answer:
        return self.let(ev.HangUp(id=self._id(), leg=leg))

    def accept(self, offer: str, who: str) -> Answer:
        return self.let(ev.Accept(id=self._id(), offer_id=offer, counsellor_id=who))

    def decline(self, offer: str, who: str) -> Answer:
        return self.let(ev.Decline(id=self._id(), offer_id=offer, counsellor_id=who, reason="busy"))

    def call_in(self, offer: str, who: str, leg: str = "") -> Answer:
        leg = leg or f"leg-{who}"
        return self.let(ev.CallIn(id=self._id(), offer_id=offer, counsellor_id=who, leg=leg))

    def join(self, call: str, leg: str) -> Answer:
        return self.let(ev.Join(id=self._id(), call_id=call, leg=leg, room=f"room-{call}"))

    def leave(self, call: str, leg: str, *, leg_over: bool = False) -> Answer:
        return self.let(ev.Leave(id=self._id(), call_id=call, leg=leg, leg_over=leg_over))

    def end(self, call: str, who: str) -> Answer:
        return self.let(ev.End(id=self._id(), call_id=call, counsellor_id=who))

    def hold(self, call: str, who: str) -> Answer:
        return self.let(ev.Hold(id=self._id(), call_id=call, counsellor_id=who))

    def resume(self, call: str, who: str) -> Answer:
        return self.let(ev.Resume(id=self._id(), call_id=call, counsellor_id=who))

    def mute(self, call: str, who: str, *, muted: bool) -> Answer:
        return self.let(ev.Mute(id=self._id(), call_id=call, counsellor_id=who, muted=muted))

    def present(self, who: str) -> Answer:
        return self.let(ev.Present(id=self._id(), counsellor_id=who))

    def absent(self, who: str) -> Answer:
        return self.let(ev.Absent(id=self._id(), counsellor_id=who))

    def duty(self, who: str, duty: Duty, reason: str | None = None) -> Answer:
        return self.let(ev.ChooseDuty(id=self._id(), counsellor_id=who, duty=duty, reason=reason))

    def shift_starts(
        self,
        who: str,
        languages: Iterable[str] = ("kk", "ru"),
        skills: Mapping[str, int] | None = None,
    ) -> Answer:
        speaks = frozenset(languages)
        return self.let(
            ev.ShiftStart(id=self._id(), counsellor_id=who, languages=speaks, skills=skills or {})
        )

    def auto_answer(self, who: str, *, on: bool = True) -> Answer:
        return self.let(ev.ChooseAutoAnswer(id=self._id(), counsellor_id=who, auto_answer=on))

    def shift_ends(self, who: str) -> Answer:
        return self.let(ev.ShiftEnd(id=self._id(), counsellor_id=who))

    def wrap_up_done(self, who: str) -> Answer:
        return self.let(ev.WrapUpDone(id=self._id(), counsellor_id=who))

    def due(self, kind: ev.TimerKind, ref: str) -> Answer:
        """A timer that comes when nobody expected it: early, late or twice."""
        return self.let(ev.Due(id=self._id(), kind=kind, ref=ref))

    # ------------------------------------------------------------------ longer stretches

    def connect(self, offer: str, who: str, leg: str = "") -> None:
        """Accepted and called in; nobody is in the room yet."""
        self.accept(offer, who)
        self.call_in(offer, who, leg)

    def talk(self, offer: str, who: str, leg: str = "") -> None:
        call = self.offer(offer).call_id
        self.connect(offer, who, leg)
        self.join(call, leg or f"leg-{who}")
        self.join(call, f"leg-{call}")

    # ------------------------------------------------------------------ what holds

    def call(self, call: str = "c1") -> Call:
        found = self.state.calls.get(call) or self.over[call]
        assert isinstance(found, Call)
        return found

    def offer(self, offer: str) -> Offer:
        found = self.state.offers.get(offer) or self.over[offer]
        assert isinstance(found, Offer)
        return found

    def who(self, name: str = "ana") -> Counsellor:
        return self.state.counsellors[name]

    def rung(self) -> dict[str, str]:
        """Offer → counsellor, of the offers that ring."""
        return {o.id: o.counsellor_id for o in self.state.offers.values() if o.answered_at is None}
