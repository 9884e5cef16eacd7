"""What callers do in the state machine, and how offers and rooms go on."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from routing import events as ev
from routing.state import Lane
from tests.routing.draws import languages, marks, needs, people, picks, priorities
from tests.routing.machine import Machine


class CallersAndRooms(Machine):
    @precondition(lambda self: not self.full())
    @rule(language=languages, wants=needs, known=st.none() | people)
    def a_caller_arrives(
        self, language: str | None, wants: dict[str, int], known: str | None
    ) -> None:
        self.world.arrive(f"c{next(self.numbers):02}", language, wants, known)

    @precondition(lambda self: not self.full())
    @rule(mark=marks, repeats=st.sampled_from([0, 5]), back_s=st.sampled_from([None, 5, 900]))
    def a_number_rings_again(self, mark: str | None, repeats: int, back_s: int | None) -> None:
        call = f"c{next(self.numbers):02}"
        self.world.rings_again(call, mark=mark, repeats=repeats, back_s=back_s)

    @rule(pick=picks, lane=st.sampled_from(Lane))
    def a_supervisor_places_a_call(self, pick: int, lane: Lane) -> None:
        if call := self.a_call(pick):
            self.world.happens(ev.ChangeLane, call_id=call, lane=lane, reason="prank")

    @precondition(lambda self: not self.full())
    @rule()
    def a_caller_arrives_and_says_nothing_yet(self) -> None:
        call = f"c{next(self.numbers):02}"
        self.world.let(ev.Arrive(id=call, call_id=call, leg=f"leg-{call}"))

    @rule(pick=picks, language=languages)
    def a_caller_chooses(self, pick: int, language: str | None) -> None:
        if calls := sorted(self.world.state.calls):
            self.world.choose(calls[pick % len(calls)], language)

    @rule(pick=picks, priority=priorities)
    def a_call_becomes_more_or_less_urgent(self, pick: int, priority: int) -> None:
        if call := self.a_call(pick):
            self.world.urge(call, priority)

    @rule(pick=picks, who=people, herself=st.booleans())
    def a_call_is_taken_out_of_turn(self, pick: int, who: str, herself: bool) -> None:
        if call := self.a_call(pick):
            (self.world.pick if herself else self.world.assign)(call, who)

    @rule(pick=picks, leaves=st.booleans())
    def a_leg_ends(self, pick: int, leaves: bool) -> None:
        legs = self.legs()
        if legs and leaves:
            call, leg = legs[pick % len(legs)]
            self.world.leave(call, leg, leg_over=True)
        elif legs:
            self.world.hang_up(legs[pick % len(legs)][1])

    @precondition(lambda self: self.under_way())
    @rule(pick=picks)
    def a_call_goes_on(self, pick: int) -> None:
        calls = self.under_way()
        self.world.go_on(calls[pick % len(calls)])

    @precondition(lambda self: self.under_way())
    @rule(pick=picks)
    def a_call_comes_to_talk(self, pick: int) -> None:
        calls = self.under_way()
        self.world.come_to_talk(calls[pick % len(calls)])

    @precondition(lambda self: self.world.rung())
    @rule(pick=picks)
    def somebody_accepts(self, pick: int) -> None:
        rung = self.world.rung()
        offer = sorted(rung)[pick % len(rung)]
        self.world.accept(offer, rung[offer])

    @rule(pick=picks, who=people)
    def anybody_clicks_on_anything(self, pick: int, who: str) -> None:
        if offers := self.offers():
            self.world.accept(offers[pick % len(offers)], who)
            self.world.decline(offers[-1 - pick % len(offers)], who)

    @precondition(lambda self: self.world.rung())
    @rule(pick=picks)
    def somebody_declines(self, pick: int) -> None:
        rung = self.world.rung()
        offer = sorted(rung)[pick % len(rung)]
        self.world.decline(offer, rung[offer])

    @precondition(lambda self: self.accepted())
    @rule(pick=picks)
    def a_second_browser_calls_in(self, pick: int) -> None:
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        for offer in [o for o in self.world.state.offers.values() if o.call_id == call]:
            self.world.call_in(offer.id, who, f"leg-{who}-{next(self.numbers)}")

    @rule(pick=picks, who=people)
    def anybody_calls_in_on_anything(self, pick: int, who: str) -> None:
        if offers := self.offers():
            leg = f"leg-{who}-{next(self.numbers)}"
            self.world.call_in(offers[pick % len(offers)], who, leg)

    @precondition(lambda self: self.counsellors_legs())
    @rule(pick=picks, both=st.booleans())
    def the_counsellor_is_lost(self, pick: int, both: bool) -> None:
        """Her leg ends, or it leaves the room and ends afterwards."""
        legs = self.counsellors_legs()
        call, leg = legs[pick % len(legs)]
        if both:
            self.world.leave(call, leg)
        self.world.hang_up(leg)

    @precondition(lambda self: self.world.state.calls)
    @rule(pick=picks)
    def a_leg_joins(self, pick: int) -> None:
        legs = self.legs()
        self.world.join(*legs[pick % len(legs)])

    @rule(pick=picks, other=picks)
    def any_leg_joins_anywhere(self, pick: int, other: int) -> None:
        legs = sorted(self.world.carrier.let_in)
        calls = sorted(self.world.arrived)
        if legs and calls:
            self.world.join(calls[pick % len(calls)], legs[other % len(legs)])

    @rule(pick=picks)
    def a_leg_leaves(self, pick: int) -> None:
        if legs := self.legs():
            self.world.leave(*legs[pick % len(legs)])
