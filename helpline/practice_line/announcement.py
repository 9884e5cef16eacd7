"""Something played to people in a conference while they talk."""

import asyncio

from helpline.practice_line.call import Call, Target
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.host import Host
from helpline.practice_line.interpreter import Interpreter
from helpline.practice_line.waiting_music import NO_DOCUMENT, WaitingMusic


def announce(
    host: Host, room: Conference, to: list[Participant], url: str, method: str
) -> "asyncio.Task[None]":
    """How it went is told like the room's other events."""
    return host.spawn(_announce(host, room, to, url, method))


def hold(host: Host, room: Conference, who: Participant, url: str, method: str) -> None:
    """A recording goes round and round; a document is run once and leaves silence."""
    room.hold(who, held=True)
    if url:
        host.spawn(_hold(host, room, who, Target(url=url, method=method)))


async def _announce(
    host: Host, room: Conference, to: list[Participant], url: str, method: str
) -> None:
    went_well = await asyncio.gather(*(_played(host, each.call, url, method) for each in to))
    event = f"announcement-{'end' if all(went_well) else 'fail'}"
    more = {"AnnounceUrl": url}
    if not all(went_well):
        more["ReasonAnnouncementFailed"] = "the announcement could not be played"
    # Of an announcement to one person it is told who that is, if she is still there.
    still_there = [each for each in to if each.call.sid in room.participants]
    alone = still_there[0] if len(to) == 1 and still_there else None
    room.tell(room, event, alone, more)


async def _played(host: Host, call: Call, url: str, method: str) -> bool:
    try:
        return await WaitingMusic(host, Interpreter(host).run).play(call, url, method)
    except NO_DOCUMENT:
        return False


async def _hold(host: Host, room: Conference, who: Participant, target: Target) -> None:
    music = WaitingMusic(host, Interpreter(host).run)
    playing = asyncio.create_task(music.sound_or_play(who.call, target))
    back = asyncio.create_task(who.taken_back.wait())
    try:
        await asyncio.wait({playing, back}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done() and who.hold and (sound := _sound_of(playing)) is not None:
            room.play_while_held(who, sound)
    finally:
        playing.cancel()
        back.cancel()


def _sound_of(playing: "asyncio.Task[bytes | None]") -> bytes | None:
    """Where there is no document silence is what is left."""
    try:
        return playing.result()
    except NO_DOCUMENT:
        return None
