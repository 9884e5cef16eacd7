"""What the sound of calls costs the practice line, measured from a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.figure import figure
from tests.bench.talkers import InTheBrowser, OnThePhone, Talker
from tests.lives.processes import free_port
from tests.practice_line.audio.stage import AccountHolder

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 10.0
_SETTLES_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """`cpu` in per cent of one core; `late` of `beats`; the fewest frames a second any leg received."""

    cpu: float
    late: int
    beats: int
    fewest: float


def figures() -> Iterator[Mapping[str, Any]]:
    phones = asyncio.run(_measure(calls=16, in_browsers=False))
    yield from _rows("16 calls on WebSocket phones", phones, "< 40")
    for calls in (1, 4):
        browsers = asyncio.run(_measure(calls=calls, in_browsers=True))
        yield from _rows(f"{calls} calls, phone to WebRTC", browsers, "< 100")


def _rows(name: str, cost: Cost, goal: str) -> Iterator[Mapping[str, Any]]:
    detail = f"{_SECONDS:.0f} s; user and system time of the practice line's process"
    yield figure(f"{name}: CPU", cost.cpu, "% of one core", goal=goal, detail=detail)
    detail = f"of {cost.beats} beats, 20 ms or more after their time"
    yield figure(f"{name}: late frames", cost.late, "beats", goal="0", detail=detail)
    detail = "the leg that received fewest; 50 are due"
    yield figure(f"{name}: frames heard", cost.fewest, "1/s", goal="> 49", detail=detail)


async def _measure(*, calls: int, in_browsers: bool) -> Cost:
    account = AccountHolder()
    address = await account.start(lambda _: None)
    children = [_room(number) for number in range(calls)]
    account.says(
        "/voice", *(children if in_browsers else [each for each in children for _ in "ab"])
    )
    account.says("/client", *children)
    try:
        async with _line(address) as (line, pid), AsyncExitStack() as stack:
            http = await stack.enter_async_context(aiohttp.ClientSession())
            talkers: list[Talker] = []
            for _ in range(calls):  # one after the other, so that two and two meet
                talkers.append(await OnThePhone.calls(stack, http, line))
                other = InTheBrowser if in_browsers else OnThePhone
                talkers.append(await other.calls(stack, http, line))
            await asyncio.sleep(_SETTLES_S)
            return await _watch(http, line, pid, talkers)
    finally:
        assert account.runner is not None
        await account.runner.cleanup()


def _room(number: int) -> str:
    return f"<Dial><Conference>room-{number}</Conference></Dial>"


async def _watch(http: aiohttp.ClientSession, line: str, pid: int, talkers: list[Talker]) -> Cost:
    before, spent = await _beats(http, line), _cpu_s(pid)
    heard = [each.heard for each in talkers]
    await asyncio.sleep(_SECONDS)
    after = await _beats(http, line)
    frames = [each.heard - was for each, was in zip(talkers, heard, strict=True)]
    return Cost(
        cpu=100 * (_cpu_s(pid) - spent) / _SECONDS,
        late=after["late"] - before["late"],
        beats=after["beaten"] - before["beaten"],
        fewest=min(frames) / _SECONDS,
    )


async def _beats(http: aiohttp.ClientSession, line: str) -> dict[str, int]:
    async with http.get(f"{line}/practice/sound") as answer:
        told: dict[str, int] = await answer.json()
    return told


def _cpu_s(pid: int) -> float:
    """User and system time of all its threads; the name before it may hold blanks."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def _line(account: str) -> AsyncIterator[tuple[str, int]]:
    port = free_port()
    command = (sys.executable, "-m", "tests.bench.practice_line", account, str(port))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=_ROOT, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        await asyncio.wait_for(process.stderr.readline(), 30)  # it says that it is up
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        await process.communicate()
