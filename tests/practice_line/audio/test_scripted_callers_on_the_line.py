"""Scripted callers through the line itself: listed, let in, heard by a counsellor, refused in words."""

import asyncio
from typing import Any

import aiohttp
import pytest

from helpline.practice_line.callers.voice import NoVoice, Voice
from tests.practice_line.audio.monitored import room
from tests.practice_line.audio.phones import a_phone
from tests.practice_line.audio.stage import Scene, a_sounding_line, until
from tests.practice_line.audio.tones import (
    COUNSELLOR,
    HEARD_DB,
    SUPERVISOR,
    UNHEARD_DB,
    tone,
    wav_of,
)

MENU = '<Gather numDigits="1" timeout="30" action="/chosen"><Play loop="0">/greeting.wav</Play></Gather>'


async def ask(line: Scene, method: str, path: str, said: Any = None) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as http,
        http.request(method, f"{line.line}{path}", json=said) as answer,
    ):
        return answer.status, await answer.json()


def tone_for(words: str, language: str) -> bytes:
    return wav_of(tone(SUPERVISOR, 0.5, 8000), 8000)


def test_a_caller_presses_its_key_tells_its_story_in_turn_and_hangs_up() -> None:
    async def scene() -> list[bool]:
        async with a_sounding_line(voice=tone_for) as line, a_phone(line) as counsellor:
            line.account.says("/voice", MENU, room())
            line.account.says("/chosen", room())
            said = {"script": "worried_friend", "language": "ru", "training": "a-ticket"}
            status, answer = await ask(line, "POST", "/practice/callers", said)
            assert status == 201
            sid = answer["call_sid"]
            await until(lambda: any(each.get("Digits") == "2" for each in line.account.asked))
            assert line.account.asked[0]["SipHeader_X-Training"] == "a-ticket"
            await counsellor.tell(type="dial", withheld="anonymous")
            await until(lambda: not line.carrier.describe(sid)["alone"])

            heard = []
            for _ in range(4):
                await counsellor.speak(COUNSELLOR, 1.0)
                heard.append(counsellor.level(SUPERVISOR) < UNHEARD_DB)
                await until(lambda: counsellor.level(SUPERVISOR) > HEARD_DB)
                await until(lambda: counsellor.level(SUPERVISOR) < UNHEARD_DB)
            await until(lambda: line.carrier.describe(sid)["state"] == "completed", within_s=8)
            return heard

    assert asyncio.run(scene()) == [True, True, True, True]


def test_the_scripts_are_listed_with_their_titles_in_each_language() -> None:
    async def scene() -> tuple[int, Any]:
        async with a_sounding_line() as line:
            return await ask(line, "GET", "/practice/scripts")

    status, answer = asyncio.run(scene())

    assert status == 200
    assert [each["name"] for each in answer["scripts"]] == [
        "quiet_child",
        "silent_call",
        "worried_friend",
    ]
    assert all(set(each["title"]) == {"kk", "ru", "en"} for each in answer["scripts"])


def speechless(words: str, language: str) -> bytes:
    raise NoVoice("run `make setup`")


GOOD = {"script": "quiet_child", "language": "kk"}


@pytest.mark.parametrize(
    ("said", "voice", "status", "words"),
    [
        (
            {**GOOD, "script": "nobody"},
            tone_for,
            400,
            "script must be one of quiet_child, silent_c",
        ),
        ({"language": "kk"}, tone_for, 400, "script must be one of"),
        ({**GOOD, "language": "de"}, tone_for, 400, "language must be one of kk, ru, en"),
        ({**GOOD, "language": ["kk"]}, tone_for, 400, "language must be one of kk, ru, en"),
        ({**GOOD, "training": "a b"}, tone_for, 400, "training must be a ticket"),
        ({**GOOD, "training": 7}, tone_for, 400, "training must be a ticket"),
        ([], tone_for, 400, "a JSON object is expected"),
        (GOOD, None, 503, "This practice line has no voices."),
        (GOOD, speechless, 503, "run `make setup`"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    said: Any, voice: Voice | None, status: int, words: str
) -> None:
    async def scene() -> tuple[int, Any, int]:
        async with a_sounding_line(voice=voice) as line:
            answered, answer = await ask(line, "POST", "/practice/callers", said)
            return answered, answer, len(line.carrier.calls)

    answered, answer, calls = asyncio.run(scene())

    assert (answered, calls) == (status, 0)
    assert words in answer["error"]


def test_a_caller_who_is_turned_away_leaves_nothing_behind() -> None:
    async def scene() -> tuple[str, int]:
        async with a_sounding_line(voice=tone_for) as line:
            line.carrier.faults.set({"most_calls": 1})
            first = line.carrier.place_call("anonymous")
            _, answer = await ask(line, "POST", "/practice/callers", GOOD)
            state = line.carrier.describe(answer["call_sid"])["state"]
            line.carrier.hang_up(first)
            await until(lambda: not line.media.mix.legs)
            return state, len(line.media.mix.legs)

    assert asyncio.run(scene()) == ("failed", 0)
