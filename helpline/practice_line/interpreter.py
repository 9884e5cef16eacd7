"""What each verb does to a leg. A verb that gives a target ends its document."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from helpline.practice_line.call import Call, Target
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.document import Verb
from helpline.practice_line.journal import Journal
from helpline.practice_line.media import Media

_SPOKEN_CHARACTERS_A_SECOND = 14
_KEY_WAIT_S = 5
_PROMPTS = frozenset({"Say", "Play", "Pause"})


class Host(Protocol):
    """What a document may ask of the carrier that runs it."""

    media: Media
    journal: Journal
    outside: dict[str, str]

    async def sound(self, url: str) -> bytes | None: ...
    def changed(self, call: Call) -> None: ...
    def conference(self, name: str) -> Conference: ...


@dataclass(slots=True)
class Interpreter:
    carrier: Host

    async def run(self, call: Call, verbs: tuple[Verb, ...]) -> Target | None:
        """The next document to fetch; None when this one has ended, which hangs up."""
        for verb in verbs:
            act = self._acts().get(verb.name)
            if act is None:
                continue  # named as a warning when the document was read
            target = await act(call, verb)
            if target is not None:
                return target
            if not call.is_live:
                return None
        return None

    def _acts(self) -> dict[str, Callable[[Call, Verb], Awaitable[Target | None]]]:
        return {
            "Say": self._say,
            "Play": self._play,
            "Pause": self._pause,
            "Gather": self._gather,
            "Redirect": self._redirect,
            "Hangup": self._hang_up,
            "Reject": self._reject,
            "Dial": self._dial,
        }

    async def _play(self, call: Call, verb: Verb) -> None:
        url = resolve(call.document_url, verb.text)
        sound = await self.carrier.sound(url) if verb.text else None
        if sound is None:
            return
        call.now_playing = url
        self.carrier.changed(call)
        try:
            await self.carrier.media.play(call.sid, sound, loop=verb.number("loop", 1))
        finally:
            call.now_playing = None

    async def _say(self, call: Call, verb: Verb) -> None:
        """No voice here: the time it would take, and a note of what was to be said."""
        call.now_playing = f"say:{verb.text}"
        self.carrier.journal.note("warning", code=0, words=f"said without a voice: {verb.text}")
        await asyncio.sleep(len(verb.text) / _SPOKEN_CHARACTERS_A_SECOND * self._speed())

    async def _pause(self, call: Call, verb: Verb) -> None:  # noqa: ARG002 -- every act has the same shape
        await asyncio.sleep(verb.number("length", 1) * self._speed())

    def _speed(self) -> float:
        return float(getattr(self.carrier.media, "speed", 1.0))

    async def _redirect(self, call: Call, verb: Verb) -> Target:
        return self._target(call, verb.text, verb.get("method", "POST"))

    async def _hang_up(self, call: Call, verb: Verb) -> None:  # noqa: ARG002 -- every act has the same shape
        call.end()

    async def _reject(self, call: Call, verb: Verb) -> None:
        call.end("busy" if verb.get("reason") == "busy" else "failed")

    def _target(
        self, call: Call, url: str, method: str, params: dict[str, str] | None = None
    ) -> Target:
        """No address means the same document again."""
        asked = "GET" if method.upper() == "GET" else "POST"
        return Target(url=resolve(call.document_url, url), method=asked, params=params or {})

    # --- Gather

    async def _gather(self, call: Call, verb: Verb) -> Target | None:
        """Keys end the prompt at once; no keys fall through to the next verb."""
        prompt = asyncio.create_task(self._prompt(call, verb))
        try:
            digits = await self._digits(call, verb, prompt)
        finally:
            prompt.cancel()
            with suppress(asyncio.CancelledError):
                await prompt
        if not digits and not verb.is_on("actionOnEmptyResult", default=False):
            return None
        return self._target(call, verb.get("action"), verb.get("method"), {"Digits": digits})

    async def _prompt(self, call: Call, verb: Verb) -> None:
        for child in verb.children:
            if child.name in _PROMPTS:
                await self._acts()[child.name](call, child)

    async def _digits(self, call: Call, verb: Verb, prompt: "asyncio.Task[None]") -> str:
        finish, wanted = verb.get("finishOnKey", "#"), verb.number("numDigits", 10**6)
        wait_s = verb.number("timeout", _KEY_WAIT_S) * self._speed()
        digits = ""
        while len(digits) < wanted:
            key = await self._next_key(call, prompt, wait_s)
            if key is None:
                break
            prompt.cancel()
            if finish and key in finish:
                break
            digits += key
        return digits

    async def _next_key(
        self, call: Call, prompt: "asyncio.Task[None]", wait_s: float
    ) -> str | None:
        """A key, or None when `wait_s` have passed since the prompt ended and the last key."""
        getter = asyncio.create_task(call.keys.get())
        try:
            if not prompt.done():
                await asyncio.wait({getter, prompt}, return_when=asyncio.FIRST_COMPLETED)
            if not getter.done():
                await asyncio.wait({getter}, timeout=wait_s)
            return getter.result() if getter.done() else None
        finally:
            getter.cancel()

    # --- Dial

    async def _dial(self, call: Call, verb: Verb) -> Target | None:
        """With an action whatever follows is not reached."""
        noun = verb.children[0] if verb.children else None
        if noun is not None and noun.name == "Conference":
            result = await self._into_conference(call, noun, verb.number("timeLimit", 14400))
        else:
            number = verb.text if noun is None else noun.text
            result = await self._ring_outside(number, verb.number("timeout", 30))
        if not call.is_live or not verb.get("action"):
            return None
        return self._target(call, verb.get("action"), verb.get("method"), result)

    async def _into_conference(self, call: Call, noun: Verb, limit_s: int) -> dict[str, str]:
        room = self.carrier.conference(noun.text)
        label = noun.get("participantLabel")
        if label and room.find(label) is not None:
            return self._kept_out(call, 16025, "label is taken")
        if noun.get("coach") and noun.get("coach") not in room.participants:
            return self._kept_out(call, 13240, "nobody of that SID to coach")
        if not room.participants and noun.get("statusCallback"):
            room.callback_url = resolve(call.document_url, noun.get("statusCallback"))
            room.callback_method = noun.get("statusCallbackMethod", "POST").upper()
            room.callback_events = frozenset(noun.get("statusCallbackEvent").split())
        participant = _participant(call, noun)
        room.join(participant)
        self.carrier.changed(call)
        try:
            await asyncio.wait_for(participant.gone.wait(), timeout=limit_s)
        except TimeoutError:
            room.leave(participant, "participant_hung_up")
        finally:
            moved = call.is_live and call.pending is not None
            room.leave(
                participant, "participant_updated_via_api" if moved else "participant_hung_up"
            )
        return {"DialCallStatus": "answered", "DialBridged": "true"}

    def _kept_out(self, call: Call, code: int, words: str) -> dict[str, str]:
        self.carrier.journal.note("error", call=call.sid, code=code, words=words)
        return {"DialCallStatus": "failed", "ErrorCode": str(code)}

    async def _ring_outside(self, number: str, timeout_s: int) -> dict[str, str]:
        """A telephone outside: it does what the table of the test says, and nobody is there else."""
        behaviour = self.carrier.outside.get(number, "no-answer")
        if behaviour == "no-answer":
            await asyncio.sleep(timeout_s * self._speed())
        return {"DialCallStatus": "completed" if behaviour == "answer" else behaviour}


def _participant(call: Call, noun: Verb) -> Participant:
    return Participant(
        call=call,
        label=noun.get("participantLabel"),
        muted=noun.is_on("muted", default=False),
        coaching=noun.get("coach") or None,
        start_on_enter=noun.is_on("startConferenceOnEnter", default=True),
        end_on_exit=noun.is_on("endConferenceOnExit", default=False),
    )


def resolve(document_url: str, url: str) -> str:
    """Against the current document; what is no address stays as it is, and fails when asked."""
    try:
        return urljoin(document_url, url) if url else document_url
    except ValueError:
        return url
