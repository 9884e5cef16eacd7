"""The addresses we hand to the carrier, every one under the configured public URL."""

from dataclasses import dataclass

# Connect in 2 s, answer in 5, one retry on anything: a wedged worker costs a child 5 s, not 15.
_LIMITS = "#ct=2000&rt=5000&rp=all&rc=1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    public_url: str

    def turn(self, call_id: str, number: int = 0) -> str:
        return f"{self.public_url}/twilio/voice/turn?call={call_id}&n={number}{_LIMITS}"

    def language(self, call_id: str, number: int = 0) -> str:
        return f"{self.public_url}/twilio/voice/language?call={call_id}&n={number}{_LIMITS}"

    def arrival(self) -> str:
        return f"{self.public_url}/twilio/voice{_LIMITS}"

    def after_counsellor(self) -> str:
        return f"{self.public_url}/twilio/counsellor/after"

    def conference(self) -> str:
        return f"{self.public_url}/twilio/conference"

    def prompt(self, language: str, key: str) -> str:
        return f"{self.public_url}/prompts/{language}/{key}.wav"

    def hold_music(self) -> str:
        return f"{self.public_url}/prompts/hold.wav"
