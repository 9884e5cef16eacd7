"""Gather: the keys a caller presses, while something is said to her."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from helpline.practice_line.call import Call
from helpline.practice_line.document import Verb
from helpline.practice_line.host import Host

_KEY_WAIT_S = 5
_PROMPTS = frozenset({"Say", "Play", "Pause"})
_FINISH = "#"
_ANY_NUMBER = 10**6

Prompt = Callable[[Call, Verb], Coroutine[Any, Any, Any]]


@dataclass(frozen=True, slots=True)
class Gather:
    """`say` runs one prompt."""

    host: Host
    say: Prompt

    async def keys(self, call: Call, verb: Verb) -> str:
        """Without the finishing key. A key ends the prompt at once."""
        prompt = asyncio.create_task(self._prompt(call, verb))
        try:
            return await self._digits(call, verb, prompt)
        finally:
            prompt.cancel()
            with suppress(asyncio.CancelledError):
                await prompt

    async def _prompt(self, call: Call, verb: Verb) -> None:
        for child in verb.children:
            if child.name in _PROMPTS:
                await self.say(call, child)

    async def _digits(self, call: Call, verb: Verb, prompt: "asyncio.Task[None]") -> str:
        finish = verb.get("finishOnKey", _FINISH)
        wanted = verb.number("numDigits", _ANY_NUMBER)
        wait_s = verb.number("timeout", _KEY_WAIT_S)
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

    async def _next_key(self, call: Call, prompt: "asyncio.Task[None]", wait_s: int) -> str | None:
        """A key, or None when `wait_s` have passed since the prompt ended and the last key."""
        key = asyncio.create_task(call.keys.get())
        silence: asyncio.Task[None] | None = None
        try:
            if not prompt.done():
                await asyncio.wait({key, prompt}, return_when=asyncio.FIRST_COMPLETED)
            if not key.done():
                silence = asyncio.create_task(self.host.rest(wait_s))
                await asyncio.wait({key, silence}, return_when=asyncio.FIRST_COMPLETED)
            return key.result() if key.done() else None
        finally:
            key.cancel()
            if silence is not None:
                silence.cancel()
