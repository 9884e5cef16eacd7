"""A killed web process: the talking keep talking, the waiting keep their place, no row is lost."""

import time
from pathlib import Path

import sqlalchemy as sa

from tests.lives.processes import patiently, start_line, two_counsellors


def test_a_killed_web_process_drops_nobody(
    tmp_path: Path, database_url: str, prompts: Path
) -> None:
    people = two_counsellors()
    line = start_line(tmp_path, database_url, prompts, people)
    try:
        # One child talks, another waits, then the web process is gone at once.
        first, first_id, first_beat = line.go_on_duty(people[0])
        talking = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{talking}/keys", {"digits": "1"})
        offer = patiently(first, lambda seen: seen["offer"])["offer"]
        ticket = first.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
        line.carrier.send(
            "POST", f"/practice/clients/{first_id}/connect", {"params": {"ticket": ticket}}
        )
        seen = patiently(first, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
        talk = seen["call"]["id"]
        waiting = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{waiting}/keys", {"digits": "1"})
        _until_waiting(database_url)

        line.kill("web")
        line.start_again("web")

        # The room was never touched, and the second child gets through in her place.
        assert line.leg(talking)["conference"] == f"call-{talk}"
        second, second_id, second_beat = line.go_on_duty(people[1])
        offer = patiently(second, lambda seen: seen["offer"])["offer"]
        ticket = second.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
        line.carrier.send(
            "POST", f"/practice/clients/{second_id}/connect", {"params": {"ticket": ticket}}
        )
        seen = patiently(second, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
        assert line.leg(waiting)["conference"] == f"call-{seen['call']['id']}"
        assert line.leg(talking)["conference"] == f"call-{talk}"
        again, _ = line.sign_in(people[0])
        assert again.send("GET", "/api/console")["call"]["id"] == talk
        calls = _rows(database_url)
        assert len(calls) == 2
        assert all(row.outcome is None for row in calls)
        first_beat.stop()
        second_beat.stop()
    finally:
        line.close()


def _until_waiting(url: str) -> None:
    for _ in range(200):
        if any(row.state == "waiting" for row in _rows(url)):
            return
        time.sleep(0.05)
    raise AssertionError("the second child never reached the line")


def _rows(url: str) -> list[sa.Row[tuple[str, str | None]]]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT state, outcome FROM calls")).all()
    engine.dispose()
    return list(rows)
