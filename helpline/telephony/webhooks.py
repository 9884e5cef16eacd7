"""The carrier's webhooks about callers and rooms: make one event, answer with TwiML."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import Request, Response

from helpline.calls.ports import Store
from helpline.telephony import incoming
from helpline.telephony.edge import Leg, Route, noted, twiml
from helpline.telephony.repeats import Repeats
from helpline.telephony.statuses import OVER
from helpline.telephony.turns import NextTurn
from helpline.training.ticket import session_of
from routing.events import Arrive, ChooseLanguage, Event, HangUp, Join, Leave, LeaveMessage
from routing.result import Reply

log = structlog.get_logger()
_MENU_TRIES = 2
_KEYS = {"1": "kk", "2": "ru", "3": "en"}  # as the recordings say
_MESSAGE_KEY = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """Everything these routes need; joined in `helpline/carrier_edge.py`."""

    apply_event: Callable[[Event], Reply]
    store: Store
    next_turn: NextTurn
    repeats: Repeats
    secret: bytes
    practice: bool  # only then can a call be a practice call

    def routes(self) -> list[Route]:
        return [
            Route("/voice", self.voice, Leg.CALLER),
            Route("/voice/language", self.language, Leg.CALLER),
            Route("/voice/turn", self.turn, Leg.CALLER),
            Route("/status", self.status, Leg.NOBODY),
            Route("/conference", self.conference, Leg.NOBODY),
        ]

    def voice(self, http: Request) -> Response:
        """A new call, or one that comes back to the front door after trouble."""
        leg, ticket = incoming.leg_of(http.form), incoming.training_ticket_of(http.form)
        if incoming.is_from_browser(http.form):
            # A carrier whose fallback is set for everything leads a counsellor's leg here when we are gone.
            log.warning("arrival.of_a_browser")
            return twiml(self.next_turn.speech.hang_up())
        session_id = session_of(self.secret, ticket) if self.practice else None
        # A practice call leaves no mark behind, and is nobody's second one.
        before = self.repeats.of(None if session_id else incoming.caller_of(http.form))
        reply = self.apply_event(
            Arrive(
                id=f"arrive:{leg}",
                call_id=uuid.uuid4().hex,
                leg=leg,
                place_since=before.place_since,
                repeat_mark=before.mark,
                repeats=before.in_the_hour,
                earlier=before.in_the_week,
                training=session_id,
            )
        )
        if ticket:
            self._note_what_is_no_practice(str(reply.call_id))
        return self.next_turn(str(reply.call_id))

    def _note_what_is_no_practice(self, call_id: str) -> None:
        """A forged, altered or old ticket: the call is answered as a child's, for it may be one."""
        call = self.store.call(call_id)
        if call is None or call.training is None:
            log.warning("training.bad_ticket", call=call_id)

    def language(self, http: Request) -> Response:
        """The key she pressed in the menu; no key at all means that anybody may answer."""
        call_id, number = incoming.call_id_of(http.args), incoming.turn_number_of(http.args)
        self._refuse_anothers_leg(http, call_id)
        digits, speech = incoming.digits_of(http.form), self.next_turn.speech
        language = _KEYS.get(digits)
        if language not in speech.languages:
            language = None
        if digits and language is None and number < _MENU_TRIES:
            return self.next_turn.menu_again(call_id, number + 1)
        self.apply_event(
            ChooseLanguage(id=f"language:{call_id}", call_id=call_id, language=language)
        )
        return self.next_turn(call_id)

    def _refuse_anothers_leg(self, http: Request, call_id: str) -> None:
        """A genuine webhook whose fields were cut anew keeps its signature, but not the leg of the call."""
        call = self.store.call(call_id)
        if call is not None and call.leg != incoming.leg_of(http.form):
            raise incoming.BadWebhook("CallSid")

    def turn(self, http: Request) -> Response:
        """Pressing 5 while she waits brings her to the message; every other key is passed over."""
        call_id, number = incoming.call_id_of(http.args), incoming.turn_number_of(http.args)
        if incoming.digits_of(http.form) == _MESSAGE_KEY:
            # The leg's own place in the line of turns: the same request again is the same event.
            self.apply_event(LeaveMessage(id=f"message:{call_id}:{number}", call_id=call_id))
        return self.next_turn(call_id, number, incoming.said_of(http.args))

    def status(self, http: Request) -> Response:
        """A leg is over. Repeats and late ones change nothing; anything else is only news."""
        leg = incoming.leg_of(http.form)
        if http.form.get("CallStatus") in OVER:
            self.apply_event(HangUp(id=f"over:{leg}", leg=leg))
        return noted()

    def conference(self, http: Request) -> Response:
        happened = incoming.room_event_of(http.form)
        if happened is not None:
            mark = f"{happened.room}:{happened.leg}:{happened.number}"
            match happened.event:
                case "participant-join":
                    self.apply_event(
                        Join(
                            id=f"join:{mark}",
                            call_id=happened.call_id,
                            leg=happened.leg,
                            room=happened.room,
                        )
                    )
                case "participant-leave":
                    self.apply_event(
                        Leave(
                            id=f"leave:{mark}",
                            call_id=happened.call_id,
                            leg=happened.leg,
                            leg_over=happened.leg_over,
                        )
                    )
                case _:
                    pass  # start, end, hold and mute are our own doing and change nothing here
        return noted()
