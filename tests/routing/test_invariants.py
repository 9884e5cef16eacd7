"""Anything may happen in any order, late, twice or out of time: the promises hold after every step."""

import itertools
import os
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from routing import events as ev
from routing.policy import Policy
from routing.state import CallState, Duty, OfferState
from tests.builders.routing import a_counsellor
from tests.routing.world import World

_SPEAKS = {"ana": "kk", "bek": "ru", "dana": "kk ru", "eli": "en"}
_NAMES = sorted(_SPEAKS)
_MOST_CALLS = 6

people = st.sampled_from(_NAMES)
languages = st.sampled_from([None, "kk", "ru", "en"])
picks = st.integers(0, 11)  # an index into whatever there is, taken round and round
seconds = st.sampled_from([0, 1, 2, 5, 8, 10, 15, 20, 45, 120])


def _short_or(usual: int) -> st.SearchStrategy[timedelta]:
    """A fault may hide behind a long timer, so every timer is sometimes very short."""
    return st.sampled_from([usual, 1]).map(lambda number: timedelta(seconds=number))


policies = st.builds(
    Policy,
    ring=_short_or(15),
    join=_short_or(8),
    ticket=_short_or(30),
    wrap_up=_short_or(120),
    preferred=_short_or(20),
    round_rest=_short_or(10),
    language_relaxes=_short_or(45),
)


