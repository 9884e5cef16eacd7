"""The carrier's webhooks: check the signature, make one event, answer with TwiML."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Blueprint, Request, Response, abort, request

from helpline.calls.caller_turn import CallerTurn, Turn, turn_of
from helpline.calls.ports import Clock, Store
from helpline.calls.ticket import offer_of
from helpline.telephony import incoming
from helpline.telephony.signature import is_genuine
from helpline.telephony.statuses import OVER
from helpline.telephony.twiml import Speech
from helpline.training.ticket import session_of
from routing.events import Arrive, CallIn, ChooseLanguage, Event, HangUp, Join, Leave
from routing.result import Answer, Reply

log = structlog.get_logger()
_MENU_TRIES = 2
_KEYS = {"1": "kk", "2": "ru", "3": "en"}  # as the recordings say


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """Everything the routes need; joined in `helpline/app.py`."""

    apply_event: Callable[[Event], Reply]
    store: Store
    clock: Clock
    speech: Speech
    public_url: str
    auth_token: str
    secret: bytes
    practice: bool  # only then can a call be a practice call

    def blueprint(self) -> Blueprint:
        """POST routes under /twilio; an unsigned or altered request changes nothing."""
        routes = Blueprint("twilio", __name__, url_prefix="/twilio")
        routes.before_request(self._refuse_forgeries)
        routes.register_error_handler(incoming.BadWebhook, _bad_webhook)
        for path, answer in (
            ("/voice", self.voice),
            ("/voice/language", self.language),
            ("/voice/turn", self.turn),
            ("/counsellor", self.counsellor),
            ("/counsellor/after", self.after_counsellor),
            ("/status", self.status),
            ("/conference", self.conference),
        ):
            name = path.strip("/").replace("/", "_")
            routes.add_url_rule(path, name, self._never_silent(path, answer), methods=["POST"])
        return routes

    def _refuse_forgeries(self) -> None:
        if not is_genuine(request, public_url=self.public_url, auth_token=self.auth_token):
            log.warning("webhook.refused", path=request.path)
            abort(HTTPStatus.FORBIDDEN)

    def _never_silent(
        self, path: str, answer: Callable[[Request], Response]
    ) -> Callable[[], Response]:
        """The outermost frame of a webhook: a fault of ours must not become a child's silence."""

        def guarded() -> Response:
            try:
                return answer(request)
            except incoming.BadWebhook:
                raise
            except Exception:
                log.exception("webhook.failed", path=path)
                if path in {"/status", "/conference"}:
                    return Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
                if path.startswith("/counsellor"):
                    return _twiml(self.speech.hang_up())
                return _twiml(self.speech.trouble())

        guarded.guard = "carrier signature"  # type: ignore[attr-defined]  # read by the guard test
        return guarded

    def voice(self, http: Request) -> Response:
        """A new call, or one that comes back to the front door after trouble."""
        leg, ticket = incoming.leg_of(http.form), incoming.training_ticket_of(http.form)
        session_id = session_of(self.secret, ticket) if self.practice else None
        reply = self.apply_event(
            Arrive(id=f"arrive:{leg}", call_id=uuid.uuid4().hex, leg=leg, training=session_id)
        )
        if ticket:
            self._note_what_is_no_practice(str(reply.call_id))
        return self._next_turn(str(reply.call_id), 0)

    def _note_what_is_no_practice(self, call_id: str) -> None:
        """A forged, altered or old ticket: the call is answered as a child's, for it may be one."""
        call = self.store.call(call_id)
        if call is None or call.training is None:
            log.warning("training.bad_ticket", call=call_id)

    def language(self, http: Request) -> Response:
        """The key she pressed in the menu; no key at all means that anybody may answer."""
        call_id, number = incoming.call_id_of(http.args), incoming.turn_number_of(http.args)
        digits = incoming.digits_of(http.form)
        language = _KEYS.get(digits)
        if language not in self.speech.languages:
            language = None
        if digits and language is None and number < _MENU_TRIES:
            return _twiml(self.speech.greeting(call_id, number + 1))
        self.apply_event(
            ChooseLanguage(id=f"language:{call_id}", call_id=call_id, language=language)
        )
        return self._next_turn(call_id, 0)

    def turn(self, http: Request) -> Response:
        return self._next_turn(incoming.call_id_of(http.args), incoming.turn_number_of(http.args))

    def _next_turn(self, call_id: str, number: int) -> Response:
        call = self.store.call(call_id)
        if call is None:
            log.warning("turn.unknown_call", call=call_id)
            goodbye = CallerTurn(turn=Turn.GOODBYE, call_id=call_id, language=None)
            return _twiml(self.speech.answer(goodbye, number))
        if call.ended_at is None:  # a carrier may ask once more after she has hung up
            self.store.heard_from(call_id, self.clock.now())
        return _twiml(self.speech.answer(turn_of(call), number))

    def counsellor(self, http: Request) -> Response:
        """A browser calls in with its ticket; without a good one it hears nothing but the end."""
        leg, person_id = incoming.leg_of(http.form), incoming.identity_of(http.form)
        offer_id = offer_of(self.secret, incoming.ticket_of(http.form), person_id=person_id)
        if offer_id is None:
            log.warning("counsellor.bad_ticket", person=person_id)
            return _twiml(self.speech.hang_up())
        reply = self.apply_event(
            CallIn(id=f"call-in:{leg}", offer_id=offer_id, counsellor_id=person_id, leg=leg)
        )
        if reply.answer is not Answer.JOIN or reply.call_id is None:
            log.info("counsellor.too_late", person=person_id, answer=reply.answer)
            return _twiml(self.speech.hang_up())
        return _twiml(self.speech.counsellor_joining(reply.call_id))

    def after_counsellor(self, http: Request) -> Response:
        incoming.leg_of(http.form)
        return _twiml(self.speech.hang_up())

    def status(self, http: Request) -> Response:
        """A leg is over. Repeats and late ones change nothing; anything else is only news."""
        leg = incoming.leg_of(http.form)
        if http.form.get("CallStatus") in OVER:
            self.apply_event(HangUp(id=f"over:{leg}", leg=leg))
        return Response(status=HTTPStatus.NO_CONTENT)

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
        return Response(status=HTTPStatus.NO_CONTENT)


def _twiml(document: str) -> Response:
    return Response(document, mimetype="text/xml")


def _bad_webhook(fault: Exception) -> tuple[str, int]:
    """Names the parameter, never its value: it may be a child's number."""
    log.warning("webhook.bad_value", parameter=str(fault))
    return f"bad value of {fault}", HTTPStatus.BAD_REQUEST
