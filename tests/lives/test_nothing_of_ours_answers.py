"""While nothing of ours answers, the carrier's own hosting does: a voice, and then her place again."""

import time
from pathlib import Path
from typing import Any

from helpline.cli.line_check import Browser
from tests.lives.processes import RunningLine, patiently, start_line, two_counsellors


def test_a_child_who_waits_hears_a_voice_and_keeps_her_place(
    tmp_path: Path, database_url: str, prompts: Path
) -> None:
    people = two_counsellors()
    line = start_line(tmp_path, database_url, prompts, people)
    try:
        first = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{first}/keys", {"digits": "1"})
        _hears(line, first, "nobody_on_duty")

        line.kill("web")
        _hears(line, first, "line_trouble-kk")
        newcomer = line.place_call()
        _hears(line, newcomer, "line_trouble-kk")
        line.start_again("web")

        for leg in (first, newcomer):
            _hears(line, leg, "/prompts/")
        line.carrier.send("POST", f"/practice/calls/{newcomer}/keys", {"digits": "1"})
        desk, person_id, beat = line.go_on_duty(people[0])
        _accept(line, desk, person_id)
        assert line.leg(first)["conference"], "she who came first is answered first"
        assert line.leg(newcomer)["conference"] is None
        beat.stop()
    finally:
        line.close()


def _hears(line: RunningLine, leg: str, what: str, within_s: float = 60.0) -> Any:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        seen = line.leg(leg)
        assert seen["state"] in {"ringing", "in-progress"}, f"dropped: {seen!r}"
        if what in str(seen["now_playing"]):
            return seen
        time.sleep(0.05)
    raise AssertionError(f"not heard within {within_s} s: {seen!r}")


def _accept(line: RunningLine, desk: Browser, person_id: str) -> None:
    offer = patiently(desk, lambda seen: seen["offer"])["offer"]
    ticket = desk.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
    line.carrier.send(
        "POST", f"/practice/clients/{person_id}/connect", {"params": {"ticket": ticket}}
    )
    patiently(desk, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
