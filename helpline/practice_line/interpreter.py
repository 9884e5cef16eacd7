"""What each verb does to a leg. A verb that gives a target ends its document."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from helpline.practice_line.addresses import resolve
from helpline.practice_line.call import Call, Target
from helpline.practice_line.dial import Dial
from helpline.practice_line.document import Verb
from helpline.practice_line.gather import Gather
from helpline.practice_line.host import Host
from helpline.practice_line.into_conference import IntoConference
from helpline.practice_line.record import Record
from helpline.practice_line.voices import NO_VOICE, has_voice
from helpline.practice_line.waiting_music import NO_DOCUMENT

_SPOKEN_CHARACTERS_A_SECOND = 14
_MOST_ROUNDS = 1000  # of a Say that is to go on and on


@dataclass(slots=True)
class Interpreter:
    host: Host

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

    async def run_all(self, call: Call, target: Target | None) -> None:
        """A document and all that it leads to, until one ends; the call may go on."""
        while target is not None and call.is_live:
            target = await self.run(call, await self.host.document(call, target))

    def _acts(self) -> dict[str, Callable[[Call, Verb], Awaitable[Target | None]]]:
        return {
            "Say": self.say,
            "Play": self.say,
            "Pause": self.say,
            "Gather": self._gather,
            "Redirect": self._redirect,
            "Hangup": self._hang_up,
            "Reject": self._reject,
            "Dial": self._dial,
            "Record": self._record,
        }

    async def say(self, call: Call, verb: Verb) -> None:
        """One of the verbs that may also stand within a Gather."""
        if verb.name == "Play":
            await self._play(call, verb)
        elif verb.name == "Say":
            await self._speak(call, verb)
        else:
            await self.host.rest(verb.number("length", 1))

    async def _play(self, call: Call, verb: Verb) -> None:
        url = resolve(call.document_url, verb.text)
        sound = await self.host.sound(url) if verb.text else None
        if sound is None:
            return
        with self._heard(call, url):
            await self.host.media.play(call.sid, sound, loop=verb.number("loop", 1))

    async def _speak(self, call: Call, verb: Verb) -> None:
        """No voice here: the time it would take, and a note of what was to be said."""
        language = verb.get("language", "en-US")
        if not has_voice(language):
            self.host.journal.note(
                "error", call=call.sid, code=NO_VOICE, words=f"there is no voice for {language}"
            )
            return
        self.host.journal.note("warning", code=0, words=f"said without a voice: {verb.text}")
        rounds = verb.number("loop", 1) or _MOST_ROUNDS
        with self._heard(call, f"say:{verb.text}"):
            await self.host.rest(len(verb.text) / _SPOKEN_CHARACTERS_A_SECOND * rounds)

    @contextmanager
    def _heard(self, call: Call, what: str) -> Iterator[None]:
        call.now_playing = what
        self.host.changed(call)
        try:
            yield
        finally:
            call.now_playing = None
            self.host.changed(call)

    async def _redirect(self, call: Call, verb: Verb) -> Target:
        return _target(call, verb.text, verb.get("method", "POST"))

    async def _hang_up(self, call: Call, verb: Verb) -> None:  # noqa: ARG002 -- every act has the same shape
        call.end()

    async def _reject(self, call: Call, verb: Verb) -> None:
        """Whoever has been answered can only be hung up on."""
        turned_away = "busy" if verb.get("reason") == "busy" else "no-answer"
        call.end("completed" if call.is_answered else turned_away)

    async def _gather(self, call: Call, verb: Verb) -> Target | None:
        """No keys fall through to the next verb."""
        digits = await Gather(self.host, self.say).keys(call, verb)
        if not digits and not verb.is_on("actionOnEmptyResult", default=False):
            return None
        return _target(call, verb.get("action"), verb.get("method"), {"Digits": digits})

    async def _dial(self, call: Call, verb: Verb) -> Target | None:
        """With an action whatever follows is not reached."""
        rooms = [noun for noun in verb.children if noun.name == "Conference"]
        if rooms:
            result = await IntoConference(self.host, self.run).enter(call, rooms[0], verb)
        else:
            result = await Dial(self.host, self.run_all).to(call, verb)
        call.forget_keys()  # what was pressed during the talk is nothing to what follows
        return self._then(call, verb, result) if result and verb.get("action") else None

    async def _record(self, call: Call, verb: Verb) -> Target | None:
        """Without an action the same document is asked again."""
        made = await Record(self.host).take(call, verb)
        return self._then(call, verb, made) if made else None

    def _then(self, call: Call, verb: Verb, result: dict[str, str]) -> Target | None:
        """The action; of who has hung up it is told, and its answer is not played."""
        target = _target(call, verb.get("action"), verb.get("method"), result)
        if call.is_live:
            return target
        self.host.spawn(self._tell_only(call, target))
        return None

    async def _tell_only(self, call: Call, target: Target) -> None:
        """Nobody is there any more to whom the answer could be played."""
        with suppress(*NO_DOCUMENT):
            await self.host.document(call, target, fallback=False)


def _target(call: Call, url: str, method: str, params: dict[str, str] | None = None) -> Target:
    """No address means the same document again."""
    asked = "GET" if method.upper() == "GET" else "POST"
    return Target(url=resolve(call.document_url, url), method=asked, params=params or {})
