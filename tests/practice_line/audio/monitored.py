"""A call that is waited for, talked, listened to and directed by the API, with a tone for every voice."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from playwright.async_api import Page
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tests.practice_line.audio.phones import Phone
from tests.practice_line.audio.stage import ACCOUNT, TOKEN, Scene, until
from tests.practice_line.audio.tones import CHILD, COUNSELLOR, MUSIC, SUPERVISOR, tone, wav_of

NEWS = 2000  # hertz of an announcement
TONES = {
    "child": CHILD,
    "counsellor": COUNSELLOR,
    "supervisor": SUPERVISOR,
    "music": MUSIC,
    "news": NEWS,
}


class Listener(Protocol):
    async def hears(self) -> set[str]:
        """The names of the tones that reach this leg at the moment."""


@dataclass(frozen=True)
class OnThePhone:
    """Speaks and listens through the child's phone's socket."""

    phone: Phone

    async def hears(self) -> set[str]:
        return _named({name: self.phone.level(hz) for name, hz in TONES.items()}, -50, -80)


@dataclass(frozen=True)
class InTheBrowser:
    """Speaks and listens through the voice SDK."""

    page: Page

    async def hears(self) -> set[str]:
        levels = await self.page.evaluate("wanted => window.tones?.(wanted)", list(TONES.values()))
        told = {name: levels[str(hz)] for name, hz in TONES.items()} if levels else {}
        return _named(told, -60, -75)


def _named(levels: dict[str, float], heard_db: float, unheard_db: float) -> set[str]:
    """Nothing may be neither heard nor unheard: that would be a whisper through the wall."""
    faint = {f"{name}, faint" for name, db in levels.items() if unheard_db < db <= heard_db}
    return faint | {name for name, db in levels.items() if db > heard_db}


def room(**attributes: str) -> str:
    """The way into the one room; nothing beeps."""
    said = {"beep": "false", "startConferenceOnEnter": "true", **attributes}
    listed = " ".join(f'{name}="{value}"' for name, value in said.items())
    return f"<Dial><Conference {listed}>call-1</Conference></Dial>"


@dataclass
class Api:
    """The carrier's own library, untouched but for the address, beside the loop of the line."""

    line: Scene

    async def participant(self, call: str, **said: Any) -> None:
        await self._ask(lambda room: room.participants(call).update(**said))

    async def announce(self, url: str) -> None:
        await self._ask(lambda room: room.update(announce_url=url))

    async def moves(self, call: str, url: str) -> None:
        """Its conversation goes on elsewhere."""
        await asyncio.to_thread(lambda: self._client().calls(call).update(url=url))

    async def _ask(self, ask: Callable[[Any], Any]) -> None:
        going_on = self.line.carrier.rooms.find("call-1")
        assert going_on is not None
        await asyncio.to_thread(lambda: ask(self._client().conferences(going_on.sid)))

    def _client(self) -> Client:
        http_client = TwilioHttpClient(timeout=5, pool_connections=False)
        client = Client(ACCOUNT, TOKEN, http_client=http_client)
        client.api.base_url = self.line.line
        return client


async def hear(**expected: tuple[Listener, set[str]]) -> None:
    """All at the same time hear just what they are expected to, within a few seconds."""
    heard: dict[str, set[str]] = {}
    try:
        async with asyncio.timeout(8):
            while heard != {name: tones for name, (_, tones) in expected.items()}:
                heard = {name: await ear.hears() for name, (ear, _) in expected.items()}
                await asyncio.sleep(0.05)
    except TimeoutError:
        wanted = {name: tones for name, (_, tones) in expected.items()}
        raise AssertionError(f"heard: {heard}, expected: {wanted}") from None


def sounds(line: Scene) -> None:
    """What the account holder can play to those who wait, are held or are spoken to."""
    line.account.recordings |= {
        "/hold.wav": wav_of(tone(MUSIC, 1.0, 8000), 8000),
        "/news.wav": wav_of(tone(NEWS, 1.5, 8000), 8000),
    }
    line.account.says("/news", "<Play>/news.wav</Play>")
    line.account.says("/wait", "<Play>/hold.wav</Play><Redirect>/wait</Redirect>")
    line.account.says("/after", "<Pause length='60'/>")


@dataclass
class Call:
    """The three who take part; `sids` by their names."""

    line: Scene
    api: Api
    child: Listener
    counsellor: Listener
    supervisor: Listener
    sids: dict[str, str]

    async def hear(self, child: set[str], counsellor: set[str], supervisor: set[str]) -> None:
        await hear(
            child=(self.child, child),
            counsellor=(self.counsellor, counsellor),
            supervisor=(self.supervisor, supervisor),
        )


async def until_in_the_room(line: Scene, sid: str) -> str:
    await until(lambda: line.carrier.describe(sid)["conference"] == "call-1")
    return sid


async def enters(line: Scene, phone: Phone, document: str) -> str:
    """Dials, is led into the room by its document; the SID of its leg."""
    before = set(line.carrier.calls)
    line.account.says("/voice", document)
    await phone.tell(type="dial", withheld="anonymous")
    await until(lambda: len(line.carrier.calls) > len(before))
    (sid,) = set(line.carrier.calls) - before
    return await until_in_the_room(line, sid)


async def a_monitored_call_is_directed(call: Call) -> None:
    """Listening, whispering, barging in, hold, mute and announcements, one after the other."""
    url = call.line.pages
    await call.hear({"counsellor"}, {"child"}, {"child", "counsellor"})

    whisper = {"coaching": True, "call_sid_to_coach": call.sids["counsellor"], "muted": False}
    await call.api.participant(call.sids["supervisor"], **whisper)
    await call.hear({"counsellor"}, {"child", "supervisor"}, {"child", "counsellor"})

    await call.api.participant(call.sids["supervisor"], coaching=False)
    await call.hear({"counsellor", "supervisor"}, {"child", "supervisor"}, {"child", "counsellor"})

    await call.api.participant(call.sids["supervisor"], muted=True)
    await call.api.participant(call.sids["counsellor"], muted=True)
    await call.hear(set(), {"child"}, {"child"})
    await call.api.participant(call.sids["counsellor"], muted=False)
    await call.hear({"counsellor"}, {"child"}, {"child", "counsellor"})

    await call.api.participant(call.sids["child"], hold=True, hold_url=f"{url}/hold.wav")
    await call.hear({"music"}, set(), {"counsellor"})
    await call.api.participant(call.sids["child"], hold=False)
    await call.hear({"counsellor"}, {"child"}, {"child", "counsellor"})

    await call.api.announce(f"{url}/news")
    await call.hear({"counsellor", "news"}, {"child", "news"}, {"child", "counsellor", "news"})
    await call.hear({"counsellor"}, {"child"}, {"child", "counsellor"})

    await call.api.participant(call.sids["counsellor"], announce_url=f"{url}/news")
    await call.hear({"counsellor"}, {"child", "news"}, {"child", "counsellor"})
