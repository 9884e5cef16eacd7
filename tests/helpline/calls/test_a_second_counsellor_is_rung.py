"""After eight seconds a second counsellor rings too; whoever accepts first has the call."""

from datetime import timedelta

from helpline.calls.apply_event import ApplyEvent
from helpline.jobs.timers import fire_due
from routing.events import Accept, Arrive, ChooseLanguage
from routing.result import Answer
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.office import Office

CALL = "c" * 32


def _rung(office: Office) -> dict[str, str]:
    offers = office.parts.store.read_routing_state().offers.values()
    return {offer.counsellor_id: offer.id for offer in offers}


def test_the_second_one_may_win_and_the_first_one_is_let_go(office: Office) -> None:
    first, second = office.counsellor("first"), office.counsellor("second")
    clock = StoppedClock(office.parts.clock.now() + timedelta(seconds=1))
    apply_event = ApplyEvent(
        store=office.parts.store,
        deliver=lambda _: None,
        clock=clock,
        policy=office.parts.policy,
    )
    apply_event(Arrive(id="a", call_id=CALL, leg="CA1"))
    apply_event(ChooseLanguage(id="l", call_id=CALL, language="ru"))
    assert set(_rung(office)) == {first.id}

    clock.pass_by(timedelta(seconds=8))
    fire_due(office.parts.store, apply_event, clock)
    both = _rung(office)
    assert set(both) == {first.id, second.id}
    won = apply_event(Accept(id="x", offer_id=both[second.id], counsellor_id=second.id))
    late = apply_event(Accept(id="y", offer_id=both[first.id], counsellor_id=first.id))

    assert (won.answer, late.answer) == (Answer.DONE, Answer.TOO_LATE)
    assert set(_rung(office)) == {second.id}
