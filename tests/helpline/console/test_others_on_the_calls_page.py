"""Whoever else was in a talk stands on its page: who, how, and when."""

import re
from html import unescape

from helpline.calls.line_ports import OutsideParty
from routing.events import Join, PartyRings, SuperviseIn
from tests.helpline.console.desk import Desk, talking
from tests.helpline.office import Office


def _others(supervisor: Desk, call_id: str) -> list[list[str]]:
    page = unescape(supervisor.get(f"/calls/{call_id}").text)
    table = page.partition("Who else was in the talk</h2>")[2].partition("</table>")[0]
    rows = table.partition("<tbody>")[2].split("</tr>")[:-1]
    return [re.findall(r"<td>(.*?)</td>", row) for row in rows]


def test_a_talk_of_two_has_no_such_table(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    call_id = talking(office, counsellor)

    assert "Who else was in the talk" not in supervisor.get(f"/calls/{call_id}").text


def test_a_supervisor_who_listened_and_a_party_that_never_came_are_named(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    call_id = talking(office, counsellor)
    office.parts.line.add_party(OutsideParty(id="p1", name="Sample ambulance", number="103"))
    asked = supervisor.send("POST", f"/api/calls/{call_id}/listen", {"reason": "sample"})
    assert asked.status_code == 200
    for event in (
        SuperviseIn(id="in", call_id=call_id, supervisor_id=supervisor.id, leg="CS1"),
        Join(id="joined", call_id=call_id, leg="CS1", room="CF1"),
    ):
        office.parts.apply_event(event)
    rung = counsellor.send("POST", f"/api/calls/{call_id}/parties", {"party": "p1"})
    (party,) = [guest for guest in rung.json["call"]["guests"] if guest["role"] == "third_party"]
    office.parts.apply_event(
        PartyRings(id="rings", call_id=call_id, guest_id=party["id"], leg="CP1")
    )

    listener, outside = _others(supervisor, call_id)

    assert listener[:2] == ["Sample supervisor", "listened"]
    assert re.fullmatch(r"\d\d:\d\d:\d\d", listener[3])
    assert listener[4] == "…"
    assert (outside[0], outside[1], outside[3]) == ("–", "outside party", "never")


def test_how_she_was_there_at_last_is_what_stands_there(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    call_id = talking(office, counsellor)
    supervisor.send("POST", f"/api/calls/{call_id}/listen", {"reason": "sample"})
    office.parts.apply_event(
        SuperviseIn(id="in", call_id=call_id, supervisor_id=supervisor.id, leg="CS1")
    )
    office.parts.apply_event(Join(id="joined", call_id=call_id, leg="CS1", room="CF1"))
    supervisor.send("POST", f"/api/calls/{call_id}/barge", {"reason": "sample"})
    supervisor.send("POST", f"/api/calls/{call_id}/stop-supervising", {})

    ((who, how, _, _, left),) = _others(supervisor, call_id)

    assert (who, how) == ("Sample supervisor", "spoke to both")
    assert re.fullmatch(r"\d\d:\d\d:\d\d", left)
