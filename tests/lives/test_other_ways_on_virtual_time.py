"""When nobody at a desk can answer: telephones with "press 1", the partner line, messages, calls back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.practice_line.telephones import Telephone
from routing.state import CallState, Outcome, Party
from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_story import Story, tell

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
