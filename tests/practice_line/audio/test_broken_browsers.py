"""Browsers whose signalling breaks and whose sound never connects, when that is asked for."""

import asyncio
import re
from typing import Any

import aiohttp
import pytest

from helpline.practice_line.audio.unreachable import Unreachable
from tests.practice_line.audio.signalling import FakePeer, Stage, on_stage
from tests.practice_line.audio.stage import a_sounding_line, a_token, until

_OFFER = "v=0\r\na=candidate:1 1 udp 21 127.0.0.1 4711 typ host\r\na=mid:0\r\n"


class PeerWithAPlace(FakePeer):
    """Says where it is."""

    async def answer(self, offer: str) -> str:
        return _OFFER

    async def offer(self) -> str:
        return _OFFER


def _carrier(stage: Stage) -> Any:
    return stage.line.carrier


def test_the_sockets_of_one_person_break_and_nobody_elses() -> None:
    async def play(stage: Stage) -> None:
        hers, others = await stage.a_browser("person-1"), await stage.a_browser("person-2")

        lost = _carrier(stage).lose_sockets("person-1")

        await until(hers.listening.done)
        await others.ask("register", "ready", media={})
        assert (lost, hers.socket.close_code) == (1, aiohttp.WSCloseCode.ABNORMAL_CLOSURE)

    on_stage(play)


def test_all_sockets_break_at_once_and_the_calls_wait_for_their_browsers() -> None:
    async def play(stage: Stage) -> None:
        browsers = [await stage.a_browser("person-1"), await stage.a_browser("person-2")]
        sid, answer = await browsers[0].call()

        lost = _carrier(stage).lose_sockets(None)

        for each in browsers:
            await until(each.listening.done)
        back = await stage.a_browser("person-1")
        await back.ask("invite", "answer", callsid=sid, reconnect=answer["reconnect"], sdp="x")
        assert (lost, stage.state(sid)) == (2, "in-progress")

    on_stage(play)


def test_a_socket_breaks_at_the_message_that_was_drawn() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser("person-1")
        _carrier(stage).playing.set({"lost_sockets": 1})

        await browser.send("register", media={})

        await until(browser.listening.done)
        [_, fault] = _carrier(stage).journal.of_kind("fault")
        assert (fault.fields["name"], fault.fields["identity"]) == ("lost_sockets", "person-1")
        again = await stage.a_browser("person-1")
        await again.ask("register", "ready", media={})

    on_stage(play)


@pytest.mark.parametrize(("said", "lost"), [({}, 1), ({"identity": "person-9"}, 0)])
def test_sockets_are_lost_by_http(said: dict[str, str], lost: int) -> None:
    async def scene() -> None:
        async with a_sounding_line() as line, aiohttp.ClientSession() as http:
            socket = await http.ws_connect(f"{line.line}/signal")
            listen = {"type": "listen", "version": "1.6", "payload": {"token": a_token()}}
            await socket.send_json(listen)
            await until(lambda: bool(line.carrier.journal.of_kind("signal")))

            answer = await http.post(f"{line.line}/faults/lost-sockets", json=said)

            assert (answer.status, await answer.json()) == (200, {"lost": lost})
            await socket.close()

    asyncio.run(scene())


def test_as_many_calls_as_was_asked_are_told_a_place_where_nobody_is() -> None:
    async def play(stage: Stage) -> None:
        _carrier(stage).playing.set({"ice_failures": 1})
        browser = await stage.a_browser("person-1")

        twilio = {"params": ""}
        lost = await browser.ask("invite", "ringing", callsid="TJS1", sdp="x", twilio=twilio)
        found = await browser.ask("invite", "ringing", callsid="TJS2", sdp="x", twilio=twilio)

        assert "a=candidate:1 1 udp 21 127.0.0.254 40009 typ host" in lost["sdp"]
        assert "4711" not in lost["sdp"]
        assert found["sdp"] == _OFFER

    on_stage(play, make_peer=PeerWithAPlace)


def test_nothing_else_is_changed_in_what_the_browser_is_told() -> None:
    async def told() -> tuple[str, str]:
        peer = Unreachable(PeerWithAPlace())
        return await peer.offer(), await peer.answer("x")

    for sdp in asyncio.run(told()):
        assert re.sub(r"127\.0\.0\.254 40009 ", "127.0.0.1 4711 ", sdp) == _OFFER


def test_a_connection_that_was_never_there_is_closed_all_the_same() -> None:
    peer = FakePeer()

    asyncio.run(Unreachable(peer).close())

    assert peer.closed


def test_a_browser_of_an_account_that_is_full_is_refused_in_words() -> None:
    async def play(stage: Stage) -> None:
        _carrier(stage).playing.set({"most_calls": 1})
        _carrier(stage).place_call("anonymous")
        browser = await stage.a_browser("person-1")

        refusal = await browser.ask("invite", "hangup", callsid="TJS1", sdp="x", twilio={})

        assert refusal["error"]["message"] == "10004: too many calls go on at the same time."
        [error] = _carrier(stage).journal.of_kind("error")
        assert error.fields["code"] == 10004

    on_stage(play)
