"""Webhooks about the legs of counsellors, colleagues and supervisors: browsers and on-call telephones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Request, Response

from helpline.calls.ports import Store
from helpline.calls.ticket import offer_of, supervised_call
from helpline.telephony import incoming
from helpline.telephony.edge import Leg, Route, noted, twiml
from helpline.telephony.statuses import OVER
from helpline.telephony.twiml_other_ways import OtherWays
from routing.events import CallIn, Event, HangUp, PhoneRings, PressOne, SuperviseIn
from routing.result import Answer, Reply
from routing.state import Call, Guest, GuestRole

log = structlog.get_logger()
_ACCEPT_KEY = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWebhooks:
    apply_event: Callable[[Event], Reply]
    store: Store
    other_ways: OtherWays
    secret: bytes

    def routes(self) -> list[Route]:
        return [
            Route("/counsellor", self.browser, Leg.STAFF),
            Route("/counsellor/after", self.after, Leg.STAFF),
            Route("/phone", self.phone, Leg.STAFF),
            Route("/phone/key", self.phone_key, Leg.STAFF),
            Route("/phone/status", self.phone_status, Leg.NOBODY),
        ]

    def browser(self, http: Request) -> Response:
        """A browser calls in with its ticket; without a good one it hears nothing but the end."""
        leg, person_id = incoming.leg_of(http.form), incoming.identity_of(http.form)
        ref = offer_of(self.secret, incoming.ticket_of(http.form), person_id=person_id)
        if ref is None:
            log.warning("counsellor.bad_ticket", person=person_id)
            return self._hang_up()
        call_id = supervised_call(ref)
        if call_id is not None:
            return self._supervisor(call_id, person_id, leg)
        reply = self.apply_event(
            CallIn(id=f"call-in:{leg}", offer_id=ref, counsellor_id=person_id, leg=leg)
        )
        if reply.answer is not Answer.JOIN or reply.call_id is None:
            log.info("counsellor.too_late", person=person_id, answer=reply.answer)
            return self._hang_up()
        return self._join(reply.call_id, ref)

    def _supervisor(self, call_id: str, person_id: str, leg: str) -> Response:
        """From the first moment nobody hears her who should not."""
        reply = self.apply_event(
            SuperviseIn(id=f"supervise-in:{leg}", call_id=call_id, supervisor_id=person_id, leg=leg)
        )
        call = self.store.call(call_id)
        guest = None if call is None else _guest_of(call, leg)
        if reply.answer is not Answer.JOIN or call is None or guest is None:
            return self._hang_up()
        heard: dict[str, Any] = {"muted": True}
        if guest.role is GuestRole.WHISPER and call.counsellor_leg is not None:
            heard = {"coach": call.counsellor_leg}
        elif guest.role is GuestRole.BARGE:
            heard = {}
        return self._join(call_id, guest.id, **heard)

    def after(self, http: Request) -> Response:
        incoming.leg_of(http.form)
        return self._hang_up()

    def phone(self, http: Request) -> Response:
        """Somebody, or a machine, has answered an on-call telephone."""
        leg, offer_id = incoming.leg_of(http.form), incoming.offer_id_of(http.args)
        self.apply_event(PhoneRings(id=f"answered:{leg}", offer_id=offer_id, leg=leg))
        number = incoming.turn_number_of(http.args)
        return twiml(self.other_ways.ask_to_press_one(offer_id, number))

    def phone_key(self, http: Request) -> Response:
        leg, offer_id = incoming.leg_of(http.form), incoming.offer_id_of(http.args)
        number = incoming.turn_number_of(http.args)
        if incoming.digits_of(http.form) != _ACCEPT_KEY:
            return twiml(self.other_ways.ask_to_press_one(offer_id, number + 1))
        reply = self.apply_event(PressOne(id=f"press-one:{leg}", offer_id=offer_id, leg=leg))
        if reply.answer is not Answer.JOIN or reply.call_id is None:
            return twiml(self.other_ways.too_late())
        return self._join(reply.call_id, offer_id)

    def phone_status(self, http: Request) -> Response:
        """It rings: its leg has a name. It is over: the next telephone is tried."""
        leg, offer_id = incoming.leg_of(http.form), incoming.offer_id_of(http.args)
        if http.form.get("CallStatus") in OVER:
            self.apply_event(HangUp(id=f"over:{leg}", leg=leg))
        else:
            self.apply_event(PhoneRings(id=f"rings:{leg}", offer_id=offer_id, leg=leg))
        return noted()

    def _join(self, call_id: str, label: str, **heard: Any) -> Response:
        return twiml(self.other_ways.speech.staff_joining(call_id, label, **heard))

    def _hang_up(self) -> Response:
        return twiml(self.other_ways.speech.hang_up())


def _guest_of(call: Call, leg: str) -> Guest | None:
    return next((guest for guest in call.guests if guest.leg == leg), None)
