"""Half a minute without the database: callers hear a voice and keep their places, and nothing is lost."""

import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from helpline.cli.line_check import Heartbeat
from routing.state import CallState, Outcome
from tests.lives.proxy import behind_a_door
from tests.lives.stage import open_stage, until

_AWAY_S = 30
FreshUrl = Callable[[str], str]


def test_callers_wait_through_half_a_minute_without_the_database(
    tmp_path: Path, prompts: Path, fresh_url: FreshUrl
) -> None:
    real = fresh_url("postgresql")
    door, behind = behind_a_door(real)
    stage = open_stage(tmp_path, behind, prompts)
    try:
        desk = stage.desk("ana")
        legs = [stage.line.place_call(f"+7700555012{n}") for n in range(3)]
        until(lambda: len(stage.parts.store.live_calls()), lambda number: number == 3)
        for leg in legs:
            stage.line.press(leg, "2")
        before = until(
            stage.parts.store.live_calls,
            lambda calls: all(call.state is CallState.WAITING for call in calls),
        )

        door.shut()
        asked_before = len(stage.line.journal("request"))
        time.sleep(_AWAY_S)
        heard = stage.line.journal("request")[asked_before:]
        still_there = [stage.line.carrier.calls[leg].status for leg in legs]
        door.open()

        # A voice all the while, and each comes back to the place she had.
        assert still_there == ["in-progress"] * 3
        assert len(heard) > 3
        after = until(stage.parts.store.live_calls, lambda calls: len(calls) == 3)
        assert [(call.leg, call.enqueued_at) for call in after] == [
            (call.leg, call.enqueued_at) for call in before
        ]
        desk.heartbeat = Heartbeat(desk.browser)
        desk.browser.send("POST", "/api/duty", {"state": "available"})
        offer = desk.offer()
        assert offer["call_id"] == before[0].id
        stage.line.connect_client(desk.person_id, {"ticket": desk.accept()})
        desk.until(lambda seen: seen["call"] and seen["call"]["state"] == "talking")
        for leg in legs:
            stage.line.hang_up(leg)
        until(lambda: len(stage.parts.store.live_calls()), lambda number: number == 0)
        assert _outcomes(real) == sorted([Outcome.COMPLETED, Outcome.ABANDONED, Outcome.ABANDONED])
    finally:
        door.open()
        stage.close()
        door.close()


def _outcomes(url: str) -> list[str]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = connection.scalars(sa.text("SELECT outcome FROM calls ORDER BY outcome")).all()
    engine.dispose()
    return [str(each) for each in found]
