"""Recordings, each fetched once."""

from dataclasses import dataclass, field

from helpline.practice_line.journal import Journal
from helpline.practice_line.outbound import Outbound
from helpline.practice_line.transport import RequestFailed


@dataclass(slots=True, kw_only=True)
class Sounds:
    http: Outbound
    journal: Journal
    _kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, url: str, sound: bytes) -> None:
        self._kept[url] = sound

    async def fetch(self, url: str) -> bytes | None:
        """None, and a note for the debugger, where there is none."""
        if url not in self._kept:
            try:
                answer = await self.http.ask(url, {}, method="GET", purpose="sound")
            except RequestFailed as failure:
                self.journal.note("error", url=url, code=failure.code, words="no sound")
                return None
            self._kept[url] = answer.body
        return self._kept[url]
