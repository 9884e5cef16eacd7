"""What somebody hears who waits in a conference or is held: a recording, or a document of few verbs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from helpline.practice_line.call import Call, Target
from helpline.practice_line.document import BadDocument, Verb
from helpline.practice_line.host import Host
from helpline.practice_line.transport import RequestFailed

FORBIDDEN_VERB = 13238
_ALLOWED = frozenset({"Play", "Say", "Pause", "Redirect"})

NO_DOCUMENT = (RequestFailed, BadDocument)
Run = Callable[[Call, tuple[Verb, ...]], Awaitable[Target | None]]


@dataclass(frozen=True, slots=True)
class WaitingMusic:
    """`run` runs the verbs of one document. Its addresses are its own, not those of the call's."""

    host: Host
    run: Run

    async def play(self, call: Call, url: str, method: str) -> bool:
        """Document after document, until one does not lead on. False where one may not be played.

        Raises one of `NO_DOCUMENT` where one cannot be had.
        """
        target: Target | None = Target(url=url, method=method.upper())
        at = call.document_url
        try:
            while target is not None:
                verbs = await self.host.document(call, target, fallback=False)
                if not self._may_be_played(call, verbs):
                    return False
                target = await self.run(call, verbs)
        finally:
            call.document_url = at
        return True

    async def sound_or_play(self, call: Call, target: Target) -> bytes | None:
        """The recording at that address; None once the document there has been played.

        Raises one of `NO_DOCUMENT` where there is neither.
        """
        at = call.document_url
        try:
            verbs = await self.host.document(call, target, fallback=False)
            if [(verb.name, verb.text) for verb in verbs] == [("Play", target.url)]:
                return await self.host.sound(target.url)
            after = await self.run(call, verbs) if self._may_be_played(call, verbs) else None
        finally:
            call.document_url = at
        if after is not None:
            await self.play(call, after.url, after.method)
        return None

    def _may_be_played(self, call: Call, verbs: tuple[Verb, ...]) -> bool:
        wrong = ", ".join(verb.name for verb in verbs if verb.name not in _ALLOWED)
        if wrong:
            words = f"{wrong} may not be played to somebody who waits"
            self.host.journal.note("error", call=call.sid, code=FORBIDDEN_VERB, words=words)
        return not wrong
