"""A leg's life: one piece of work after the other, until one ends it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from helpline.practice_line.call import Call, Target, Work
from helpline.practice_line.document import Verb
from helpline.practice_line.host import Host
from helpline.practice_line.interpreter import Interpreter


@dataclass(slots=True)
class Conversation:
    host: Host
    call: Call

    async def live(self, first: Work) -> None:
        """Work that gives no target ends the call; a REST update breaks in and leads elsewhere."""
        call, work = self.call, first
        while call.is_live:
            target = await self._step(work())
            if target is None:
                break
            work = partial(self.document, target)
        call.end()
        self.host.media.close_leg(call.sid)
        self.host.changed(call)
        self.host.journal.note("call", sid=call.sid, status=call.status, seconds=call.duration_s)
        self.host.progress(call, "completed")

    async def document(self, target: Target) -> Target | None:
        """One document, from being fetched to its end."""
        call = self.call
        verbs = await self.host.document(call, target)
        if not call.is_live:
            return None
        if verbs and verbs[0].name == "Pause" and not call.is_answered:
            first, *after = verbs
            self.host.changed(call)
            await Interpreter(self.host).say(call, first)  # and only then is it picked up
            call.answer()
            verbs = tuple(after)
        if _is_answered_by(verbs):
            call.answer()
        self.host.changed(call)
        return await Interpreter(self.host).run(call, verbs)

    async def _step(self, work: Coroutine[Any, Any, Target | None]) -> Target | None:
        """Unless it is interrupted; a mistake of ours ends the call, not the line."""
        call = self.call
        call.runner, target = asyncio.create_task(work), None
        try:
            target = await call.runner
        except asyncio.CancelledError:
            pass
        except Exception as error:  # noqa: BLE001 -- the outermost frame of a call
            words = f"our mistake: {error!r}"
            self.host.journal.note("error", call=call.sid, code=0, words=words)
        finally:
            call.now_playing = None
        if call.pending is not None:
            target, call.pending = call.pending, None
        self.host.changed(call)
        return target


def _is_answered_by(verbs: tuple[Verb, ...]) -> bool:
    """A call that is turned away never is; with answerOnBridge it is when somebody else answers."""
    first = verbs[0] if verbs else None
    if first is None or first.name == "Reject":
        return first is None
    return not (first.name == "Dial" and first.is_on("answerOnBridge", default=False))
