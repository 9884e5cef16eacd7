"""Telephones, partner line, messages, colleagues, outside parties and supervisors in the state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from routing import events as ev
from routing.state import GuestRole
from tests.routing.draws import languages, needs, people, picks, roles
from tests.routing.machine import Machine

_WAYS = st.sampled_from(
    [ev.LeaveMessage, ev.WaitOn, ev.MessageLeft, ev.PartnerAnswered, ev.PartnerFailed]
)
_ENDS = st.sampled_from([ev.CancelConsult, ev.CompleteTransfer, ev.MarkSilent])


class Others(Machine):
    # -------------------------------------------------------------- beside the browsers

    @precondition(lambda self: any(o.by_phone for o in self.world.state.offers.values()))
    @rule(known=st.booleans(), pressed=st.booleans(), over=st.booleans())
    def a_telephone_rings(self, known: bool, pressed: bool, over: bool) -> None:
        offer = next(o for o in self.world.state.offers.values() if o.by_phone)
        leg = f"phone-{offer.id}"
        if known:
            self.world.happens(ev.PhoneRings, offer_id=offer.id, leg=leg)
        if pressed:
            self.world.happens(ev.PressOne, offer_id=offer.id, leg=leg)
        if over:
            self.world.hang_up(leg)

    @rule(begins=st.booleans(), who=people | st.just("ora"))
    def somebody_is_on_call_or_not(self, begins: bool, who: str) -> None:
        self.world.happens(ev.OnCallStart if begins else ev.OnCallEnd, counsellor_id=who)

    @rule(pick=picks, way=_WAYS)
    def a_caller_goes_another_way(self, pick: int, way: type[ev.WaitOn]) -> None:
        if call := self.a_call(pick):
            self.world.happens(way, call_id=call)

    # -------------------------------------------------------------- handing on

    @precondition(lambda self: self.accepted())
    @rule(pick=picks, to=st.none() | people, language=languages, wants=needs)
    def somebody_hands_her_caller_on(
        self, pick: int, to: str | None, language: str | None, wants: dict[str, int]
    ) -> None:
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        self.world.happens(
            ev.Transfer, call_id=call, counsellor_id=who, to_id=to, language=language, needs=wants
        )

    @precondition(lambda self: self.accepted())
    @rule(pick=picks, colleague=people, comes=st.integers(0, 3))
    def somebody_asks_a_colleague(self, pick: int, colleague: str, comes: int) -> None:
        """Who may accept, call in and join, or stop anywhere on the way."""
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        self.world.happens(ev.Consult, call_id=call, counsellor_id=who, with_id=colleague)
        asked = [o for o in self.world.state.offers.values() if o.consult and o.call_id == call]
        for offer in asked:
            leg = f"leg-{offer.id}"
            if comes > 0:
                self.world.accept(offer.id, offer.counsellor_id)
            if comes > 1:
                self.world.call_in(offer.id, offer.counsellor_id, leg)
            if comes > 2:
                self.world.join(call, leg)

    @precondition(lambda self: self.accepted())
    @rule(pick=picks, how=_ENDS)
    def somebody_decides_about_her_talk(self, pick: int, how: type[ev.MarkSilent]) -> None:
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        self.world.happens(how, call_id=call, counsellor_id=who)

    # -------------------------------------------------------------- guests

    def _guests(self, *roles: GuestRole) -> list[tuple[str, str, str | None]]:
        calls = self.world.state.calls.values()
        found = [(c.id, g.id, g.leg) for c in calls for g in c.guests if g.role in roles]
        return sorted(found, key=lambda each: each[:2])

    @precondition(lambda self: self.accepted())
    @rule(pick=picks, rings=st.booleans(), joins=st.booleans())
    def an_outside_party_is_rung(self, pick: int, rings: bool, joins: bool) -> None:
        calls = self.accepted()
        call, who = calls[pick % len(calls)]
        self.world.happens(ev.AddThirdParty, call_id=call, counsellor_id=who, party="hospital")
        for its_call, guest, _leg in self._guests(GuestRole.THIRD_PARTY):
            if its_call == call and rings:
                self.world.happens(ev.PartyRings, call_id=call, guest_id=guest, leg=f"out-{guest}")
            if its_call == call and joins:
                self.world.join(call, f"out-{guest}")

    @precondition(lambda self: self._guests(GuestRole.THIRD_PARTY))
    @rule(pick=picks, stays=st.booleans())
    def an_outside_party_goes_or_stays_alone(self, pick: int, stays: bool) -> None:
        found = self._guests(GuestRole.THIRD_PARTY)
        call, guest, _leg = found[pick % len(found)]
        who = self.world.state.calls[call].counsellor_id or "ana"
        kind = ev.HandOut if stays else ev.RemoveGuest
        self.world.happens(kind, call_id=call, counsellor_id=who, guest_id=guest)

    @rule(
        pick=picks, who=st.sampled_from(["zoe", "ana", "bek"]), role=roles, comes=st.integers(0, 2)
    )
    def a_supervisor_listens(self, pick: int, who: str, role: GuestRole, comes: int) -> None:
        if call := self.a_call(pick):
            leg = f"ear-{who}-{next(self.numbers)}"
            self.world.happens(ev.Supervise, call_id=call, supervisor_id=who, role=role, reason="x")
            if comes > 0:
                self.world.happens(ev.SuperviseIn, call_id=call, supervisor_id=who, leg=leg)
            if comes > 1:
                self.world.join(call, leg)

    @rule(pick=picks, who=st.sampled_from(["zoe", "ana", "bek"]))
    def a_supervisor_stops(self, pick: int, who: str) -> None:
        if call := self.a_call(pick):
            self.world.happens(ev.StopSupervising, call_id=call, supervisor_id=who)

    @precondition(lambda self: self._guests(*GuestRole))
    @rule(pick=picks, how=st.integers(0, 2))
    def the_leg_of_a_guest_moves(self, pick: int, how: int) -> None:
        found = [(call, leg) for call, _guest, leg in self._guests(*GuestRole) if leg]
        if found:
            call, leg = found[pick % len(found)]
            if how == 0:
                self.world.hang_up(leg)
            elif how == 1:
                self.world.leave(call, leg)
            else:
                self.world.join(call, leg)

    @rule(who=people)
    def somebody_extends_her_wrap_up(self, who: str) -> None:
        self.world.happens(ev.ExtendWrapUp, counsellor_id=who, reason="long")