class WaitingLine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(policy=Policy())
        self.numbers = itertools.count(1)

    @initialize(policy=policies, away=st.sets(people))
    def begin(self, policy: Policy, away: set[str]) -> None:
        staff = [a_counsellor(n, speaks=s, present=n not in away) for n, s in _SPEAKS.items()]
        watcher = a_counsellor("zoe", on_shift=False, present=False, duty=Duty.OFF)
        self.world = World(*staff, watcher, policy=policy)

    # -------------------------------------------------------------- callers

    def _full(self) -> bool:
        return len(self.world.state.calls) >= _MOST_CALLS

    @precondition(lambda self: not self._full())
    @rule(language=languages)
    def a_caller_arrives(self, language: str | None) -> None:
        self.world.arrive(f"c{next(self.numbers):02}", language)

    @precondition(lambda self: not self._full())
    @rule()
    def a_caller_arrives_and_says_nothing_yet(self) -> None:
        call = f"c{next(self.numbers):02}"
        self.world.let(ev.Arrive(id=call, call_id=call, leg=f"leg-{call}"))

    @rule(pick=picks, language=languages)
    def a_caller_chooses(self, pick: int, language: str | None) -> None:
        if calls := sorted(self.world.state.calls):
            self.world.choose(calls[pick % len(calls)], language)

    @rule(pick=picks, leaves=st.booleans())
    def a_leg_ends(self, pick: int, leaves: bool) -> None:
        legs = self._legs()
        if legs and leaves:
            call, leg = legs[pick % len(legs)]
            self.world.leave(call, leg, leg_over=True)
        elif legs:
            self.world.hang_up(legs[pick % len(legs)][1])

    def _legs(self) -> list[tuple[str, str]]:
        """Legs of live calls, each with its call."""
        calls = self.world.state.calls.values()
        both = [(call.id, leg) for call in calls for leg in (call.leg, call.counsellor_leg) if leg]
        return sorted(both)

    # -------------------------------------------------------------- offers

    def _offers(self) -> list[str]:
        """Live ones first, then those that are over."""
        dead = [name for name in self.world.over if "." in name]
        return sorted(self.world.state.offers) + sorted(dead)

    @rule(pick=picks)
    def somebody_accepts(self, pick: int) -> None:
        if rung := self.world.rung():
            offer = sorted(rung)[pick % len(rung)]
            self.world.accept(offer, rung[offer])

    @rule(pick=picks, who=people)
    def anybody_clicks_on_anything(self, pick: int, who: str) -> None:
        if offers := self._offers():
            self.world.accept(offers[pick % len(offers)], who)
            self.world.decline(offers[-1 - pick % len(offers)], who)

    @rule(pick=picks)
    def somebody_declines(self, pick: int) -> None:
        if rung := self.world.rung():
            offer = sorted(rung)[pick % len(rung)]
            self.world.decline(offer, rung[offer])

    @rule(pick=picks, again=st.booleans())
    def somebody_calls_in(self, pick: int, again: bool) -> None:
        offers = [o for o in self.world.state.offers.values() if o.state is OfferState.ACCEPTED]
        if offers:
            offer = offers[pick % len(offers)]
            leg = f"leg-{offer.counsellor_id}-{next(self.numbers)}"
            for _ in range(1 + again):
                self.world.call_in(offer.id, offer.counsellor_id, leg)

    @rule(pick=picks, who=people)
    def anybody_calls_in_on_anything(self, pick: int, who: str) -> None:
        if offers := self._offers():
            leg = f"leg-{who}-{next(self.numbers)}"
            self.world.call_in(offers[pick % len(offers)], who, leg)

    # -------------------------------------------------------------- the room

    @rule(pick=picks)
    def a_leg_joins(self, pick: int) -> None:
        if legs := self._legs():
            self.world.join(*legs[pick % len(legs)])

    @rule(pick=picks)
    def the_legs_join_in_order(self, pick: int) -> None:
        calls = [c for c in self.world.state.calls.values() if c.counsellor_leg is not None]
        if calls:
            call = calls[pick % len(calls)]
            self.world.join(call.id, call.counsellor_leg or "")
            self.world.join(call.id, call.leg)

    @rule(pick=picks, other=picks)
    def any_leg_joins_anywhere(self, pick: int, other: int) -> None:
        legs = sorted(self.world.carrier.let_in)
        calls = sorted(self.world.arrived)
        if legs and calls:
            self.world.join(calls[pick % len(calls)], legs[other % len(legs)])

    @rule(pick=picks)
    def a_leg_leaves(self, pick: int) -> None:
        if legs := self._legs():
            self.world.leave(*legs[pick % len(legs)])

    # -------------------------------------------------------------- counsellors

    @rule(who=people, there=st.booleans())
    def a_page_comes_or_goes(self, who: str, there: bool) -> None:
        (self.world.present if there else self.world.absent)(who)

    @rule(who=people, duty=st.sampled_from([*Duty, Duty.AVAILABLE, Duty.AVAILABLE]))
    def somebody_chooses_her_duty(self, who: str, duty: Duty) -> None:
        self.world.duty(who, duty)

    @rule(who=people, starts=st.booleans(), speaks=st.sets(st.sampled_from(["kk", "ru", "en"])))
    def a_shift_starts_or_ends(self, who: str, starts: bool, speaks: set[str]) -> None:
        if starts:
            self.world.shift_starts(who, speaks)
        else:
            self.world.shift_ends(who)

    @rule(who=people)
    def somebody_ends_her_wrap_up(self, who: str) -> None:
        self.world.wrap_up_done(who)

    @rule(pick=picks, what=st.sampled_from(["hold", "resume", "mute", "unmute", "end"]))
    def somebody_works_her_call(self, pick: int, what: str) -> None:
        hers = [c for c in self.world.state.calls.values() if c.counsellor_id is not None]
        if hers:
            call = hers[pick % len(hers)]
            who = call.counsellor_id or ""
            match what:
                case "hold":
                    self.world.hold(call.id, who)
                case "resume":
                    self.world.resume(call.id, who)
                case "end":
                    self.world.end(call.id, who)
                case _:
                    self.world.mute(call.id, who, muted=what == "mute")

    # -------------------------------------------------------------- time and repetition

    @rule(number=seconds)
    def time_passes(self, number: int) -> None:
        self.world.wait(number)

    @precondition(lambda self: self.world.timers)
    @rule()
    def the_next_timer_falls_due(self) -> None:
        self.world.wait_for_a_timer()

    @rule(number=seconds)
    def the_timers_come_late(self, number: int) -> None:
        self.world.oversleep(number)

    @precondition(lambda self: self.world.timers)
    @rule(pick=picks)
    def a_timer_comes_early(self, pick: int) -> None:
        timers = sorted(self.world.timers)
        self.world.due(*timers[pick % len(timers)])

    @precondition(lambda self: self.world.past)
    @rule(back=st.integers(1, 12))
    def something_happens_again(self, back: int) -> None:
        past = self.world.past
        self.world.happens_again(past[-1 - back % len(past)])

    def teardown(self) -> None:
        talking = {c.id for c in self.world.state.calls.values() if c.state is CallState.TALKING}
        self.world.serve_everybody("zoe")
        assert set(self.world.state.calls) >= talking


_LONG = os.environ.get("HELPLINE_HYPOTHESIS") == "long"

TestTheWaitingLine = WaitingLine.TestCase
TestTheWaitingLine.settings = settings(
    max_examples=3000 if _LONG else 200,
    stateful_step_count=60 if _LONG else 40,
    deadline=None,
    derandomize=not _LONG,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
