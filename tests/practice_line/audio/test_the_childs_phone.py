"""The child's phone: a page, and a socket with JSON words and 20 ms pieces of sound."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import pytest

from helpline.practice_line.audio.frames import Sound, from_bytes, to_bytes
from tests.practice_line.audio.stage import Scene, a_sounding_line, until
from tests.practice_line.audio.tones import (
    CHILD,
    COUNSELLOR,
    HEARD_DB,
    MUSIC,
    frames_of,
    level_db,
    tone,
)

STATIC = Path("helpline/practice_line/audio/static")


class Phone:
    """What the page does, without the page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[dict[str, Any]] = []
        self.heard: list[Sound] = []

    async def listen(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.heard.append(from_bytes(message.data))
            else:
                self.told.append(json.loads(message.data))

    async def tell(self, **words: Any) -> None:
        await self.socket.send_str(json.dumps(words))

    async def speak(self, hz: int, seconds: float) -> None:
        for frame in frames_of(tone(hz, seconds)):
            await self.socket.send_bytes(to_bytes(frame))
            await asyncio.sleep(0.02)

    def last(self) -> dict[str, Any]:
        return self.told[-1] if self.told else {}

    def level(self, hz: int) -> float:
        return level_db(np.concatenate(self.heard[-20:]), hz)


def with_a_phone(play: Callable[[Scene, Phone], Awaitable[None]]) -> None:
    async def scene() -> None:
        async with (
            a_sounding_line() as line,
            aiohttp.ClientSession() as http,
            http.ws_connect(f"{line.line}/phone/ws") as socket,
        ):
            phone = Phone(socket)
            listening = asyncio.create_task(phone.listen())
            try:
                await play(line, phone)
            finally:
                await socket.close()
                await listening

    asyncio.run(scene())


def test_a_child_dials_hears_the_greeting_presses_a_key_and_talks() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=False)
        await until(lambda: phone.last().get("hears") == "recording" and len(phone.heard) > 40)
        assert phone.level(MUSIC) > HEARD_DB

        await phone.tell(type="key", digit="2")
        await until(lambda: line.account.asked[-1].get("Digits") == "2")
        await until(lambda: phone.last().get("hears") == "nothing")

        heard: list[Sound] = []
        counsellor = line.carrier.client_calls_out("person-1", {})
        line.media.attach(counsellor, on_frame=heard.append, on_end=lambda: None)
        await until(lambda: phone.last().get("hears") == "person")
        await phone.speak(CHILD, 0.8)
        assert level_db(np.concatenate(heard[-20:]), CHILD) > HEARD_DB

        for frame in frames_of(tone(COUNSELLOR, 0.8)):
            line.media.say(counsellor, frame)
            await asyncio.sleep(0.02)
        assert phone.level(COUNSELLOR) > HEARD_DB

        await phone.tell(type="hang_up")
        await until(lambda: phone.last().get("state") == "idle")

    with_a_phone(play)


@pytest.mark.parametrize(("withheld", "shown"), [(False, r"\+77000000\d{3}"), (True, "anonymous")])
def test_the_number_is_a_marked_sample_or_withheld(withheld: bool, shown: str) -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=withheld)
        await until(lambda: bool(line.account.asked))

        assert phone.told[0]["sample"] is True
        assert re.fullmatch(shown, line.account.asked[0]["From"])

    with_a_phone(play)


def test_a_phone_whose_socket_is_lost_has_hung_up() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial")
        await until(lambda: bool(line.account.asked))
        call = line.account.asked[0]["CallSid"]

        await phone.socket.close()

        await until(lambda: line.carrier.describe(call)["state"] == "completed")

    with_a_phone(play)


def test_when_the_line_hangs_up_the_phone_may_dial_again() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial")
        await until(lambda: phone.last().get("state") == "in-progress")
        line.carrier.hang_up(line.account.asked[0]["CallSid"])
        await until(lambda: phone.last().get("state") == "idle")

        await phone.tell(type="dial")

        await until(lambda: len(line.account.asked) == 2)

    with_a_phone(play)


def test_nonsense_is_refused_and_the_call_goes_on() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial")
        await until(lambda: phone.last().get("state") == "in-progress")

        for nonsense in ("{", "[]", '{"type": "key", "digit": "A"}', '{"type": "dial"}'):
            await phone.socket.send_str(nonsense)
        await phone.socket.send_bytes(b"too short")
        await until(lambda: sum(told["type"] == "refused" for told in phone.told) == 4)

        assert line.carrier.describe(line.account.asked[0]["CallSid"])["state"] == "in-progress"
        assert len(line.account.asked) == 1

    with_a_phone(play)


def test_a_page_of_somebody_else_cannot_dial() -> None:
    async def scene() -> int:
        async with a_sounding_line() as line, aiohttp.ClientSession() as http:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                await http.ws_connect(f"{line.line}/phone/ws", origin="https://elsewhere.example")
            return refusal.value.status

    assert asyncio.run(scene()) == 403


def test_the_page_and_all_it_names_are_served_without_inline_code() -> None:
    files = [file.name for file in STATIC.iterdir() if file.suffix != ".html"]

    async def scene() -> tuple[str, str, list[int]]:
        async with a_sounding_line() as line, aiohttp.ClientSession() as http:
            async with http.get(f"{line.line}/phone") as answer:
                page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
            statuses = []
            for name in files:
                async with http.get(f"{line.line}/phone/static/{name}") as answer:
                    statuses.append(answer.status)
            return page, policy, statuses

    page, policy, statuses = asyncio.run(scene())

    assert "unsafe" not in policy
    assert "style=" not in page
    assert "onclick" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert statuses == [200] * len(files)


def test_the_phones_words_stand_in_all_three_languages() -> None:
    words = (STATIC / "words.js").read_text()
    blocks = {
        language: words.split(f"\n  {language}: {{")[1].split("\n  },")[0]
        for language in ("kk", "ru", "en")
    }

    keys = {
        language: re.findall(r"(?:^|[{,])\s*\"?([A-Za-z-]+)\"?:", block, re.MULTILINE)
        for language, block in blocks.items()
    }

    assert keys["kk"] == keys["ru"] == keys["en"]
    assert len(keys["en"]) > 20
