"""Messages and calls back: kept here and nowhere else, rung three times at most, and then forgotten."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.calls.line_ports import MessageState
from helpline.practice_line.telephones import Telephone
from routing.state import CallState, Outcome
from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_story import NUMBER, Child, Story, tell


@pytest.fixture
def office(
    tmp_path: Path, prompts: Path, fresh_url: Callable[[str], str]
) -> Iterator[VirtualOffice]:
    opened = open_virtual_office(tmp_path, prompts, fresh_url("sqlite"), seed=1)
    yield opened
    opened.close()


@pytest.mark.parametrize("hangs_up", [False, True])
def test_what_she_says_after_the_tone_is_kept_here_and_nowhere_else(
    office: VirtualOffice, hangs_up: bool
) -> None:
    async def story(it: Story) -> None:
        child = await it.rings()
        child.presses("5")
        await it.until(lambda: "message_menu" in child.heard())
        child.presses("1")
        await it.until(lambda: "message_speak" in child.heard())
        await it.until(lambda: child.call.speaks)
        it.speaks(child, 8)
        if hangs_up:
            await asyncio.sleep(6)
            child.hangs_up()
        await it.until(lambda: child.call.outcome is not None)
        messages = it.office.parts.messages.book
        await it.until(messages.open_messages)
        [message] = messages.open_messages()
        await it.until(lambda: not it.office.line.carrier.recordings.by_sid)

        sound = messages.recording(message.id)
        assert child.call.outcome is Outcome.VOICEMAIL
        assert sound is not None
        assert sound[:4] == b"RIFF"

        assert it.office.parts.messages.done(message.id, "ana")
        assert messages.recording(message.id) is None
        assert messages.open_messages() == []

    tell(office, story)


def test_she_is_called_back_first_by_whoever_rang_her_and_her_number_goes(
    office: VirtualOffice,
) -> None:
    async def story(it: Story) -> None:
        child = await it.rings()
        await _asks_for_a_call_back(it, child)
        ana, _ben = it.at_her_desk("ana"), it.at_her_desk("ben")
        [message] = it.office.parts.messages.book.open_messages()
        it.office.line.carrier.telephones[NUMBER] = Telephone(does="answer", after_s=3, keys="ww1")

        assert it.office.parts.messages.call_back(message.id, ana)
        assert not it.office.parts.messages.call_back(message.id, "somebody else")
        await it.until(lambda: it.offer_to(ana) is not None)

        again = it.office.parts.store.live_calls()[0]
        assert again.enqueued_at == child.call.enqueued_at
        assert again.language == "ru"
        assert it.office.parts.messages.book.number(message.id) is None
        assert it.office.parts.messages.book.open_messages() == []

    tell(office, story)


def test_after_three_tries_nobody_rings_her_any_more(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        child = await it.rings()
        await _asks_for_a_call_back(it, child)
        messages, book = it.office.parts.messages, it.office.parts.messages.book
        [message] = book.open_messages()
        # Somebody picks up and presses nothing: it is not known who, and nothing is said of a child.
        it.office.line.carrier.telephones[NUMBER] = Telephone(does="answer", after_s=1)

        for _ in range(3):
            assert messages.call_back(message.id, "ana")
            await it.until(lambda: _state(it, message.id) is not MessageState.TAKEN)

        assert _state(it, message.id) is MessageState.NOT_REACHED
        assert book.number(message.id) is None
        assert not messages.call_back(message.id, "ana")
        assert it.office.parts.store.live_calls() == []

    tell(office, story)


def test_whoever_withholds_her_number_is_told_that_she_cannot_be_called_back(
    office: VirtualOffice,
) -> None:
    async def story(it: Story) -> None:
        child = await it.rings("+7378742833")  # RESTRICTED on a keypad
        child.presses("5")
        await it.until(lambda: "message_menu" in child.heard())
        child.presses("2")
        await it.until(lambda: "callback_impossible" in child.heard())
        child.presses("9")

        await it.until(lambda: child.call.state is CallState.WAITING)
        assert it.office.parts.messages.book.open_messages() == []

    tell(office, story)


async def _asks_for_a_call_back(it: Story, child: Child) -> None:
    child.presses("5")
    await it.until(lambda: "message_menu" in child.heard())
    child.presses("2")
    await it.until(lambda: child.call.outcome is Outcome.CALLBACK)


def _state(it: Story, message_id: str) -> MessageState:
    message = it.office.parts.messages.book.message(message_id)
    assert message is not None
    return message.state
