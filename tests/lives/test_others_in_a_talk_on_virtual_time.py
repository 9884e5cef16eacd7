"""Who else comes into a talk: a colleague, an outside party, a supervisor; and how it is handed on."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.calls.line_ports import OutsideParty
from helpline.practice_line.telephones import Telephone
from routing.state import CallState, Outcome
from tests.lives.virtual_desk import counsellor, in_the_room, supervisor
from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_story import Story, tell

POLICE = OutsideParty(id="police", name="Sample police", number="102")


@pytest.fixture
def office(
    tmp_path: Path, prompts: Path, fresh_url: Callable[[str], str]
) -> Iterator[VirtualOffice]:
    opened = open_virtual_office(tmp_path, prompts, fresh_url("sqlite"), seed=1)
    yield opened
    opened.close()


def test_a_colleague_is_asked_and_takes_the_call_over(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        ben, call_id = counsellor(it, "ben"), child.call.id

        ana.does(f"/calls/{call_id}/consult", {"with": ben.person_id})
        await ben.accepts()
        await it.until(lambda: ben.leg in in_the_room(it, call_id))
        held = in_the_room(it, call_id)[child.leg].hold
        beside = ben.console()["beside"]
        ana.does(f"/calls/{call_id}/consult/complete")
        await it.until(lambda: not in_the_room(it, call_id)[child.leg].hold)
        await it.until(lambda: set(in_the_room(it, call_id)) == {child.leg, ben.leg})

        assert held
        assert beside["counsellor_id"] == ana.person_id
        assert child.call.counsellor_id == ben.person_id
        assert ana.console()["presence"] == "wrap_up"
        assert ben.console()["call"]["contact_id"] is not None
        ben.does(f"/calls/{call_id}/hang-up")
        await it.until(lambda: child.call.outcome is Outcome.COMPLETED)

    tell(office, story)


def test_without_the_colleague_after_all_the_talk_goes_on(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        ben, call_id = counsellor(it, "ben"), child.call.id
        ana.does(f"/calls/{call_id}/consult", {"with": ben.person_id})
        await ben.accepts()
        await it.until(lambda: ben.leg in in_the_room(it, call_id))

        ana.does(f"/calls/{call_id}/consult/cancel")
        await it.until(lambda: set(in_the_room(it, call_id)) == {child.leg, ana.leg})
        ana.does(f"/calls/{call_id}/resume")
        await it.until(lambda: not in_the_room(it, call_id)[child.leg].hold)

        assert ben.console()["presence"] == "available"
        assert child.call.counsellor_id == ana.person_id

    tell(office, story)


@pytest.mark.parametrize("to_a_person", [True, False])
def test_a_caller_is_handed_on_without_a_word(office: VirtualOffice, to_a_person: bool) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        ben, call_id, place = counsellor(it, "ben"), child.call.id, child.call.enqueued_at

        whom = {"to": ben.person_id} if to_a_person else {"language": "kk"}
        ana.does(f"/calls/{call_id}/transfer", whom)
        await it.until(lambda: it.offer_to(ben.person_id))
        await ben.talks_with(child)

        assert child.call.counsellor_id == ben.person_id
        assert child.call.enqueued_at == place
        assert child.call.language == ("ru" if to_a_person else "kk")
        assert child.at_carrier.is_live

    tell(office, story)


def test_a_listed_party_comes_in_and_the_two_are_left_to_each_other(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        office.parts.line.add_party(POLICE)
        carrier = office.line.carrier
        carrier.telephones["102"] = Telephone(does="answer", after_s=3, talks_s=60)
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        call_id = child.call.id

        ana.does(f"/calls/{call_id}/parties", {"party": "police"})
        await it.until(lambda: [g for g in child.call.guests if g.joined])
        [guest] = child.call.guests
        ana.does(f"/calls/{call_id}/parties/{guest.id}/hand-out")
        await it.until(lambda: set(in_the_room(it, call_id)) == {child.leg, guest.leg})
        shown = [call.from_ for call in carrier.calls.values() if call.to == "102"]

        assert ana.console()["presence"] == "wrap_up"
        assert shown == ["111"]
        await it.until(lambda: child.call.outcome is Outcome.TRANSFERRED_OUT)
        await it.until(lambda: not child.at_carrier.is_live)

    tell(office, story)


@pytest.mark.parametrize("does", ["busy", "failed"])
def test_a_party_that_cannot_be_reached_leaves_the_talk_as_it_was(
    office: VirtualOffice, does: str
) -> None:
    async def story(it: Story) -> None:
        office.parts.line.add_party(POLICE)
        office.line.carrier.telephones["102"] = Telephone(does=does)
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)

        ana.does(f"/calls/{child.call.id}/parties", {"party": "police"})
        await it.until(lambda: not child.call.guests)

        assert child.call.state is CallState.TALKING
        assert set(in_the_room(it, child.call.id)) == {child.leg, ana.leg}
        stranger = ana.ask("POST", f"/api/calls/{child.call.id}/parties", {"party": "+77001112233"})
        assert stranger.status_code == 422

    tell(office, story)


def test_a_silent_caller_hears_the_steps_for_those_who_cannot_speak(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)

        ana.does(f"/calls/{child.call.id}/silent")
        await it.until(
            lambda: any(
                "silent_steps" in str(entry.fields.get("url", "")) for entry in office.line.log
            )
        )

        assert ana.console()["call"]["silent"]

    tell(office, story)


def test_a_waiting_caller_is_taken_out_of_turn_by_the_same_guarded_way(
    office: VirtualOffice,
) -> None:
    async def story(it: Story) -> None:
        first, second = await it.rings(), await it.rings("+77005550124")
        ana = counsellor(it, "ana")
        waiting = [row["id"] for row in ana.ask("GET", "/api/waiting").json["waiting"]]

        picked = ana.does(f"/calls/{second.call.id}/pick")
        ana.calls_in(picked["ticket"])
        await it.until(lambda: second.call.state is CallState.TALKING)
        again = ana.ask("POST", f"/api/calls/{first.call.id}/pick")

        assert waiting == [first.call.id, second.call.id]
        assert second.call.counsellor_id == ana.person_id
        assert again.status_code == 409

    tell(office, story)


def test_a_caller_is_handed_on_to_whoever_has_the_skill(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        counsellor(it, "ben")
        law = counsellor(it, "law")
        sup = supervisor(it)
        told = sup.ask("PUT", f"/api/people/{law.person_id}/skills", {"skills": {"law": 4}})
        await asyncio.sleep(1)
        office.jobs.follow_shifts()
        known = ana.ask("GET", "/api/waiting").json["skills"]

        ana.does(f"/calls/{child.call.id}/transfer", {"skills": {"law": 3}})
        await it.until(lambda: it.offer_to(law.person_id))

        assert (told.status_code, known) == (204, ["law"])
        assert child.call.needs == {"law": 3}

    tell(office, story)
