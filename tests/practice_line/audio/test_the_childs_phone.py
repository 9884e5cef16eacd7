"""The child's phone: a page, and a socket with JSON words and 20 ms pieces of sound."""

import asyncio
import re
from pathlib import Path

import aiohttp
import numpy as np
import pytest

from helpline.practice_line.audio.frames import Sound
from helpline.practice_line.audio.phone_session import WITHHELD
from tests.practice_line.audio.phones import Phone, with_a_phone
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


def test_a_child_dials_hears_the_greeting_presses_a_key_and_talks() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
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


def test_the_number_is_a_marked_sample() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
        await until(lambda: bool(line.account.asked))

        assert phone.told[0]["sample"] is True
        assert re.fullmatch(r"\+77000000\d{3}", line.account.asked[0]["From"])

    with_a_phone(play)


def test_a_number_is_withheld_in_each_form_that_carriers_use() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        for form in WITHHELD:
            await phone.tell(type="dial", withheld=form)
            await until(lambda: phone.last().get("state") == "in-progress")
            await phone.tell(type="hang_up")
            await until(lambda: phone.last()["state"] == "idle")

        assert [asked["From"] for asked in line.account.asked] == list(WITHHELD)

    with_a_phone(play)


@pytest.mark.parametrize("form", ["+77010000001", 7, True])
def test_somebody_elses_number_cannot_be_shown(form: object) -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=form)

        await until(lambda: phone.last() == {"type": "refused"})
        assert not line.account.asked

    with_a_phone(play)


def test_a_training_ticket_of_the_page_goes_with_every_request_about_its_calls() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
        await until(lambda: bool(line.account.asked))
        await phone.tell(type="key", digit="1")
        await until(lambda: len(line.account.asked) == 2)

        told = [asked["SipHeader_X-Training"] for asked in line.account.asked]
        assert told == ["a-ticket", "a-ticket"]

    with_a_phone(play, "?training=a-ticket")


def test_what_is_no_ticket_is_refused_in_words() -> None:
    async def scene() -> tuple[int, str]:
        async with (
            a_sounding_line() as line,
            aiohttp.ClientSession() as http,
            http.get(f"{line.line}/phone", params={"training": "a ticket\r\nX: y"}) as answer,
        ):
            return answer.status, await answer.text()

    status, words = asyncio.run(scene())

    assert status == 400
    assert "training must be a ticket" in words


def test_a_phone_whose_socket_is_lost_has_hung_up() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
        await until(lambda: bool(line.account.asked))
        call = line.account.asked[0]["CallSid"]

        await phone.socket.close()

        await until(lambda: line.carrier.describe(call)["state"] == "completed")

    with_a_phone(play)


def test_when_the_line_hangs_up_the_phone_may_dial_again() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
        await until(lambda: phone.last().get("state") == "in-progress")
        line.carrier.hang_up(line.account.asked[0]["CallSid"])
        await until(lambda: phone.last().get("state") == "idle")

        await phone.tell(type="dial", withheld=None)

        await until(lambda: len(line.account.asked) == 2)

    with_a_phone(play)


def test_nonsense_is_refused_and_the_call_goes_on() -> None:
    async def play(line: Scene, phone: Phone) -> None:
        await phone.tell(type="dial", withheld=None)
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
