"""Getting the next document of a call: from its address, or from the fallback when that fails."""

from dataclasses import dataclass

from helpline.practice_line.call import Call, Target
from helpline.practice_line.document import BadDocument, Verb, parse, warnings
from helpline.practice_line.http_out import Outbound, RequestFailed
from helpline.practice_line.journal import Journal

_BAD_DOCUMENT = 12100
_BAD_CONTENT_TYPE = 12300
_UNKNOWN_NAME = 12200


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    http: Outbound
    journal: Journal
    fallback_url: str

    async def fetch(self, call: Call, target: Target, params: dict[str, str]) -> tuple[Verb, ...]:
        """The verbs; where the fetch fails, the fallback's; where that fails too, none: the end."""
        if target.document is not None:
            return self._read(target.document.encode())
        try:
            return await self._ask(call, target, params)
        except (RequestFailed, BadDocument) as failure:
            code = failure.code if isinstance(failure, RequestFailed) else _BAD_DOCUMENT
            self.journal.note("error", call=call.sid, code=code, words=str(failure))
        if not self.fallback_url:
            return ()
        more = {**target.params, "ErrorCode": str(code), "ErrorUrl": target.url}
        try:
            return await self._ask(call, Target(url=self.fallback_url, params=more), params)
        except (RequestFailed, BadDocument) as failure:
            self.journal.note("error", call=call.sid, code=code, words=f"fallback: {failure}")
            return ()

    async def _ask(self, call: Call, target: Target, params: dict[str, str]) -> tuple[Verb, ...]:
        call.document_url = target.url
        answer = await self.http.post(target.url, params | target.params, method=target.method)
        if "xml" not in answer.content_type and answer.content_type != "text/html":
            raise RequestFailed(_BAD_CONTENT_TYPE, f"content type {answer.content_type}")
        return self._read(answer.body)

    def _read(self, body: bytes) -> tuple[Verb, ...]:
        self.journal.note("twiml", document=body.decode("utf-8", "replace"))
        verbs = parse(body)
        for warning in warnings(verbs):
            self.journal.note("warning", code=_UNKNOWN_NAME, words=warning)
        return verbs
