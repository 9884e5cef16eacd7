"""What is said to a leg, as TwiML. Pure text: values in, document out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from helpline.calls.caller_turn import CallerTurn
from helpline.telephony.addresses import Addresses
from helpline.telephony.waiting_words import Words

FOUR_HOURS = 14400


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Writes the documents. `languages` are the line's, in the order of the menu."""

    addresses: Addresses
    languages: Sequence[str]

    def greeting(self, call_id: str, number: int = 0) -> str:
        """The promise of confidence and the language menu; a key interrupts it at any point."""
        response = VoiceResponse()
        gather = Gather(
            num_digits=1,
            timeout=3,
            finish_on_key="",
            action=self.addresses.language(call_id, number),
        )
        if number == 0:
            for language in self.languages[:2]:
                gather.play(self.addresses.prompt(language, "greeting"))
        for language in self.languages:
            gather.play(self.addresses.prompt(language, "language_menu"))
        response.append(gather)
        response.redirect(self.addresses.language(call_id, 99))
        return str(response)

    def waiting(self, turn: CallerTurn, number: int, words: Words) -> str:
        """One waiting turn of about ten seconds: the next one is the caller's sign of life."""
        next_turn = self.addresses.turn(turn.call_id, number + 1, words.said)
        response = VoiceResponse()
        gather = Gather(num_digits=1, timeout=1, finish_on_key="", action=next_turn)
        for key in words.keys:
            gather.play(self.prompt(turn.language, key))
        if not words.keys:
            gather.play(self.addresses.hold_music())
        response.append(gather)
        response.redirect(next_turn)
        return str(response)

    def joining(self, turn: CallerTurn) -> str:
        """Into the room. When she leaves it, whatever the reason, her next turn decides."""
        response = VoiceResponse()
        response.play(self.prompt(turn.language, "connected"))
        dial = Dial(action=self.addresses.turn(turn.call_id), time_limit=FOUR_HOURS)
        self._conference(dial, turn.call_id, "caller")
        response.append(dial)
        return str(response)

    def staff_joining(self, call_id: str, label: str, **heard: Any) -> str:
        """A counsellor, a colleague or a supervisor. Labels differ: a second one alike is refused."""
        response = VoiceResponse()
        dial = Dial(action=self.addresses.after_counsellor(), time_limit=FOUR_HOURS)
        self._conference(dial, call_id, label, **heard)
        response.append(dial)
        return str(response)

    def _conference(self, dial: Dial, call_id: str, label: str, **heard: Any) -> None:
        dial.conference(
            f"call-{call_id}",
            start_conference_on_enter=True,
            end_conference_on_exit=False,
            beep="false",
            wait_url="",
            participant_label=label,
            status_callback=self.addresses.conference(),
            status_callback_event="start end join leave mute hold",
            jitter_buffer_size="small",
            **heard,
        )

    def goodbye(self, language: str | None) -> str:
        return self.last_word(language, "goodbye")

    def last_word(self, language: str | None, key: str) -> str:
        response = VoiceResponse()
        response.play(self.prompt(language, key))
        response.hangup()
        return str(response)

    def prompt(self, language: str | None, key: str) -> str:
        """In the line's first language for whoever has chosen none."""
        return self.addresses.prompt(language or self.languages[0], key)

    def hang_up(self) -> str:
        response = VoiceResponse()
        response.hangup()
        return str(response)

    def trouble(self) -> str:
        """Our side has failed: a voice, some music, and back in by the front door, which knows her."""
        response = VoiceResponse()
        for language in self.languages[:2]:
            response.play(self.addresses.prompt(language, "line_trouble"))
        response.play(self.addresses.hold_music())
        response.redirect(self.addresses.arrival())
        return str(response)


def fallback_document(prompts_url: str, phones: Sequence[str], back_to: str = "") -> str:
    """What the carrier plays by itself when nothing of ours answers: a voice, then the telephones.

    Then the call goes back to our front door, again and again, and finds its place once we answer.
    """
    response = VoiceResponse()
    for language in ("kk", "ru"):
        response.play(f"{prompts_url}/line_trouble-{language}.wav")
    for phone in phones:
        dial = Dial(timeout=20)
        dial.number(phone)
        response.append(dial)
    if back_to:
        response.redirect(back_to)
    return str(response)
