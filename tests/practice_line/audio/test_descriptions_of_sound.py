"""What a browser says of its sound is understood or refused; nothing else happens."""

import asyncio
from collections.abc import Callable

import pytest

from helpline.practice_line.audio.webrtc import Peer

Spoil = Callable[[str], str]
SPOILT: dict[str, Spoil] = {
    "nothing": lambda _: "",
    "no description": lambda _: "nonsense",
    "half a line": lambda _: "m=audio",
    "no ports": lambda _: "m=audio x y z\r\n",
    "no fields": lambda _: "a=group:BUNDLE 0\r\nm=",
    "cut off": lambda sdp: sdp[:300],
    "no way in": lambda sdp: sdp.replace("a=ice-ufrag", "a=x"),
    "no common codec": lambda sdp: (
        sdp.replace("opus", "x").replace("PCM", "x").replace("G722", "x")
    ),
    "no direction": lambda sdp: sdp.replace("sendrecv", "bogus"),
}


def ask(peer_does: str, spoil: Spoil) -> None:
    async def scene() -> None:
        browser, peer = Peer(), Peer()
        try:
            description = spoil(await browser.offer())
            if peer_does == "accept":
                await peer.offer()
            await getattr(peer, peer_does)(description)
        finally:
            await browser.close()
            await peer.close()

    asyncio.run(scene())


@pytest.mark.parametrize("deed", ["answer", "accept"])
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_no_description_is_refused_as_a_wrong_value(deed: str, spoil: Spoil) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ask(deed, spoil)


def test_a_whole_description_is_answered() -> None:
    ask("answer", lambda sdp: sdp)
