"""Webhooks about the partner line, messages and calls back: what helps when no counsellor can."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, Response

from helpline.calls.messages import Messages
from helpline.calls.ports import Store
from helpline.telephony import incoming
from helpline.telephony.edge import Leg, Route, noted, twiml
from helpline.telephony.numbers import caller_number
from helpline.telephony.statuses import OVER
from helpline.telephony.turns import NextTurn
from routing.events import (
    Arrive,
    ChooseLanguage,
    Event,
    HangUp,
    MessageLeft,
    PartnerAnswered,
    PartnerFailed,
    SpeakMessage,
    WaitOn,
)
from routing.result import Reply

_SPEAK, _CALL_BACK, _WAIT, _TALK_NOW = "1", "2", "9", "1"
_MENU_TRIES = 3
_HAS_ANSWERED = frozenset({"in-progress", "answered", "completed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWebhooks:
    apply_event: Callable[[Event], Reply]
    store: Store
    messages: Messages
    next_turn: NextTurn

    def routes(self) -> list[Route]:
        return [
            Route("/partner/status", self.partner_status, Leg.NOBODY),
            Route("/partner/after", self.after_partner, Leg.CALLER),
            Route("/message/key", self.message_key, Leg.CALLER),
            Route("/message/spoken", self.message_spoken, Leg.CALLER),
            Route("/message/recorded", self.message_recorded, Leg.NOBODY),
            Route("/call-back", self.call_back, Leg.STAFF),
            Route("/call-back/key", self.call_back_key, Leg.CALLER),
            Route("/call-back/status", self.call_back_status, Leg.NOBODY),
        ]

    def partner_status(self, http: Request) -> Response:
        call_id, leg = incoming.call_id_of(http.args), incoming.leg_of(http.form)
        if http.form.get("CallStatus") in _HAS_ANSWERED:
            self.apply_event(PartnerAnswered(id=f"partner-answered:{leg}", call_id=call_id))
        return noted()

    def after_partner(self, http: Request) -> Response:
        """The partner has hung up, was engaged, or did not answer; each time she comes back to us."""
        call_id, leg = incoming.call_id_of(http.args), incoming.leg_of(http.form)
        partner = http.form.get("DialCallSid", "")[:128] or leg
        if http.form.get("DialCallStatus") in _HAS_ANSWERED:
            self.apply_event(PartnerAnswered(id=f"partner-answered:{partner}", call_id=call_id))
        self.apply_event(PartnerFailed(id=f"partner-over:{partner}", call_id=call_id))
        return self.next_turn(call_id)

    def message_key(self, http: Request) -> Response:
        call_id, number = incoming.call_id_of(http.args), incoming.turn_number_of(http.args)
        call, ways = self.store.call(call_id), self.next_turn.other_ways
        if call is None or call.ended_at is not None:
            return self.next_turn(call_id)
        match incoming.digits_of(http.form):
            case digits if digits == _SPEAK:
                self.messages.begin_to_speak(call)
                self.apply_event(SpeakMessage(id=f"speaks:{call_id}:{number}", call_id=call_id))
                return twiml(ways.record_message(call_id, call.language))
            case digits if digits == _CALL_BACK:
                return self._wants_a_call_back(http, call_id, number)
            case digits if digits == _WAIT:
                return self._waits_on(call_id, number)
            case _ if number >= _MENU_TRIES:
                return self._waits_on(call_id, number)
            case _:
                return twiml(ways.message_menu(call_id, call.language, number))

    def _wants_a_call_back(self, http: Request, call_id: str, number: int) -> Response:
        call, ways = self.store.call(call_id), self.next_turn.other_ways
        telephone = caller_number(http.form)
        if call is None or telephone is None:
            language = None if call is None else call.language
            return twiml(ways.message_menu(call_id, language, number, sorry=True))
        self.messages.wants_call_back(call, telephone)
        self.apply_event(MessageLeft(id=f"left:{call_id}", call_id=call_id, call_back=True))
        return twiml(ways.speech.last_word(call.language, "callback_kept"))

    def _waits_on(self, call_id: str, number: int) -> Response:
        self.apply_event(WaitOn(id=f"wait-on:{call_id}:{number}", call_id=call_id))
        return self.next_turn(call_id)

    def message_spoken(self, http: Request) -> Response:
        """She has finished, or hung up in the middle: what she said so far is kept."""
        call_id = incoming.call_id_of(http.args)
        incoming.leg_of(http.form)
        call = self.store.call(call_id)
        self._note_recording(http, call_id)
        self.apply_event(MessageLeft(id=f"left:{call_id}", call_id=call_id))
        language = None if call is None else call.language
        return twiml(self.next_turn.speech.last_word(language, "message_kept"))

    def message_recorded(self, http: Request) -> Response:
        """The sound lies ready at the carrier, or there is none."""
        self._note_recording(http, incoming.call_id_of(http.args))
        return noted()

    def _note_recording(self, http: Request, call_id: str) -> None:
        sid, seconds = incoming.recording_of(http.form)
        self.messages.recorded(call_id, sid, seconds)

    def call_back(self, http: Request) -> Response:
        incoming.leg_of(http.form)
        message = self.messages.book.message(incoming.message_id_of(http.args))
        if message is None:
            return twiml(self.next_turn.speech.hang_up())
        ways = self.next_turn.other_ways
        return twiml(ways.call_back_greeting(message.id, message.language))

    def call_back_key(self, http: Request) -> Response:
        """She can talk now: she has the place she had, and first the counsellor who rang her."""
        leg, message_id = incoming.leg_of(http.form), incoming.message_id_of(http.args)
        message = self.messages.book.message(message_id)
        if message is None or incoming.digits_of(http.form) != _TALK_NOW:
            return twiml(self.next_turn.speech.hang_up())
        place = message.place_since
        arrived = Arrive(id=f"arrive:{leg}", call_id=uuid.uuid4().hex, leg=leg, place_since=place)
        call_id = str(self.apply_event(arrived).call_id)
        self.apply_event(
            ChooseLanguage(
                id=f"language:{call_id}",
                call_id=call_id,
                language=message.language,
                preferred_id=message.taken_by,
            )
        )
        self.messages.reached(message_id)
        return self.next_turn(call_id)

    def call_back_status(self, http: Request) -> Response:
        leg, message_id = incoming.leg_of(http.form), incoming.message_id_of(http.args)
        if http.form.get("CallStatus") in OVER:
            self.apply_event(HangUp(id=f"over:{leg}", leg=leg))
            self.messages.not_reached(message_id)
        return noted()
