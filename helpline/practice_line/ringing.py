"""Ringing one leg, a telephone or a browser, until somebody decides."""

import asyncio
from dataclasses import dataclass

from helpline.practice_line.call import Call
from helpline.practice_line.host import Host
from helpline.practice_line.telephones import ANSWERS, NO_ANSWER, NOBODY, Telephone

_PAUSE = "w"
_PAUSE_S = 0.5
_CLIENT = "client:"


@dataclass(frozen=True, slots=True)
class Ringing:
    host: Host

    async def ring(self, call: Call, params: dict[str, str] | None = None) -> bool:
        """True once it is answered; otherwise the call has ended as busy, failed or unanswered.

        `params` go along to a browser.
        """
        self.host.progress(call, "initiated")
        if call.status != "ringing":
            call.ring()
        self.host.changed(call)
        self.host.progress(call, "ringing")
        if call.to.startswith(_CLIENT):
            deed = await self._browser(call, params or {})
        else:
            deed = await self._telephone(call)
        if deed != ANSWERS:
            call.end(deed)
            return False
        call.answer()
        self.host.changed(call)
        self.host.progress(call, "answered")
        return True

    async def _telephone(self, call: Call) -> str:
        telephone = self.host.telephones.get(call.to, NOBODY)
        if telephone.does == NO_ANSWER or telephone.after_s > call.ring_s:
            await self.host.rest(call.ring_s)
            return NO_ANSWER
        await self.host.rest(telephone.after_s)
        if telephone.does == ANSWERS:
            self.host.spawn(self._talk(call, telephone))
        return telephone.does

    async def _talk(self, call: Call, telephone: Telephone) -> None:
        """What it does of its own once it has been answered."""
        for key in telephone.keys:
            if key == _PAUSE:
                await self.host.rest(_PAUSE_S)
            elif call.is_live:
                call.keys.put_nowait(key)
        if telephone.talks_s is not None:
            await self.host.rest(telephone.talks_s)
            self.host.hang_up(call.sid)

    async def _browser(self, call: Call, params: dict[str, str]) -> str:
        """A table entry stands for a browser where there is no sound."""
        if call.to in self.host.telephones:
            return await self._telephone(call)
        identity = call.to.removeprefix(_CLIENT)
        told = {**params, "From": call.from_, "To": call.to}
        try:
            async with asyncio.timeout(call.ring_s):
                return await self.host.media.ring_client(identity, call.sid, told)
        except TimeoutError:
            return NO_ANSWER
