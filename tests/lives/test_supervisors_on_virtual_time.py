"""Supervisors in talks and on the board: heard by those who should, with a reason on record."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.privacy.audit import Wanted
from routing.state import CallState, GuestRole
from tests.lives.virtual_desk import counsellor, in_the_room, supervisor
from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_story import Story, tell


@pytest.fixture
def office(
    tmp_path: Path, prompts: Path, fresh_url: Callable[[str], str]
) -> Iterator[VirtualOffice]:
    opened = open_virtual_office(tmp_path, prompts, fresh_url("sqlite"), seed=1)
    yield opened
    opened.close()


def test_a_supervisor_is_heard_by_those_who_should_hear_her(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        sup, call_id = supervisor(it), child.call.id

        refused = sup.ask("POST", f"/api/calls/{call_id}/listen", {"reason": " "})
        ticket = sup.does(f"/calls/{call_id}/listen", {"reason": "first week"})["ticket"]
        sup.calls_in(ticket)
        await it.until(lambda: sup.leg in in_the_room(it, call_id))
        hers = in_the_room(it, call_id)[sup.leg]
        assert refused.status_code == 422
        assert (hers.muted, hers.coaching) == (True, None)

        sup.does(f"/calls/{call_id}/whisper", {"reason": "a hint"})
        await it.until(lambda: (hers.muted, hers.coaching) == (False, ana.leg))
        sup.does(f"/calls/{call_id}/barge", {"reason": "danger"})
        await it.until(lambda: (hers.muted, hers.coaching) == (False, None))
        assert [g.role for g in child.call.guests] == [GuestRole.BARGE]
        assert ana.console()["call"]["guests"][0]["ref"] == sup.person_id

        sup.does(f"/calls/{call_id}/stop-supervising")
        await it.until(lambda: set(in_the_room(it, call_id)) == {child.leg, ana.leg})

    tell(office, story)


def test_why_a_supervisor_was_there_is_on_record(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        ana, child = counsellor(it, "ana"), await it.rings()
        await ana.talks_with(child)
        sup = supervisor(it)
        sup.calls_in(
            sup.does(f"/calls/{child.call.id}/whisper", {"reason": "first week"})["ticket"]
        )
        await it.until(lambda: sup.leg in in_the_room(it, child.call.id))
        other_ticket_again = sup.ask("POST", f"/api/calls/{child.call.id}/listen", {})

        rows = office.parts.audit_log.page(Wanted(act="call.whisper"), limit=10)
        assert [(row.thing, row.reason) for row in rows] == [(child.call.id, "first week")]
        assert other_ticket_again.status_code == 422

    tell(office, story)


def test_a_supervisor_places_calls_and_people(office: VirtualOffice) -> None:
    async def story(it: Story) -> None:
        sup, first, second = supervisor(it), await it.rings(), await it.rings("+77005550124")
        sup.does(f"/calls/{second.call.id}/priority", {"priority": 5})
        sup.does(f"/calls/{first.call.id}/lane", {"lane": "later", "reason": "a prank"})

        ana = counsellor(it, "ana")
        offered = it.offer_to(ana.person_id)
        assert offered is not None
        assert offered.call_id == second.call.id

        await ana.talks_with(second)
        sup.does(f"/people/{ana.person_id}/duty", {"state": "off", "reason": "end of her strength"})
        ben = counsellor(it, "ben")
        await it.until(lambda: it.offer_to(ben.person_id))

        assert second.call.state is CallState.TALKING
        assert in_the_room(it, second.call.id).keys() == {second.leg, ana.leg}
        assert ana.console()["duty"] == "off"

    tell(office, story)
