"""A browser that loses its socket may come back for its call; one that is there can be rung."""

import asyncio

from tests.practice_line.audio.signalling import Stage, on_stage
from tests.practice_line.audio.stage import until


def test_a_browser_that_comes_back_in_time_keeps_its_call() -> None:
    async def play(stage: Stage) -> None:
        lost = await stage.a_browser()
        sid, answer = await lost.call()
        await lost.close()
        await asyncio.sleep(0.1)

        back = await stage.a_browser()
        again = await back.ask(
            "invite", "answer", callsid=sid, reconnect=answer["reconnect"], sdp="x"
        )
        await asyncio.sleep(0.5)

        assert again["callsid"] == sid
        assert stage.state(sid) == "in-progress"
        stage.line.carrier.hang_up(sid)
        await back.next("hangup")

    on_stage(play, return_s=0.4)


def test_a_call_whose_browser_does_not_come_back_ends() -> None:
    async def play(stage: Stage) -> None:
        lost = await stage.a_browser()
        sid, _ = await lost.call()

        await lost.close()

        await asyncio.sleep(0.1)
        assert stage.state(sid) == "in-progress"
        await until(lambda: stage.state(sid) == "completed")

    on_stage(play, return_s=0.4)


def test_a_wrong_reconnect_word_brings_no_call_back() -> None:
    async def play(stage: Stage) -> None:
        sid, _ = await (await stage.a_browser()).call()
        other = await stage.a_browser()

        refusal = await other.ask("invite", "hangup", callsid=sid, reconnect="guessed", sdp="x")

        assert refusal["error"]["code"] == 31005
        assert stage.state(sid) == "in-progress"

    on_stage(play)


def test_a_registered_browser_rings_with_its_parameters_and_answers() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser("person-1")
        await browser.ask("register", "ready", media={})

        ringing = asyncio.create_task(
            stage.line.media.ring_client("person-1", "CA1", {"contact": "17"})
        )
        invite = await browser.next("invite")
        await browser.send("answer", callsid="CA1", sdp="an answer")

        assert invite["parameters"]["Params"] == "contact=17"
        assert await ringing == "answer"
        stage.line.media.close_leg("CA1")
        await browser.next("hangup")

    on_stage(play)


def test_a_browser_that_rejects_or_is_not_there_does_not_answer() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser("person-1")
        await browser.ask("register", "ready", media={})
        ringing = asyncio.create_task(stage.line.media.ring_client("person-1", "CA1", {}))
        await browser.next("invite")

        await browser.send("reject", callsid="CA1")

        assert await ringing == "busy"
        await browser.ask("register", "ready", media={})
        assert await stage.line.media.ring_client("person-2", "CA2", {}) == "no-answer"

    on_stage(play)


def test_a_caller_who_gives_up_stops_the_ringing() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser("person-1")
        await browser.ask("register", "ready", media={})
        ringing = asyncio.create_task(stage.line.media.ring_client("person-1", "CA1", {}))
        await browser.next("invite")

        ringing.cancel()

        assert (await browser.next("cancel"))["callsid"] == "CA1"

    on_stage(play)
