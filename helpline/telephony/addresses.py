"""The addresses we hand to the carrier, every one under the configured public URL."""

from dataclasses import dataclass

# Connect in 2 s, answer in 5, one retry on anything: a wedged worker costs a child 5 s, not 15.
_LIMITS = "#ct=2000&rt=5000&rp=all&rc=1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    public_url: str

    def turn(self, call_id: str, number: int = 0, said: str = "") -> str:
        """`said` are the marks of what she has been told already, one letter each."""
        told = f"&said={said}" if said else ""
        return f"{self.public_url}/twilio/voice/turn?call={call_id}&n={number}{told}{_LIMITS}"

    def language(self, call_id: str, number: int = 0) -> str:
        return f"{self.public_url}/twilio/voice/language?call={call_id}&n={number}{_LIMITS}"

    def arrival(self) -> str:
        return f"{self.public_url}/twilio/voice{_LIMITS}"

    def after_counsellor(self) -> str:
        return f"{self.public_url}/twilio/counsellor/after"

    def conference(self) -> str:
        return f"{self.public_url}/twilio/conference"

    def phone(self, offer_id: str, number: int = 0) -> str:
        return f"{self.public_url}/twilio/phone?offer={offer_id}&n={number}{_LIMITS}"

    def phone_key(self, offer_id: str, number: int) -> str:
        return f"{self.public_url}/twilio/phone/key?offer={offer_id}&n={number}{_LIMITS}"

    def phone_status(self, offer_id: str) -> str:
        return f"{self.public_url}/twilio/phone/status?offer={offer_id}"

    def status(self) -> str:
        return f"{self.public_url}/twilio/status"

    def partner_status(self, call_id: str) -> str:
        return f"{self.public_url}/twilio/partner/status?call={call_id}"

    def after_partner(self, call_id: str) -> str:
        return f"{self.public_url}/twilio/partner/after?call={call_id}{_LIMITS}"

    def message_key(self, call_id: str, number: int) -> str:
        return f"{self.public_url}/twilio/message/key?call={call_id}&n={number}{_LIMITS}"

    def message_spoken(self, call_id: str) -> str:
        return f"{self.public_url}/twilio/message/spoken?call={call_id}{_LIMITS}"

    def message_recorded(self, call_id: str) -> str:
        return f"{self.public_url}/twilio/message/recorded?call={call_id}"

    def call_back(self, message_id: str) -> str:
        return f"{self.public_url}/twilio/call-back?message={message_id}{_LIMITS}"

    def call_back_key(self, message_id: str) -> str:
        return f"{self.public_url}/twilio/call-back/key?message={message_id}{_LIMITS}"

    def call_back_status(self, message_id: str) -> str:
        return f"{self.public_url}/twilio/call-back/status?message={message_id}"

    def prompt(self, language: str, key: str) -> str:
        return f"{self.public_url}/prompts/{language}/{key}.wav"

    def hold_music(self) -> str:
        return f"{self.public_url}/prompts/hold.wav"
