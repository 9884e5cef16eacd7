"""Anything may happen in any order, late, twice or out of time: the promises hold after every step."""

import itertools

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from routing import events as ev
from routing.policy import Policy
from routing.state import CallState, Duty
from tests.builders.routing import a_counsellor
from tests.routing.draws import (
    SPEAKS,
    duties,
    languages,
    people,
    picks,
    policies,
    seconds,
    some_languages,
)
from tests.routing.search import SEARCH
from tests.routing.training_rules import TrainingRules
from tests.routing.world import World

_MOST_CALLS = 6


class WaitingLine(TrainingRules):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(policy=Policy())
        self.numbers = itertools.count(1)

    @initialize(policy=policies, away=st.sets(people, max_size=2), waiting=picks, talks=picks)
    def begin(self, policy: Policy, away: set[str], waiting: int, talks: int) -> None:
        staff = [a_counsellor(n, speaks=s, present=n not in away) for n, s in SPEAKS.items()]
        watcher = a_counsellor("zoe", on_shift=False, present=False, duty=Duty.OFF)
        self.world = World(*staff, watcher, policy=policy)
        for _ in range(waiting % _MOST_CALLS):
            self.a_caller_arrives(None)
        for call in self._under_way()[: talks % 4]:
            self.world.come_to_talk(call)

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

    @precondition(lambda self: self._under_way())
    @rule(pick=picks)
    def a_call_goes_on(self, pick: int) -> None:
        calls = self._under_way()
        self.world.go_on(calls[pick % len(calls)])

    @precondition(lambda self: self._under_way())
    @rule(pick=picks)
    def a_call_comes_to_talk(self, pick: int) -> None:
        calls = self._under_way()
        self.world.come_to_talk(calls[pick % len(calls)])

    def _under_way(self) -> list[str]:
        state = self.world.state
        return sorted({offer.call_id for offer in state.offers.values()})

    @precondition(lambda self: self.world.rung())
    @rule(pick=picks)
    def somebody_accepts(self, pick: int) -> None:
        rung = self.world.rung()
        offer = sorted(rung)[pick % len(rung)]
        self.world.accept(offer, rung[offer])

    @rule(pick=picks, who=people)
    def anybody_clicks_on_anything(self, pick: int, who: str) -> None:
        if offers := self._offers():
            self.world.accept(offers[pick % len(offers)], who)
            self.world.decline(offers[-1 - pick % len(offers)], who)

    @precondition(lambda self: self.world.rung())
    @rule(pick=picks)
    def somebody_declines(self, pick: int) -> None:
        rung = self.world.rung()
        offer = sorted(rung)[pick % len(rung)]
        self.world.decline(offer, rung[offer])

    @precondition(lambda self: self._accepted())
    @rule(pick=picks)
    def a_second_browser_calls_in(self, pick: int) -> None:
        calls = self._accepted()
        call, who = calls[pick % len(calls)]
        for offer in [o for o in self.world.state.offers.values() if o.call_id == call]:
            self.world.call_in(offer.id, who, f"leg-{who}-{next(self.numbers)}")

    @rule(pick=picks, who=people)
    def anybody_calls_in_on_anything(self, pick: int, who: str) -> None:
        if offers := self._offers():
            leg = f"leg-{who}-{next(self.numbers)}"
            self.world.call_in(offers[pick % len(offers)], who, leg)

    # -------------------------------------------------------------- the room

    @precondition(lambda self: self._counsellors_legs())
    @rule(pick=picks, both=st.booleans())
    def the_counsellor_is_lost(self, pick: int, both: bool) -> None:
        """Her leg ends, or it leaves the room and ends afterwards."""
        legs = self._counsellors_legs()
        call, leg = legs[pick % len(legs)]
        if both:
            self.world.leave(call, leg)
        self.world.hang_up(leg)

    def _counsellors_legs(self) -> list[tuple[str, str]]:
        calls = self.world.state.calls.values()
        return sorted((call.id, call.counsellor_leg) for call in calls if call.counsellor_leg)

    @precondition(lambda self: self.world.state.calls)
    @rule(pick=picks)
    def a_leg_joins(self, pick: int) -> None:
        legs = self._legs()
        self.world.join(*legs[pick % len(legs)])

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

    @rule(who=people, duty=duties)
    def somebody_chooses_her_duty(self, who: str, duty: Duty) -> None:
        self.world.duty(who, duty)

    @rule(who=people, starts=st.booleans(), speaks=some_languages)
    def a_shift_starts_or_ends(self, who: str, starts: bool, speaks: set[str]) -> None:
        if starts:
            self.world.shift_starts(who, speaks)
        else:
            self.world.shift_ends(who)

    @rule(who=people)
    def somebody_ends_her_wrap_up(self, who: str) -> None:
        self.world.wrap_up_done(who)

    @precondition(lambda self: self._accepted())
    @rule(pick=picks, held=st.booleans(), muted=st.booleans())
    def somebody_works_her_call(self, pick: int, held: bool, muted: bool) -> None:
        calls = self._accepted()
        call, who = calls[pick % len(calls)]
        (self.world.hold if held else self.world.resume)(call, who)
        self.world.mute(call, who, muted=muted)

    @precondition(lambda self: self._accepted())
    @rule(pick=picks)
    def somebody_ends_her_call(self, pick: int) -> None:
        calls = self._accepted()
        self.world.end(*calls[pick % len(calls)])

    def _accepted(self) -> list[tuple[str, str]]:
        calls = self.world.state.calls.values()
        return sorted((call.id, call.counsellor_id) for call in calls if call.counsellor_id)

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
        calls = [c for c in self.world.state.calls.values() if c.training is None]
        talking = {c.id for c in calls if c.state is CallState.TALKING}
        self.world.serve_everybody("zoe")
        assert set(self.world.state.calls) >= talking


TestTheWaitingLine = WaitingLine.TestCase
TestTheWaitingLine.settings = SEARCH
