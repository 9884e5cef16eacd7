"""What is said beside the waiting line: to on-call telephones, for the partner line, about messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from helpline.telephony.addresses import Addresses
from helpline.telephony.twiml import FOUR_HOURS, Speech

_LONGEST_MESSAGE_S = 180
_SILENCE_ENDS_S = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWays:
    """Writes the documents. `partner` is a number; the line shows `number` when it rings out."""

    speech: Speech
    number: str
    partner: str
    partner_ring: timedelta

    @property
    def addresses(self) -> Addresses:
        return self.speech.addresses

    @property
    def languages(self) -> Sequence[str]:
        return self.speech.languages

    def ask_to_press_one(self, offer_id: str, number: int) -> str:
        """Twice at most: a machine that has answered hears both, presses nothing, and gets no child."""
        response = VoiceResponse()
        gather = self._asking(self.addresses.phone_key(offer_id, number), timeout_s=4)
        for language in self.languages:
            gather.play(self.addresses.prompt(language, "phone_offer"))
        response.append(gather)
        if number == 0:
            response.redirect(self.addresses.phone(offer_id, 1))
        else:
            response.hangup()
        return str(response)

    def too_late(self) -> str:
        """To whoever pressed 1 when the caller was already in other hands."""
        response = VoiceResponse()
        for language in self.languages[:2]:
            response.play(self.addresses.prompt(language, "phone_too_late"))
        response.hangup()
        return str(response)

    def to_partner(self, call_id: str, language: str | None) -> str:
        """The partner sees the number of the line, never hers."""
        response = VoiceResponse()
        response.play(self.speech.prompt(language, "to_partner"))
        dial = Dial(
            action=self.addresses.after_partner(call_id),
            timeout=round(self.partner_ring.total_seconds()),
            caller_id=self.number,
            time_limit=FOUR_HOURS,
        )
        told = self.addresses.partner_status(call_id)
        dial.number(self.partner, status_callback=told, status_callback_event="answered")
        response.append(dial)
        return str(response)

    def message_menu(
        self, call_id: str, language: str | None, number: int, *, sorry: bool = False
    ) -> str:
        """1 to speak, 2 to be called back where that is safe, 9 to wait on; in the end she waits on."""
        response = VoiceResponse()
        key = self.addresses.message_key(call_id, number + 1)
        gather = self._asking(key, timeout_s=6)
        if sorry:
            gather.play(self.speech.prompt(language, "callback_impossible"))
        gather.play(self.speech.prompt(language, "message_menu"))
        response.append(gather)
        response.redirect(key)
        return str(response)

    def record_message(self, call_id: str, language: str | None) -> str:
        response = VoiceResponse()
        response.play(self.speech.prompt(language, "message_speak"))
        response.record(
            action=self.addresses.message_spoken(call_id),
            recording_status_callback=self.addresses.message_recorded(call_id),
            recording_status_callback_event="completed absent",
            max_length=_LONGEST_MESSAGE_S,
            timeout=_SILENCE_ENDS_S,
            finish_on_key="#",
            play_beep=True,
            trim="trim-silence",
        )
        response.redirect(self.addresses.message_key(call_id, 1))  # nothing was said
        return str(response)

    def call_back_greeting(self, message_id: str, language: str | None) -> str:
        """Says nothing of a child: somebody else may have picked up."""
        response = VoiceResponse()
        gather = self._asking(self.addresses.call_back_key(message_id), timeout_s=6)
        gather.play(self.speech.prompt(language, "callback_greeting"))
        response.append(gather)
        response.hangup()
        return str(response)

    def _asking(self, action: str, *, timeout_s: int) -> Gather:
        return Gather(num_digits=1, timeout=timeout_s, finish_on_key="", action=action)
