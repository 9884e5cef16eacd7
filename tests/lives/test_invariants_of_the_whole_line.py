"""Anything may happen in any order, on both databases: what must hold of the whole line holds."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpline.calls.line_ports import OutsideParty
from helpline.practice_line.telephones import Telephone
from routing.events import Absent, Present
from routing.state import OfferState
from tests.history.checker import read_history
from tests.lives.virtual_desk import Desk, counsellor, supervisor
from tests.lives.virtual_office import open_virtual_office
from tests.lives.virtual_story import Child, Story, tell

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers = itertools.count()
_ACTIONS = (
    "ring", "ring", "key 2", "key 5", "key 1", "key 9", "hang up", "accept", "accept", "decline",
    "lose desk", "leave page", "come back", "hold", "resume", "end", "consult", "complete",
    "cancel", "transfer", "party", "hand out", "listen", "barge", "silent", "pick", "break",
    "on call", "off call", "wait 1", "wait 9", "wait 50",
)  # fmt: skip
_plots = st.lists(st.tuples(st.sampled_from(_ACTIONS), st.integers(0, 5)), min_size=12, max_size=28)


class Town:
    """Two desks, a supervisor, an on-call telephone, a listed party, and children as they come."""

    def __init__(self, it: Story) -> None:
        self.it = it
        self.children: list[Child] = []
        self.desks = [counsellor(it, name) for name in ("ana", "ben")]
        self.supervisor = supervisor(it)
        self.ora = it.on_call("ora", "+77005550001", Telephone(does="answer", after_s=4, keys="w1"))
        it.office.parts.line.add_party(
            OutsideParty(id="police", name="Sample police", number="102")
        )
        it.office.line.carrier.telephones["102"] = Telephone(does="answer", after_s=2, talks_s=40)

    def child(self, number: int) -> Child | None:
        live = [each for each in self.children if each.at_carrier.is_live]
        return live[number % len(live)] if live else None

    async def act(self, action: str, number: int) -> None:
        """What cannot be done just now is refused, and changes nothing; that is part of the play."""
        word, _, more = action.partition(" ")
        child, desk = self.child(number), self.desks[number % 2]
        match word:
            case "ring":
                leg = self.it.office.line.carrier.place_call(
                    "anonymous" if number % 2 else f"+7700555010{number}"
                )
                self.children.append(Child(self.it.office, leg))
            case "key" if child is not None:
                child.presses(more)
            case "hang" if child is not None:
                child.hangs_up()
            case "wait":
                await asyncio.sleep(int(more))
            case "accept" | "decline" | "lose" | "leave" | "come" | "break":
                self._person(word, desk)
            case "on" | "off":
                on = {"on": word == "on"}
                self.supervisor.ask("POST", f"/api/people/{self.ora}/on-call", on)
            case _:
                self._in_a_talk(word, desk)
        await asyncio.sleep(0.3)

    def _person(self, word: str, desk: Desk) -> None:
        apply_event, person_id = self.it.office.parts.apply_event, desk.person_id
        offer, carrier = self.it.offer_to(person_id), self.it.office.line.carrier
        mark = f"{word}:{next(_numbers)}"
        match word:
            case "accept" if offer is not None:
                taken = desk.ask("POST", f"/api/offers/{offer.id}/accept", {})
                if taken.status_code == 200:
                    desk.calls_in(taken.json["ticket"])
            case "decline" if offer is not None:
                desk.ask("POST", f"/api/offers/{offer.id}/decline", {})
            case "lose" if desk.leg and carrier.calls[desk.leg].is_live:
                carrier.hang_up(desk.leg)
            case "leave":
                apply_event(Absent(id=mark, counsellor_id=person_id))
            case "come":
                apply_event(Present(id=mark, counsellor_id=person_id))
                desk.ask("POST", "/api/duty", {"state": "available"})
            case "break":
                desk.ask("POST", "/api/duty", {"state": "break"})
            case _:
                pass

    def _in_a_talk(self, word: str, desk: Desk) -> None:
        seen = desk.console()
        waiting = desk.ask("GET", "/api/waiting").json["waiting"]
        if word == "pick" and waiting:
            taken = desk.ask("POST", f"/api/calls/{waiting[0]['id']}/pick", {})
            if taken.status_code == 200:
                desk.calls_in(taken.json["ticket"])
        call = seen["call"]
        if call is None:
            return
        other = next(each for each in self.desks if each is not desk)
        guest = call["guests"][0]["id"] if call["guests"] else "nobody"
        ways: dict[str, tuple[Desk, str, Any]] = {
            "hold": (desk, "hold", {}),
            "resume": (desk, "resume", {}),
            "end": (desk, "hang-up", {}),
            "consult": (desk, "consult", {"with": other.person_id}),
            "complete": (desk, "consult/complete", {}),
            "cancel": (desk, "consult/cancel", {}),
            "transfer": (desk, "transfer", {}),
            "party": (desk, "parties", {"party": "police"}),
            "hand": (desk, f"parties/{guest}/hand-out", {}),
            "silent": (desk, "silent", {}),
            "listen": (self.supervisor, "listen", {"reason": "a sample reason"}),
            "barge": (self.supervisor, "barge", {"reason": "a sample reason"}),
        }
        if word in ways:
            who, path, body = ways[word]
            answer = who.ask("POST", f"/api/calls/{call['id']}/{path}", body)
            if who is self.supervisor and answer.status_code == 200:
                who.calls_in(answer.json["ticket"])

    def check(self) -> None:
        """After every action, whatever it was."""
        state = self.it.office.parts.store.read_routing_state()
        for offer in state.offers.values():
            if offer.state is OfferState.RINGING and not offer.by_phone:
                assert state.counsellors[offer.counsellor_id].present, "rung without being there"
        taken = [o.call_id for o in state.offers.values() if o.state is OfferState.ACCEPTED]
        assert len(taken) == len(set(taken)), "two counsellors in one call"
        with self.it.office.parts.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM calls").scalar()
        assert rows == len(self.children), "a ring without a row, or a row without a ring"

    async def end(self) -> None:
        """Everybody hangs up; then nothing may be left behind, and all time is accounted for."""
        for child in self.children:
            if child.at_carrier.is_live:
                child.hangs_up()
        await asyncio.sleep(200)
        carrier, parts = self.it.office.line.carrier, self.it.office.parts
        assert [sid for sid, call in carrier.calls.items() if call.is_live] == []
        legs = [child.leg for child in self.children]
        history = read_history(parts.database, placed=legs, reached=legs, since=_LONG_AGO)
        assert [fault for fault in history.faults() if "offered before" not in fault] == []
        assert parts.store.live_calls() == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_happens_nobody_is_lost_and_nothing_is_left_behind(
    kind: str, tmp_path: Path, prompts: Path, fresh_url: Callable[[str], str]
) -> None:
    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[
            Phase.generate
        ],  # a whole line is too slow to be shrunk; the plot is told as it was
        suppress_health_check=list(HealthCheck),
    )
    @given(plot=_plots)
    def plays(plot: list[tuple[str, int]]) -> None:
        folder = tmp_path / str(next(_numbers))
        folder.mkdir()
        office = open_virtual_office(folder, prompts, fresh_url(kind), seed=1)

        async def story(it: Story) -> None:
            town = Town(it)
            for action, number in plot:
                await town.act(action, number)
                town.check()
            await town.end()

        try:
            tell(office, story)
        finally:
            office.close()

    plays()
