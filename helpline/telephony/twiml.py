"""What is said to a leg, as TwiML. Pure text: values in, document out."""

from collections.abc import Sequence
from dataclasses import dataclass

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from helpline.calls.caller_turn import CallerTurn, Turn
from helpline.telephony.addresses import Addresses

_STILL_WAITING_EVERY = 3  # turns of about ten seconds
_FOUR_HOURS = 14400


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Writes the documents. `languages` are the line's, in the order of the menu."""

    addresses: Addresses
    languages: Sequence[str]

    def answer(self, turn: CallerTurn, number: int) -> str:
        """What the caller hears next; every branch but the goodbye keeps her on the line."""
        match turn.turn:
            case Turn.GREET:
                return self.greeting(turn.call_id, number)
            case Turn.WAIT:
                return self.waiting(turn, number)
            case Turn.JOIN:
                return self.joining(turn)
            case Turn.GOODBYE:
                return self.goodbye(turn.language)

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

    def waiting(self, turn: CallerTurn, number: int) -> str:
        """One waiting turn of at most ten seconds: the next one is the caller's sign of life."""
        response = VoiceResponse()
        gather = Gather(
            num_digits=1,
            timeout=1,
            finish_on_key="",
            action=self.addresses.turn(turn.call_id, number + 1),
        )
        for address in self._wait_sounds(turn, number):
            gather.play(address)
        response.append(gather)
        response.redirect(self.addresses.turn(turn.call_id, number + 1))
        return str(response)

    def _wait_sounds(self, turn: CallerTurn, number: int) -> list[str]:
        language = turn.language or self.languages[0]
        if number == 0:
            key = "counsellor_lost" if turn.was_lost else "please_wait"
            return [self.addresses.prompt(language, key)]
        if number % _STILL_WAITING_EVERY == 0:
            return [self.addresses.prompt(language, "still_waiting")]
        return [self.addresses.hold_music()]

    def joining(self, turn: CallerTurn) -> str:
        """Into the room. When she leaves it, whatever the reason, her next turn decides."""
        response = VoiceResponse()
        response.play(self.addresses.prompt(turn.language or self.languages[0], "connected"))
        dial = Dial(action=self.addresses.turn(turn.call_id), time_limit=_FOUR_HOURS)
        self._conference(dial, turn.call_id, "caller")
        response.append(dial)
        return str(response)

    def counsellor_joining(self, call_id: str) -> str:
        response = VoiceResponse()
        dial = Dial(action=self.addresses.after_counsellor(), time_limit=_FOUR_HOURS)
        self._conference(dial, call_id, "counsellor")
        response.append(dial)
        return str(response)

    def _conference(self, dial: Dial, call_id: str, label: str) -> None:
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
        )

    def goodbye(self, language: str | None) -> str:
        response = VoiceResponse()
        response.play(self.addresses.prompt(language or self.languages[0], "goodbye"))
        response.hangup()
        return str(response)

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
