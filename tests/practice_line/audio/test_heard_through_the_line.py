"""Who hears whom through the real path: documents, the API, and a socket for every leg."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from tests.practice_line.audio.monitored import (
    Api,
    Call,
    OnThePhone,
    a_monitored_call_is_directed,
    enters,
    hear,
    room,
    sounds,
)
from tests.practice_line.audio.phones import Phone, a_phone
from tests.practice_line.audio.stage import Scene, a_sounding_line
from tests.practice_line.audio.tones import (
    CHILD,
    COUNSELLOR,
    SUPERVISOR,
)

VOICES = {"child": CHILD, "counsellor": COUNSELLOR, "supervisor": SUPERVISOR}


@asynccontextmanager
async def three_phones() -> AsyncIterator[tuple[Scene, dict[str, Phone]]]:
    """Each says its own tone, whether in a call or not."""
    async with AsyncExitStack() as stack:
        line = await stack.enter_async_context(a_sounding_line())
        phones = {name: await stack.enter_async_context(a_phone(line)) for name in VOICES}
        for name, hz in VOICES.items():
            phones[name].says_for_ever(hz)
        sounds(line)
        yield line, phones


def on_three_phones(play: Callable[[Scene, dict[str, Phone]], Awaitable[None]]) -> None:
    async def scene() -> None:
        async with three_phones() as (line, phones):
            await play(line, phones)

    asyncio.run(scene())


def test_a_call_is_listened_to_whispered_into_barged_held_muted_and_announced_to() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        documents = {
            "child": room(waitUrl="/wait"),
            "counsellor": room(),
            "supervisor": room(muted="true"),
        }
        sids = {
            name: await enters(line, phones[name], document) for name, document in documents.items()
        }
        ears = {name: OnThePhone(phone) for name, phone in phones.items()}

        await a_monitored_call_is_directed(Call(line, Api(line), **ears, sids=sids))

    on_three_phones(play)


def test_who_waits_hears_the_music_round_and_round_until_the_room_starts() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        child, counsellor = OnThePhone(phones["child"]), OnThePhone(phones["counsellor"])
        await enters(line, phones["child"], room(waitUrl="/wait"))
        await hear(child=(child, {"music"}))
        await asyncio.sleep(
            2.2
        )  # the recording lasts one second: by now it has been asked for anew
        await hear(child=(child, {"music"}))
        assert sum(path == "/wait" for path in line.account.paths) > 1

        await enters(line, phones["counsellor"], room())

        await hear(child=(child, {"counsellor"}), counsellor=(counsellor, {"child"}))

    on_three_phones(play)


def test_two_who_may_not_start_the_room_hear_their_music_and_not_each_other() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        listens_only = room(startConferenceOnEnter="false", waitUrl="/wait")
        child, supervisor = OnThePhone(phones["child"]), OnThePhone(phones["supervisor"])
        await enters(line, phones["child"], listens_only)
        await enters(line, phones["supervisor"], listens_only)
        await hear(child=(child, {"music"}), supervisor=(supervisor, {"music"}))

        await enters(line, phones["counsellor"], room())

        await hear(
            child=(child, {"supervisor", "counsellor"}),
            supervisor=(supervisor, {"child", "counsellor"}),
        )

    on_three_phones(play)


def test_a_document_coaches_from_the_first_word_on() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        await enters(line, phones["child"], room())
        counsellor = await enters(line, phones["counsellor"], room())
        await enters(line, phones["supervisor"], room(coach=counsellor))

        await hear(
            child=(OnThePhone(phones["child"]), {"counsellor"}),
            counsellor=(OnThePhone(phones["counsellor"]), {"child", "supervisor"}),
        )

    on_three_phones(play)


def test_a_held_child_hears_a_document_once_and_then_silence() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        sid = await enters(line, phones["child"], room())
        await enters(line, phones["counsellor"], room())
        child = OnThePhone(phones["child"])
        await hear(child=(child, {"counsellor"}))

        await Api(line).participant(
            sid, hold=True, hold_url=f"{line.pages}/news", hold_method="POST"
        )

        await hear(child=(child, {"news"}))
        await hear(child=(child, set()))

    on_three_phones(play)


def test_a_child_led_out_of_the_room_is_heard_there_no_more() -> None:
    async def play(line: Scene, phones: dict[str, Phone]) -> None:
        sid = await enters(line, phones["child"], room())
        await enters(line, phones["counsellor"], room())
        child, counsellor = OnThePhone(phones["child"]), OnThePhone(phones["counsellor"])
        await hear(child=(child, {"counsellor"}), counsellor=(counsellor, {"child"}))

        await Api(line).moves(sid, f"{line.pages}/wait")

        await hear(child=(child, {"music"}), counsellor=(counsellor, set()))

    on_three_phones(play)
