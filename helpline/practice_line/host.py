"""What a call's conversation may ask of the carrier that holds it."""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from helpline.practice_line.call import Call, Target, Work
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.clock import Now
from helpline.practice_line.conference import Conference
from helpline.practice_line.document import Verb
from helpline.practice_line.journal import Journal
from helpline.practice_line.media import Media
from helpline.practice_line.recordings import Recordings
from helpline.practice_line.telephones import Telephone


class Host(Protocol):
    config: CarrierConfig
    media: Media
    journal: Journal
    telephones: dict[str, Telephone]
    recordings: Recordings

    @property
    def now(self) -> Now: ...

    def new_sid(self, prefix: str) -> str: ...
    async def sound(self, url: str) -> bytes | None:
        """A recording, fetched once; None when there is none."""

    async def document(
        self, call: Call, target: Target, *, fallback: bool = True
    ) -> tuple[Verb, ...]:
        """The verbs of the next document, or those of the fallback; without it, it raises."""

    def conference(self, name: str) -> Conference:
        """The one of that name that is going on, or a new one."""

    def begin(self, call: Call, first: Work) -> str:
        """A new leg, which does this first. Its SID."""

    def hang_up(self, sid: str) -> None: ...
    def changed(self, call: Call) -> None: ...
    def progress(self, call: Call, event: str) -> None:
        """Tell of it where that was asked for."""

    def tell(self, url: str, params: Mapping[str, str], method: str = "POST") -> None: ...
    def spawn(self, work: Any) -> "asyncio.Task[Any]": ...
    async def rest(self, seconds: float) -> None:
        """Let as much of the line's time pass."""
