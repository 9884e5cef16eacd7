"""When nobody at a desk can answer: telephones with "press 1", the partner line, messages, calls back."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.calls.line_ports import MessageState
from helpline.practice_line.telephones import Telephone
from routing.state import CallState, Outcome, Party
from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_story import NUMBER, Child, Story, tell

PARTNER = "+77005550199"
PRESSES_ONE = Telephone(does="answer", after_s=5, keys="ww1")
A_MACHINE = Telephone(does="answer", after_s=5, by="machine", talks_s=20)
Opens = Callable[..., VirtualOffice]


@pytest.fixture
def opens(tmp_path: Path, prompts: Path, fresh_url: Callable[[str], str]) -> Iterator[Opens]:
    opened: list[VirtualOffice] = []

    def open_one(**settings: str) -> VirtualOffice:
        office = open_virtual_office(tmp_path, prompts, fresh_url("sqlite"), seed=1, **settings)
        opened.append(office)
        return office

    yield open_one
    for office in opened:
        office.close()


def test_with_nobody_on_duty_an_on_call_telephone_takes_her_at_once(opens: Opens) -> None:
    async def story(it: Story) -> None:
        ora = it.on_call("ora", "+77005550001", PRESSES_ONE)

        child = await it.rings()
        waited = await it.until(lambda: child.call.state is CallState.TALKING)

        assert "nobody_on_duty" in child.heard()
        assert child.call.counsellor_id == ora
        assert waited < 15
        child.hangs_up()
        await it.until(lambda: child.call.outcome is Outcome.COMPLETED)

    tell(opens(), story)


def test_an_answering_machine_never_takes_a_child(opens: Opens) -> None:
    async def story(it: Story) -> None:
        it.on_call("ora", "+77005550001", A_MACHINE, rank=0)
        second = it.on_call("oli", "+77005550002", PRESSES_ONE, rank=1)

        child = await it.rings()
        await it.until(lambda: child.call.state is CallState.TALKING)

        assert child.call.counsellor_id == second

    tell(opens(), story)


@pytest.mark.parametrize(
    ("number", "does"),
    [
        (None, Telephone()),
        ("+77005550001", Telephone(does="busy")),
        ("+77005550001", Telephone(does="failed")),
    ],
)
def test_one_bad_number_does_not_spoil_the_others(
    opens: Opens, number: str | None, does: Telephone
) -> None:
    async def story(it: Story) -> None:
        it.on_call("ora", number, does, rank=0)
        second = it.on_call("oli", "+77005550002", PRESSES_ONE, rank=1)

        child = await it.rings()
        waited = await it.until(lambda: child.call.state is CallState.TALKING)

        assert child.call.counsellor_id == second
        assert waited < 20

    tell(opens(), story)


def test_she_who_hangs_up_while_a_telephone_rings_leaves_nobody_on_the_line(opens: Opens) -> None:
    async def story(it: Story) -> None:
        it.on_call("ora", "+77005550001", Telephone(does="answer", after_s=15, keys="ww1"))
        child = await it.rings()
        await it.until(lambda: len(it.office.line.carrier.calls) == 2)

        child.hangs_up()
        await it.until(
            lambda: not any(c.is_live for c in it.office.line.carrier.calls.values()), within_s=5
        )

        assert child.call.outcome is Outcome.ABANDONED

    tell(opens(), story)


def test_the_partner_line_takes_her_when_no_telephone_does(opens: Opens) -> None:
    async def story(it: Story) -> None:
        partner = Telephone(does="answer", after_s=4, talks_s=60)
        it.office.line.carrier.telephones[PARTNER] = partner

        child = await it.rings()
        await it.until(lambda: child.call.partner_in)
        rung = [c for c in it.office.line.carrier.calls.values() if c.to == PARTNER]
        await it.until(lambda: child.call.outcome is not None)

        assert (child.call.outcome, child.call.ended_by) == (Outcome.OVERFLOWED, Party.PARTNER)
        assert [call.from_ for call in rung] == ["111"]
        assert "goodbye" in child.heard()

    tell(opens(HELPLINE_PARTNER_NUMBER=PARTNER), story)


def test_when_the_partner_does_not_answer_she_waits_on_and_may_leave_a_message(
    opens: Opens,
) -> None:
    async def story(it: Story) -> None:
        it.office.line.carrier.telephones[PARTNER] = Telephone(does="busy")

        child = await it.rings()
        await it.until(lambda: child.call.partner_failed)
        await it.until(lambda: "message_offer" in child.heard())
        ana = it.at_her_desk("ana")
        await it.until(lambda: it.offer_to(ana) is not None)

        assert child.call.state is CallState.WAITING

    tell(opens(HELPLINE_PARTNER_NUMBER=PARTNER), story)


@pytest.mark.parametrize("hangs_up", [False, True])
def test_what_she_says_after_the_tone_is_kept_here_and_nowhere_else(
    opens: Opens, hangs_up: bool
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

    tell(opens(), story)


def test_she_is_called_back_first_by_whoever_rang_her_and_her_number_goes(opens: Opens) -> None:
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

    tell(opens(), story)


def test_after_three_tries_nobody_rings_her_any_more(opens: Opens) -> None:
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

    tell(opens(), story)


def test_whoever_withholds_her_number_is_told_that_she_cannot_be_called_back(opens: Opens) -> None:
    async def story(it: Story) -> None:
        child = await it.rings("+7378742833")  # RESTRICTED on a keypad
        child.presses("5")
        await it.until(lambda: "message_menu" in child.heard())
        child.presses("2")
        await it.until(lambda: "callback_impossible" in child.heard())
        child.presses("9")

        await it.until(lambda: child.call.state is CallState.WAITING)
        assert it.office.parts.messages.book.open_messages() == []

    tell(opens(), story)


def test_ringing_again_at_once_keeps_her_place(opens: Opens) -> None:
    async def story(it: Story) -> None:
        first = await it.rings()
        other = await it.rings("+77005550124")
        first.hangs_up()
        await it.until(lambda: first.call.outcome is Outcome.ABANDONED)

        again = await it.rings()

        assert again.call.enqueued_at == first.call.enqueued_at < other.call.enqueued_at
        assert again.call.repeats == 1

    tell(opens(), story)


async def _asks_for_a_call_back(it: Story, child: Child) -> None:
    child.presses("5")
    await it.until(lambda: "message_menu" in child.heard())
    child.presses("2")
    await it.until(lambda: child.call.outcome is Outcome.CALLBACK)


def _state(it: Story, message_id: str) -> MessageState:
    message = it.office.parts.messages.book.message(message_id)
    assert message is not None
    return message.state
