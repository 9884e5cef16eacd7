"""`<Dial><Client>`: the caller's document rings a browser, and goes on by what the browser does."""

from collections.abc import Awaitable, Callable

import pytest

from tests.practice_line.audio.signalling import Browser, Stage, on_stage
from tests.practice_line.audio.stage import until

DIAL = """<Dial action="/after" timeout="{seconds}"><Client><Identity>person-1</Identity>
<Parameter name="contact" value="17"/><Parameter name="why" value="a b"/></Client></Dial>"""


def a_caller(stage: Stage, seconds: int = 30) -> str:
    stage.line.account.says("/voice", DIAL.format(seconds=seconds))
    stage.line.account.says("/after", "<Pause length='60'/>")
    return stage.line.carrier.place_call("anonymous")


async def outcome(stage: Stage) -> str:
    """What the caller's document is told once the dialling is over."""
    await until(lambda: any("DialCallStatus" in form for form in stage.line.account.asked))
    told = [form for form in stage.line.account.asked if "DialCallStatus" in form]
    return told[-1]["DialCallStatus"]


async def a_registered_browser(stage: Stage, identity: str = "person-1") -> Browser:
    browser = await stage.a_browser(identity)
    await browser.ask("register", "ready", media={})
    return browser


def test_the_browser_learns_who_calls_and_why_and_the_call_is_bridged() -> None:
    async def play(stage: Stage) -> None:
        browser = await a_registered_browser(stage)

        sid = a_caller(stage)
        invite = await browser.next("invite")
        await browser.send("answer", callsid=invite["callsid"], sdp="an answer")

        await until(lambda: not stage.line.carrier.describe(sid)["alone"])
        assert invite["parameters"]["From"] == "anonymous"
        assert invite["parameters"]["To"] == "client:person-1"
        assert invite["parameters"]["Params"] == "contact=17&why=a+b"
        assert stage.state(invite["callsid"]) == "in-progress"
        await browser.send("hangup", callsid=invite["callsid"])
        assert await outcome(stage) == "completed"

    on_stage(play)


async def rejects(browser: Browser, call: str) -> None:
    await browser.send("reject", callsid=call)


async def does_not_fit(browser: Browser, call: str) -> None:
    await browser.send("answer", callsid=call, sdp="nonsense")
    refusal = await browser.next("hangup")
    assert refusal["error"]["code"] == 53400


async def lets_it_ring(browser: Browser, call: str) -> None:
    cancelled = await browser.next("cancel")
    assert cancelled["callsid"] == call


@pytest.mark.parametrize(
    ("deed", "status"),
    [(rejects, "busy"), (does_not_fit, "busy"), (lets_it_ring, "no-answer")],
)
def test_a_browser_that_does_not_take_the_call_lets_the_callers_document_go_on(
    deed: Callable[[Browser, str], Awaitable[None]], status: str
) -> None:
    async def play(stage: Stage) -> None:
        browser = await a_registered_browser(stage)
        sid = a_caller(stage, seconds=1)

        await deed(browser, (await browser.next("invite"))["callsid"])

        assert await outcome(stage) == status
        assert stage.state(sid) == "in-progress"

    on_stage(play)


def test_a_caller_who_hangs_up_stops_the_ringing() -> None:
    async def play(stage: Stage) -> None:
        browser = await a_registered_browser(stage)
        sid = a_caller(stage)
        invite = await browser.next("invite")

        stage.line.carrier.hang_up(sid)

        assert (await browser.next("cancel"))["callsid"] == invite["callsid"]
        await until(lambda: stage.state(invite["callsid"]) == "canceled")

    on_stage(play)


def test_a_browser_in_a_call_is_busy_and_another_of_the_same_person_rings() -> None:
    async def play(stage: Stage) -> None:
        talking = await a_registered_browser(stage)
        await talking.call()
        a_caller(stage)
        assert await outcome(stage) == "busy"
        assert not [kind for kind, _ in talking.told if kind == "invite"]

        idle = await a_registered_browser(stage)
        await talking.ask("register", "ready", media={})
        a_caller(stage)

        assert (await idle.next("invite"))["parameters"]["To"] == "client:person-1"

    on_stage(play)


def test_a_browser_that_is_not_there_does_not_answer() -> None:
    async def play(stage: Stage) -> None:
        await a_registered_browser(stage, "person-2")
        a_caller(stage)

        assert await outcome(stage) == "no-answer"

    on_stage(play)


def test_a_browser_whose_sound_does_not_pass_leaves_nobody_in_silence() -> None:
    async def play(stage: Stage) -> None:
        browser = await stage.a_browser()
        sid, _ = await browser.call()
        (peer,) = stage.peers

        assert peer.on_unreachable is not None
        peer.on_unreachable()

        told = await browser.next("hangup")
        assert told["error"]["code"] == 53405
        await until(lambda: stage.state(sid) == "completed")
        assert peer.closed

    on_stage(play)
