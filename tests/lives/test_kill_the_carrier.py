"""The practice line killed in mid-call is a carrier's outage: shown, survived, and over when it is back."""

import time
from pathlib import Path
from typing import Any

from helpline.cli.line_check import Browser
from tests.lives.processes import SUPERVISOR, RunningLine, patiently, start_line, two_counsellors


def test_a_carrier_that_dies_in_mid_call_is_shown_and_survived(
    tmp_path: Path, database_url: str, prompts: Path
) -> None:
    people = [*two_counsellors(), SUPERVISOR]
    line = start_line(tmp_path, database_url, prompts, people)
    try:
        board, _ = line.sign_in(SUPERVISOR)
        desk, person_id, beat = line.go_on_duty(people[0])
        first = _talk(line, desk, person_id)
        _seen(board, lambda seen: seen["parts"].get("carrier", {}).get("is_up"))

        line.kill("practice line")

        down = _seen(board, lambda seen: not seen["parts"]["carrier"]["is_up"])
        assert [call["id"] for call in down["calls"]] == [first], "an outage ends no call with us"

        line.start_again("practice line")

        _seen(board, lambda seen: seen["parts"]["carrier"]["is_up"] and not seen["calls"])
        [row] = board.send("GET", "/api/calls")["rows"]
        assert (row["id"], row["outcome"]) == (first, "completed")
        patiently(desk, lambda seen: seen["presence"] == "available")
        second = _talk(line, desk, person_id)
        assert second != first
        beat.stop()
    finally:
        line.close()


def _talk(line: RunningLine, desk: Browser, person_id: str) -> str:
    """A child dials and is answered; the call's id."""
    leg = line.place_call()
    line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
    offer = patiently(desk, lambda seen: seen["offer"])["offer"]
    ticket = desk.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
    line.carrier.send(
        "POST", f"/practice/clients/{person_id}/connect", {"params": {"ticket": ticket}}
    )
    seen = patiently(desk, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
    return str(seen["call"]["id"])


def _seen(board: Browser, holds: Any, within_s: float = 40.0) -> Any:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        seen = board.send("GET", "/api/line")
        if holds(seen):
            return seen
        time.sleep(0.1)
    raise AssertionError(f"not seen within {within_s} s: {seen!r}")
