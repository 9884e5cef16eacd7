"""Getting the next document of a call: from its address, or from the fallback when that fails."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from helpline.practice_line.call import Call, Target
from helpline.practice_line.document import BadDocument, Verb, parse, warnings
from helpline.practice_line.journal import Journal
from helpline.practice_line.outbound import Outbound
from helpline.practice_line.playing import Playing
from helpline.practice_line.transport import Answer, RequestFailed

_BAD_DOCUMENT = 12100
_BAD_CONTENT_TYPE = 12300
_UNKNOWN_NAME = 12200
_TWIML = frozenset({"text/xml", "application/xml", "text/html"})

_SORRY = (Verb(name="Say", text="We are sorry, an application error has occurred.", attributes={}),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """`keep_sound` remembers what an address that answered with a sound has said."""

    http: Outbound
    journal: Journal
    playing: Playing
    keep_sound: Callable[[str, bytes], None]

    async def fetch(
        self, call: Call, target: Target, params: dict[str, str], *, fallback: bool = True
    ) -> tuple[Verb, ...]:
        """The verbs; where the fetch fails, the fallback's; where that fails too, a sentence in English.

        Where none is wanted it raises what the fetch has raised.
        """
        try:
            if target.document is not None:
                call.document_url = ""  # it stands nowhere: its addresses must be whole
                return self._read(call, target.document.encode())
            return await self._ask(call, target, params)
        except (RequestFailed, BadDocument) as failure:
            code = self._note(call, failure, "")
            if not fallback:
                raise
        if not call.fallback_url:
            return _SORRY
        more = {**target.params, "ErrorCode": str(code), "ErrorUrl": target.url}
        try:
            return await self._ask(call, Target(url=call.fallback_url, params=more), params)
        except (RequestFailed, BadDocument) as failure:
            self._note(call, failure, "fallback: ")
            return _SORRY

    def _note(self, call: Call, failure: RequestFailed | BadDocument, where: str) -> int:
        code = failure.code if isinstance(failure, RequestFailed) else _BAD_DOCUMENT
        self.journal.note("error", call=call.sid, code=code, words=f"{where}{failure}")
        return code

    async def _ask(self, call: Call, target: Target, params: dict[str, str]) -> tuple[Verb, ...]:
        call.document_url = target.url
        token = self.http.new_token()
        if await self._is_asked_twice(call, target.url):
            with suppress(RequestFailed):  # as after an answer that was lost on its way
                await self._once(call, target, params, token)
        answer = await self._once(call, target, params, token)
        return self._verbs(call, target.url, answer)

    async def _is_asked_twice(self, call: Call, url: str) -> bool:
        """After having waited, where it is to be asked for late."""
        faults, about = self.playing.faults, {"url": url, "call": call.sid}
        if faults.documents_only not in url:
            return False
        if faults.delay_documents_s > 0 and self.playing.plays("delay_documents", **about):
            await asyncio.sleep(faults.delay_documents_s)
        return self.playing.plays("duplicate_documents", **about)

    async def _once(self, call: Call, target: Target, params: dict[str, str], token: str) -> Answer:
        return await self.http.ask(
            target.url,
            params | target.params,
            method=target.method,
            cookies=call.cookies,
            token=token,
        )

    def _verbs(self, call: Call, url: str, answer: Answer) -> tuple[Verb, ...]:
        """A document as such; a sound is played, plain text that is no document is said."""
        if answer.content_type in _TWIML:
            return self._read(call, answer.body)
        if answer.content_type.startswith("audio/"):
            self.keep_sound(url, answer.body)
            return (Verb(name="Play", text=url, attributes={}),)
        if answer.content_type == "text/plain":
            try:
                return self._read(call, answer.body)
            except BadDocument:
                words = answer.body.decode("utf-8", "replace")
                return (Verb(name="Say", text=words, attributes={}),)
        raise RequestFailed(_BAD_CONTENT_TYPE, f"content type {answer.content_type}")

    def _read(self, call: Call, body: bytes) -> tuple[Verb, ...]:
        self.journal.note("twiml", call=call.sid, document=body.decode("utf-8", "replace"))
        verbs = parse(body)
        for warning in warnings(verbs):
            self.journal.note("warning", call=call.sid, code=_UNKNOWN_NAME, words=warning)
        return verbs
