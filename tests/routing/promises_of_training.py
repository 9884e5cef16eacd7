"""Practice calls and real ones never meet."""

from routing.state import OfferState
from tests.routing.seen import Seen


def practice_and_real_calls_never_meet(seen: Seen) -> None:
    """A call is real or of one session from its arrival on; nobody is rung for the other kind."""
    for call in seen.calls:
        assert seen.before.calls.get(call.id, call).training == call.training
    for offer in seen.live:
        if offer.state is OfferState.RINGING:
            call = seen.result.state.calls[offer.call_id]
            assert call.training == seen.result.state.counsellors[offer.counsellor_id].training
    trained = {person.training for person in seen.people}
    assert {call.training for call in seen.calls if call.ended_at is None} <= trained | {None}


PROMISES_OF_TRAINING = (practice_and_real_calls_never_meet,)
