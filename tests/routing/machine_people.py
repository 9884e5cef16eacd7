"""What counsellors and supervisors do in the state machine, and what time does."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from routing.state import Duty
from tests.routing.draws import duties, needs, people, picks, seconds, some_languages
from tests.routing.machine import Machine


class PeopleAndTime(Machine):
    @rule(who=people, there=st.booleans())
    def a_page_comes_or_goes(self, who: str, there: bool) -> None:
        (self.world.present if there else self.world.absent)(who)

    @rule(who=people, duty=duties)
    def somebody_chooses_her_duty(self, who: str, duty: Duty) -> None:
        self.world.duty(who, duty)

    @rule(who=people, starts=st.booleans(), speaks=some_languages, can=needs)
    def a_shift_starts_or_ends(
        self, who: str, starts: bool, speaks: set[str], can: dict[str, int]
    ) -> None:
        if starts:
            self.world.shift_starts(who, speaks, can)
        else:
            self.world.shift_ends(who)

    @rule(who=people, on=st.booleans())
    def somebody_lets_her_page_answer(self, who: str, on: bool) -> None:
        self.world.auto_answer(who, on=on)

    @rule(who=people)
    def somebody_ends_her_wrap_up(self, who: str) -> None:
        self.world.wrap_up_done(who)

    @precondition(lambda self: self.accepted())
    @rule(pick=picks, held=st.booleans(), muted=st.booleans())
    def somebody_works_her_call(self, pick: int, held: bool, muted: bool) -> None:
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        (self.world.hold if held else self.world.resume)(call, who)
        self.world.mute(call, who, muted=muted)

    @precondition(lambda self: self.accepted())
    @rule(pick=picks)
    def somebody_ends_her_call(self, pick: int) -> None:
        calls = self.accepted()
        self.world.end(*calls[pick % len(calls)])

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
