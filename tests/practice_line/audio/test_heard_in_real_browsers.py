"""A child at the WebSocket phone, a counsellor and a supervisor at the voice SDK in Chromium."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from tests.practice_line.audio.browsers import a_softphone, add_softphone, chromium_saying, seen
from tests.practice_line.audio.monitored import (
    Api,
    Call,
    InTheBrowser,
    OnThePhone,
    a_monitored_call_is_directed,
    enters,
    hear,
    room,
    sounds,
    until_in_the_room,
)
from tests.practice_line.audio.phones import a_phone
from tests.practice_line.audio.stage import Scene, a_sounding_line, a_token
from tests.practice_line.audio.tones import CHILD, COUNSELLOR, SUPERVISOR


async def calls_in(
    stack: AsyncExitStack, line: Scene, folder: Path, hz: int, document: str
) -> tuple[str, InTheBrowser]:
    """A browser of its own, whose microphone is a tone, has called its way into the room."""
    browser = await stack.enter_async_context(chromium_saying(hz, folder))
    page = await a_softphone(browser, line, token=a_token(f"person-{hz}"))
    await seen(page, "registered")
    line.account.says("/client", document)
    before = set(line.carrier.calls)
    await page.evaluate("dial({})")
    await seen(page, "accept")
    (sid,) = set(line.carrier.calls) - before
    return await until_in_the_room(line, sid), InTheBrowser(page)


def test_a_counsellor_and_a_supervisor_at_their_browsers_direct_a_childs_call(
    tmp_path: Path,
) -> None:
    async def scene() -> None:
        async with AsyncExitStack() as stack:
            line = await stack.enter_async_context(a_sounding_line(add_softphone))
            sounds(line)
            phone = await stack.enter_async_context(a_phone(line))
            phone.says_for_ever(CHILD)
            child = OnThePhone(phone)
            sids = {"child": await enters(line, phone, room(waitUrl="/wait"))}
            await hear(child=(child, {"music"}))

            sids["counsellor"], counsellor = await calls_in(
                stack, line, tmp_path, COUNSELLOR, room()
            )
            sids["supervisor"], supervisor = await calls_in(
                stack, line, tmp_path, SUPERVISOR, room(muted="true")
            )

            await a_monitored_call_is_directed(
                Call(line, Api(line), child, counsellor, supervisor, sids)
            )

    asyncio.run(scene())
