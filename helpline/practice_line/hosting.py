"""The carrier's own hosting: what the account holder has laid down there answers when she does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from helpline.practice_line.limits import Limits
from helpline.practice_line.transport import Answer, Request, Transport

ADDRESS = "https://hosted.example/"  # stands in for the carrier's own address
_TYPES = {"xml": "text/xml", "wav": "audio/wav"}


@dataclass(frozen=True, slots=True)
class Hosting:
    """`hosted` by file name; everything else is asked for outside."""

    outside: Transport
    hosted: Mapping[str, bytes]

    async def send(self, request: Request, limits: Limits) -> Answer:
        if not request.url.startswith(ADDRESS):
            return await self.outside.send(request, limits)
        name = request.url.removeprefix(ADDRESS).partition("?")[0]
        if name not in self.hosted:
            return Answer(status=HTTPStatus.NOT_FOUND)
        kind = _TYPES.get(name.rpartition(".")[2], "")
        return Answer(content_type=kind, body=self.hosted[name])

    async def close(self) -> None:
        await self.outside.close()
