"""Something played to people in a conference while they talk."""

import asyncio

from helpline.practice_line.call import Target
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.host import Host
from helpline.practice_line.interpreter import Interpreter
from helpline.practice_line.waiting_music import WaitingMusic


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
    music = WaitingMusic(host, Interpreter(host).run)
    went_well = await asyncio.gather(*(music.play(each.call, url, method) for each in to))
    room.tell(room, f"announcement-{'end' if all(went_well) else 'fail'}", None, {})


async def _hold(host: Host, room: Conference, who: Participant, target: Target) -> None:
    music = WaitingMusic(host, Interpreter(host).run)
    playing = asyncio.create_task(music.sound_or_play(who.call, target))
    back = asyncio.create_task(who.taken_back.wait())
    try:
        await asyncio.wait({playing, back}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done() and who.hold and (sound := playing.result()) is not None:
            room.play_while_held(who, sound)
    finally:
        playing.cancel()
        back.cancel()
