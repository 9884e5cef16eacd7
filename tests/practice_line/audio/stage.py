"""A sounding practice line and an account holder who answers it, in one event loop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.serve import serve
from tests.practice_line.audio.tones import MUSIC, tone, wav_of

ACCOUNT, KEY, APPLICATION = "AC" + "0" * 32, "SK" + "0" * 32, "AP" + "0" * 32
SECRET = "a-sample-secret-of-thirty-two-letters"
_GREETING = """<Response><Gather numDigits="1" timeout="30" action="/chosen">
<Play loop="0">/greeting.wav</Play></Gather></Response>"""
_ROOM = "<Response><Dial><Conference>room</Conference></Dial></Response>"


@dataclass
class AccountHolder:
    """Greets a child until a key is pressed; then, like a counsellor, she goes into the room."""

    asked: list[dict[str, str]] = field(default_factory=list)
    runner: web.AppRunner | None = None

    async def start(self, add_pages: Callable[[web.Application], None]) -> str:
        app = web.Application()
        app.router.add_post("/voice", self._answering(_GREETING))
        app.router.add_post("/chosen", self._answering(_ROOM))
        app.router.add_post("/client", self._answering(_ROOM))
        app.router.add_get("/greeting.wav", _greeting)
        add_pages(app)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}"

    def _answering(self, document: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            self.asked.append({name: str(value) for name, value in (await request.post()).items()})
            return web.Response(text=document, content_type="text/xml")

        return answer


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
) -> AsyncIterator[Scene]:
    account, media = AccountHolder(), AudioMedia()
    pages = await account.start(add_pages)
    config = CarrierConfig(
        account_sid=ACCOUNT,
        auth_token="a sample token",
        api_key_sid=KEY,
        api_key_secret=SECRET,
        application_sid=APPLICATION,
        voice_url=f"{pages}/voice",
        application_voice_url=f"{pages}/client",
        allowed_origins=allowed_origins,
    )
    running = await serve(config, host="127.0.0.1", port=0, media=media)
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


def a_token(
    identity: str = "person-1",
    *,
    secret: str = SECRET,
    key: str = KEY,
    account: str = ACCOUNT,
    ttl: int = 600,
    application: str | None = APPLICATION,
) -> str:
    """As the account holder makes it, with the carrier's own library."""
    token = AccessToken(account, key, secret, identity=identity, ttl=ttl)
    token.add_grant(VoiceGrant(outgoing_application_sid=application, incoming_allow=True))
    return str(token.to_jwt())


async def _greeting(_: web.Request) -> web.Response:
    return web.Response(body=wav_of(tone(MUSIC, 1.0, 8000), 8000), content_type="audio/wav")
