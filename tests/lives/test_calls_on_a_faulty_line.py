"""Whole calls over a carrier that misbehaves: one row and one outcome each, and nobody is dropped."""

from pathlib import Path
from typing import Any

from helpline.calls.reconcile import Reconcile
from helpline.people.ports import Role
from tests.lives.stage import Desk, Stage, open_stage, until

Faults = dict[str, object]

_WEBHOOKS: dict[str, Faults] = {
    "every one twice": {"duplicate_documents": "100%", "duplicate_callbacks": "100%"},
    "callbacks in another order": {"reorder_callbacks": "100%", "reorder_callbacks_s": 1},
    "callbacks late": {"delay_callbacks": "50%", "delay_callbacks_s": 1, "seed": 4},
    "documents late": {"delay_documents": 2, "delay_documents_s": 1},
    "a wrong signature": {"wrong_signatures": 1},
    "a little of each": {
        "seed": 11,
        "duplicate_documents": "40%",
        "duplicate_callbacks": "40%",
        "reorder_callbacks": "30%",
        "reorder_callbacks_s": 0.5,
        "rest_errors": "30%",
        "rest_lost_answers": "20%",
    },
    "a withheld number": {"withheld_callers": 1, "withheld_as": "keys of RESTRICTED"},
}
_MOVING: Faults = {"rest_only": "POST"}  # but for moving the caller in, the API is only read from
_API: dict[str, Faults] = {
    "500": {"rest_errors": 1, **_MOVING},
    "429": {"rest_errors": 1, "rest_error_status": 429, "rest_error_code": 20429, **_MOVING},
    "no answer": {"rest_silences": 1, **_MOVING},
    "a late answer": {"rest_hangs": 1, **_MOVING},
    "a broken connection": {"rest_closes": 1, **_MOVING},
    "a lost answer": {"rest_lost_answers": 1, **_MOVING},
    "old news": {"rest_lag_s": 60},
}


def _talk(stage: Stage, desk: Desk) -> tuple[str, str]:
    """The child's leg and the call, when both are in the room."""
    leg = stage.line.place_call("+77005550142")
    until(lambda: stage.line.call(leg), lambda seen: seen["now_playing"])
    stage.line.press(leg, "2")
    stage.line.connect_client(desk.person_id, {"ticket": desk.accept()})
    return leg, _in_the_room(stage, desk, leg)


def _in_the_room(stage: Stage, desk: Desk, leg: str) -> str:
    talking = desk.until(lambda seen: seen["call"] and seen["call"]["state"] == "talking")
    call = str(talking["call"]["id"])
    until(lambda: stage.line.call(leg), lambda seen: seen["conference"] == f"call-{call}")
    return call


def _outcomes(supervisor: Desk) -> list[tuple[str, str | None]]:
    rows: list[Any] = supervisor.browser.send("GET", "/api/calls")["rows"]
    return [(str(row["id"]), row["outcome"]) for row in rows]


def _each_ends_once(stage: Stage, misbehaviours: dict[str, Faults]) -> None:
    counsellor = stage.desk("counsellor-a")
    supervisor = stage.desk("supervisor-a", Role.SUPERVISOR)
    counsellor.go_on_duty()
    ended: dict[str, str | None] = {}
    for name, faults in misbehaviours.items():
        stage.line.reset_faults()
        stage.line.set_faults(**faults)

        leg, call = _talk(stage, counsellor)
        stage.line.hang_up(leg)
        ended[call] = "completed"

        seen = until(lambda: _outcomes(supervisor), lambda rows: all(row[1] for row in rows))
        assert dict(seen) == ended, name
        assert len(seen) == len(ended), name
        assert counsellor.until(lambda seen: seen["call"] is None)["presence"] == "wrap_up"
        counsellor.browser.send("POST", "/api/wrap-up/done", {})
        counsellor.until(lambda seen: seen["presence"] == "available")


def test_calls_whose_webhooks_misbehave_each_end_once(stage: Stage) -> None:
    _each_ends_once(stage, _WEBHOOKS)


def test_calls_whose_move_into_the_room_fails_each_end_once(stage: Stage) -> None:
    _each_ends_once(stage, _API)


def test_a_call_whose_end_is_never_told_is_found_to_be_over(stage: Stage) -> None:
    counsellor = stage.desk("counsellor-a")
    supervisor = stage.desk("supervisor-a", Role.SUPERVISOR)
    counsellor.go_on_duty()
    leg, call = _talk(stage, counsellor)

    stage.line.set_faults(drop_callbacks="100%")
    stage.line.hang_up(leg)
    until(lambda: stage.line.call(leg), lambda seen: seen["state"] == "completed")
    assert _outcomes(supervisor) == [(call, None)]
    _look_twice(stage)

    assert _outcomes(supervisor) == [(call, "completed")]
    assert counsellor.console()["presence"] == "wrap_up"


def test_a_caller_whose_counsellors_arrival_is_never_told_reaches_the_next_one(
    tmp_path: Path, database_url: str, prompts: Path
) -> None:
    stage = open_stage(tmp_path, database_url, prompts, HELPLINE_JOIN_S="2")
    try:
        first, second = stage.desk("counsellor-a"), stage.desk("counsellor-b")
        supervisor = stage.desk("supervisor-a", Role.SUPERVISOR)
        first.go_on_duty()
        leg = stage.line.place_call("+77005550142")
        stage.line.press(leg, "2")
        stage.line.set_faults(drop_callbacks=1, callbacks_only="participant-join")

        first.offer()
        second.go_on_duty()
        stage.line.connect_client(first.person_id, {"ticket": first.accept()})
        stage.line.connect_client(second.person_id, {"ticket": second.accept()})
        call = _in_the_room(stage, second, leg)
        stage.line.hang_up(leg)

        until(lambda: _outcomes(supervisor), lambda seen: seen == [(call, "completed")])
        assert first.until(lambda seen: seen["call"] is None)["presence"] == "break"
    finally:
        stage.close()


def _look_twice(stage: Stage) -> None:
    """What the jobs do every ten seconds."""
    parts = stage.parts
    look = Reconcile(
        store=parts.store,
        carrier=parts.carrier,
        apply_event=parts.apply_event,
        clock=parts.clock,
    )
    look()
    look()
