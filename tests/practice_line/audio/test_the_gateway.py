"""The browsers' signalling, spoken by a client written for the purpose; the sound is left out."""

import asyncio

import aiohttp
import pytest

from tests.practice_line.audio.signalling import FakePeer, Stage, on_stage
from tests.practice_line.audio.stage import APPLICATION, a_grant, a_sounding_line, a_token, until


def test_a_browser_is_connected_by_its_token_and_then_ready() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.an_unknown_browser()

        connected = await browser.ask("listen", "connected", token=a_token("person-7", ttl=600))
        ready = await browser.ask("register", "ready", media={"audio": True})

        assert connected["token"]["identity"] == "person-7"
        assert 590 <= connected["token"]["ttl"] <= 600
        assert ready == {"media": {"audio": True}}

    on_stage(play)


def test_a_call_carries_its_parameters_and_is_answered_when_the_application_is() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser("person-7")

        sid, answer = await browser.call(ticket="abc", offer="a b")

        form = stage.line.account.asked[0]
        assert form["ticket"] == "abc"
        assert form["offer"] == "a b"
        assert form["From"] == "client:person-7"
        assert form["ApplicationSid"] == APPLICATION
        assert form["CallSid"] == sid == answer["callsid"]
        assert [kind for kind, _ in browser.told][-2:] == ["ringing", "answer"]
        await until(lambda: stage.line.carrier.describe(sid)["conference"] == "room")

    on_stage(play)


def test_the_browser_hangs_up_by_the_name_it_gave_the_call() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser()
        sid, _ = await browser.call()

        await browser.send("hangup", callsid="TJS1")

        await until(lambda: stage.state(sid) == "completed")

    on_stage(play)


def test_a_call_ended_by_the_line_is_hung_up_in_the_browser() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser()
        sid, _ = await browser.call()

        stage.line.carrier.hang_up(sid)

        assert (await browser.next("hangup"))["callsid"] == sid

    on_stage(play)


def test_nobody_ends_another_persons_call() -> None:
    async def play(stage: Stage) -> None:
        sid, _ = await (await stage.a_browser("person-1")).call()
        stranger = await stage.a_browser("person-2")

        await stranger.send("hangup", callsid=sid)
        await stranger.ask("register", "ready", media={})

        assert stage.state(sid) == "in-progress"

    on_stage(play)


@pytest.mark.parametrize(
    ("make_peer", "application", "sdp", "code", "words"),
    [
        (None, APPLICATION, "offer", 53400, "aiortc is missing"),
        (FakePeer, None, "offer", 31201, "does not allow"),
        (FakePeer, APPLICATION, "nonsense", 53400, "cannot be met"),
    ],
    ids=["no WebRTC here", "no grant to call out", "an offer without audio"],
)
def test_a_call_that_cannot_be_made_says_why(
    make_peer: type[FakePeer] | None, application: str | None, sdp: str, code: int, words: str
) -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser(token=a_token(grant=a_grant(application=application)))

        refusal = await browser.ask("invite", "hangup", callsid="TJS1", sdp=sdp, twilio={})

        assert refusal["callsid"] == "TJS1"
        assert refusal["error"]["code"] == code
        assert words in refusal["error"]["message"]
        assert not stage.line.account.asked

    on_stage(play, make_peer=make_peer)


def test_keys_pressed_in_the_browser_reach_the_call() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser()
        sid, _ = await browser.call()

        await browser.send("dtmf", callsid=sid, dtmf="1w2#")

        keys = stage.line.carrier.calls[sid].keys
        await until(lambda: keys.qsize() == 3)
        assert [keys.get_nowait() for _ in range(3)] == ["1", "2", "#"]

    on_stage(play)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:5999", 101),
        ("https://console.example", 101),
        ("https://elsewhere.example", 403),
        ("null", 403),
    ],
)
def test_only_configured_pages_and_pages_of_this_machine_connect(origin: str, status: int) -> None:
    async def scene() -> int:
        async with (
            a_sounding_line(allowed_origins=("https://console.example",)) as line,
            aiohttp.ClientSession() as http,
        ):
            try:
                socket = await http.ws_connect(f"{line.line}/signal", origin=origin)
            except aiohttp.WSServerHandshakeError as refusal:
                return refusal.status
            await socket.close()
            return 101

    assert asyncio.run(scene()) == status
