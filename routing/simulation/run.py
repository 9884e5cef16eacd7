"""A simulated day: callers with patience and counsellors with habits around the shipped step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from routing import events as ev
from routing.policy import Policy
from routing.result import Result
from routing.simulation.line import SteppedLine
from routing.simulation.scenario import Chance, Scenario
from routing.simulation.staff import drawn, has_walked_away, needs_of, staff_of
from routing.simulation.tally import Tally
from routing.simulation.virtual_time import START, Agenda
from routing.state import CallState, Duty, Offer, OfferState

_LINE_FILLS_IN = (
    10  # handle times before counting begins: an empty line is kinder than a running one
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What came out: the tally, how much time was lived through, and in how many decisions."""

    tally: Tally
    lived_s: float
    steps: int


def simulate(scenario: Scenario, policy: Policy, chance: Chance) -> Day:
    """The same arguments, and chance in the same state, give the same day."""
    return _Run(scenario, policy, chance).until_all_are_counted()


@dataclass(slots=True)
class _Caller:
    number: int
    arrived_at: datetime
    handle_s: float


class _Run:
    def __init__(self, scenario: Scenario, policy: Policy, chance: Chance) -> None:
        self._scenario = scenario
        self._chance = chance
        self._agenda = Agenda()
        self._line = SteppedLine(staff_of(scenario), self._agenda, policy)
        self._tally = Tally(calls=scenario.calls, counsellors=scenario.counsellors)
        self._callers: dict[str, _Caller] = {}
        self._next_number = -round(_LINE_FILLS_IN * scenario.calls_per_s * scenario.handle_s)
        self._open = scenario.calls
        self._happens: dict[str, Callable[[str], None]] = {
            "arrives": self._arrives,
            "loses patience": self._loses_patience,
            "answers": self._answers,
            "has talked": self._has_talked,
            "has written": self._has_written,
            "is back": self._is_back,
            "due": self._falls_due,
        }

    def until_all_are_counted(self) -> Day:
        self._agenda.note(START, "arrives", "")
        while self._open:
            what, ref = self._agenda.next()
            self._happens[what](ref)
        return Day(tally=self._tally, lived_s=self._agenda.since_s(START), steps=self._line.steps)

    # ------------------------------------------------------------------ callers

    def _arrives(self, _ref: str) -> None:
        number = self._next_number
        self._next_number += 1
        call_id = f"c{number}"
        self._callers[call_id] = _Caller(number, self._agenda.now, self._handle_s())
        self._agenda.note_in(self._exponential(1 / self._scenario.calls_per_s), "arrives", "")
        self._agenda.note_in(
            self._exponential(self._scenario.patience_s), "loses patience", call_id
        )
        language = drawn(self._scenario.languages, self._chance)
        needs = needs_of(drawn(self._scenario.skills, self._chance))
        self._line.let(ev.Arrive(id=call_id, call_id=call_id, leg=call_id))
        chosen = self._line.let(
            ev.ChooseLanguage(id=call_id, call_id=call_id, language=language, needs=needs)
        )
        rung = any(offer.call_id == call_id for offer in chosen.offers)
        self._tally.arrived(number, self._agenda.since_s(START), waits=not rung)
        self._look_at(chosen)

    def _handle_s(self) -> float:
        scenario = self._scenario
        short = scenario.short_share and self._chance.random() < scenario.short_share
        return self._exponential(scenario.short_s if short else scenario.long_s)

    def _exponential(self, mean_s: float) -> float:
        return self._chance.expovariate(1 / mean_s)

    def _loses_patience(self, call_id: str) -> None:
        call = self._line.state.calls.get(call_id)
        if call is None or call.state is CallState.TALKING:
            return
        caller = self._callers.pop(call_id)
        self._tally.gave_up(caller.number, wait_s=self._agenda.since_s(caller.arrived_at))
        self._is_counted(caller)
        self._look_at(self._line.let(ev.HangUp(id=call_id, leg=call.leg)))

    def _is_counted(self, caller: _Caller) -> None:
        self._open -= 0 <= caller.number < self._scenario.calls

    # ------------------------------------------------------------------ counsellors

    def _look_at(self, result: Result) -> None:
        """Whoever is rung will answer, or not; whoever was taken out of the line comes back."""
        for offer in result.offers:
            if offer.state is OfferState.RINGING and offer.made_at == self._agenda.now:
                self._is_rung(offer)
        for person in result.counsellors:
            away = person.duty is Duty.BREAK and not has_walked_away(person.id, self._scenario)
            if away:
                self._agenda.note_in(self._scenario.back_s, "is back", person.id)

    def _is_rung(self, offer: Offer) -> None:
        if has_walked_away(offer.counsellor_id, self._scenario):
            return
        if self._scenario.misses and self._chance.random() < self._scenario.misses:
            return
        self._agenda.note_in(self._scenario.ring_s, "answers", offer.id)

    def _answers(self, offer_id: str) -> None:
        """Accepts and calls in; both are in the room at once, as the carrier's part is not the line's."""
        offer = self._line.state.offers.get(offer_id)
        if offer is None or offer.state is not OfferState.RINGING:
            return
        who, call_id = offer.counsellor_id, offer.call_id
        for event in (
            ev.Accept(id=offer_id, offer_id=offer_id, counsellor_id=who),
            ev.CallIn(id=offer_id, offer_id=offer_id, counsellor_id=who, leg=offer_id),
            ev.Join(id=offer_id, call_id=call_id, leg=offer_id, room=call_id),
            ev.Join(id=offer_id, call_id=call_id, leg=call_id, room=call_id),
        ):
            self._look_at(self._line.let(event))
        caller = self._callers[call_id]
        waited_s = self._agenda.since_s(caller.arrived_at)
        self._tally.answered(caller.number, wait_s=waited_s, handle_s=caller.handle_s)
        self._is_counted(caller)
        talk_s = caller.handle_s * (1 - self._scenario.wrap_up_share)
        self._agenda.note_in(talk_s, "has talked", call_id)

    def _has_talked(self, call_id: str) -> None:
        who = self._line.state.calls[call_id].counsellor_id or ""
        writes_s = self._callers.pop(call_id).handle_s * self._scenario.wrap_up_share
        self._look_at(self._line.let(ev.End(id=call_id, call_id=call_id, counsellor_id=who)))
        if writes_s:
            self._agenda.note_in(writes_s, "has written", who)
        else:
            self._has_written(who)

    def _has_written(self, who: str) -> None:
        self._look_at(self._line.let(ev.WrapUpDone(id=who, counsellor_id=who)))

    def _is_back(self, who: str) -> None:
        back = ev.ChooseDuty(id=who, counsellor_id=who, duty=Duty.AVAILABLE)
        self._look_at(self._line.let(back))

    def _falls_due(self, key: str) -> None:
        if (result := self._line.due(key)) is not None:
            self._look_at(result)
