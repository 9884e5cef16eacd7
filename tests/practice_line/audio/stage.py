"""A sounding practice line and an account holder who answers it, in one event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.callers.voice import Voice
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.serve import serve
from tests.practice_line.audio.tones import MUSIC, tone, wav_of

ACCOUNT, KEY, APPLICATION = "AC" + "0" * 32, "SK" + "0" * 32, "AP" + "0" * 32
TOKEN = "a sample token"
SECRET = "a-sample-secret-of-thirty-two-letters"
_GREETING = """<Response><Gather numDigits="1" timeout="30" action="/chosen">
<Play loop="0">/greeting.wav</Play></Gather></Response>"""
_ROOM = "<Response><Dial><Conference>room</Conference></Dial></Response>"


@dataclass
class AccountHolder:
    """Greets a child until a key is pressed; then, like a counsellor, she goes into the room.

    `documents` are what each address answers: one after the other, the last again and again.
    """

    recordings: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, list[str]] = field(
        default_factory=lambda: {"/voice": [_GREETING], "/chosen": [_ROOM], "/client": [_ROOM]}
    )
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    runner: web.AppRunner | None = None

    async def start(self, add_pages: Callable[[web.Application], None]) -> str:
        app = web.Application()
        app.router.add_get("/greeting.wav", _greeting)
        add_pages(app)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}"

    def says(self, path: str, *verbs: str) -> None:
        self.documents[path] = [f"<Response>{each}</Response>" for each in verbs]

    async def _answer(self, request: web.Request) -> web.Response:
        if (recording := self.recordings.get(request.path)) is not None:
            return web.Response(body=recording, content_type="audio/wav")
        if request.method == "GET" and request.path not in self.documents:
            raise web.HTTPNotFound
        self.paths.append(request.path)
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        documents = self.documents.get(request.path, ["<Response/>"])
        document = documents.pop(0) if len(documents) > 1 else documents[0]
        return web.Response(text=document, content_type="text/xml")


@dataclass(frozen=True)
class Scene:
    account: AccountHolder
    carrier: Carrier
    media: AudioMedia
    pages: str  # the account holder's own address
    line: str  # the practice line's address


@asynccontextmanager
async def a_sounding_line(
    add_pages: Callable[[web.Application], None] = lambda _: None,
    allowed_origins: tuple[str, ...] = (),
    voice: Voice | None = None,
) -> AsyncIterator[Scene]:
    account, media = AccountHolder(), AudioMedia()
    pages = await account.start(add_pages)
    config = CarrierConfig(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_key_sid=KEY,
        api_key_secret=SECRET,
        application_sid=APPLICATION,
        voice_url=f"{pages}/voice",
        application_voice_url=f"{pages}/client",
        allowed_origins=allowed_origins,
    )
    running = await serve(config, host="127.0.0.1", port=0, media=media, voice=voice)
    try:
        line = f"http://127.0.0.1:{running.port}"
        yield Scene(account, running.carrier, media, pages, line)
    finally:
        await running.close()
        assert account.runner is not None
        await account.runner.cleanup()


async def until(true: Callable[[], bool], within_s: float = 5.0) -> None:
    async with asyncio.timeout(within_s):
        while not true():  # noqa: ASYNC110 -- the line has no event for every state a test looks at
            await asyncio.sleep(0.02)


def a_grant(*, incoming: bool = True, application: str | None = APPLICATION) -> VoiceGrant:
    return VoiceGrant(outgoing_application_sid=application, incoming_allow=incoming)


_ALL = a_grant()


def a_token(
    identity: str | None = "person-1",
    *,
    grant: VoiceGrant | None = _ALL,
    secret: str = SECRET,
    key: str = KEY,
    account: str = ACCOUNT,
    ttl: int = 600,
) -> str:
    """As the account holder makes it, with the carrier's own library."""
    token = AccessToken(account, key, secret, identity=identity, ttl=ttl)
    if grant is not None:
        token.add_grant(grant)
    return str(token.to_jwt())


async def _greeting(_: web.Request) -> web.Response:
    return web.Response(body=wav_of(tone(MUSIC, 1.0, 8000), 8000), content_type="audio/wav")
