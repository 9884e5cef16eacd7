"""A caller's next turn: what holds now, as a document. Every group of webhooks ends in it."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import Response

from helpline.calls.caller_turn import CallerTurn, Turn, turn_of
from helpline.calls.expected_wait import ExpectedWait
from helpline.calls.ports import Clock, Store
from helpline.telephony.edge import twiml
from helpline.telephony.twiml import Speech
from helpline.telephony.twiml_other_ways import OtherWays
from helpline.telephony.waiting_words import words_for

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTurn:
    """Reads the call afresh and answers; asking again gives the same."""

    store: Store
    clock: Clock
    speech: Speech
    other_ways: OtherWays
    expected_wait: ExpectedWait
    is_emergency: Callable[[], bool]

    def __call__(self, call_id: str, number: int = 0, said: str = "") -> Response:
        call = self.store.call(call_id)
        if call is None:
            log.warning("turn.unknown_call", call=call_id)
            return twiml(self.speech.goodbye(None))
        if call.ended_at is None:  # a carrier may ask once more after she has hung up
            self.store.heard_from(call_id, self.clock.now())
        return twiml(self._document(turn_of(call), number, said))

    def menu_again(self, call_id: str, number: int) -> Response:
        """She pressed a key that means nothing."""
        return twiml(self.speech.greeting(call_id, number))

    def _document(self, turn: CallerTurn, number: int, said: str) -> str:
        """Every branch but the goodbye keeps her on the line."""
        match turn.turn:
            case Turn.GREET:
                return self.speech.greeting(turn.call_id, number)
            case Turn.WAIT:
                return self._waiting(turn, number, said)
            case Turn.JOIN:
                return self.speech.joining(turn)
            case Turn.PARTNER:
                return self.other_ways.to_partner(turn.call_id, turn.language)
            case Turn.MESSAGE:
                return self.other_ways.message_menu(turn.call_id, turn.language, 0)
            case Turn.GOODBYE:
                return self.speech.goodbye(turn.language)

    def _waiting(self, turn: CallerTurn, number: int, said: str) -> str:
        words = words_for(
            turn,
            number,
            said,
            emergency=self.is_emergency(),
            expected=lambda told: self.expected_wait(turn.call_id, told),
        )
        return self.speech.waiting(turn, number, words)
