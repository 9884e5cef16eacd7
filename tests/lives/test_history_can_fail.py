"""The checker of histories finds each kind of fault when it is planted in the rows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.history.checker import History

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
Rows = dict[str, Any]


def _at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def _sound() -> Rows:
    """Two calls, one after the other with the same counsellor, and nothing wrong."""
    calls = [
        {
            "id": f"c{n}",
            "leg": f"leg-{n}",
            "state": "ended",
            "arrived_at": _at(n),
            "enqueued_at": _at(n),
            "ended_at": _at(20 + 20 * n),
            "outcome": "completed",
            "talked": True,
            "priority": 0,
        }
        for n in (0, 1)
    ]
    intervals = {
        "c0": [_piece("queue", 0, 5), _piece("ring", 5, 8), _piece("talk", 8, 20)],
        "c1": [_piece("queue", 1, 25), _piece("ring", 25, 28), _piece("talk", 28, 40)],
    }
    offers = [_offer("c0.1", 5, 8, 20), _offer("c1.1", 25, 28, 40)]
    return {"calls": calls, "intervals": intervals, "offers": offers}


def _piece(phase: str, starts: float, ends: float) -> Rows:
    return {"phase": phase, "starts_at": _at(starts), "ends_at": _at(ends)}


def _offer(name: str, made: float, answered: float, ended: float) -> Rows:
    return {
        "id": name,
        "call_id": name.partition(".")[0],
        "counsellor_id": "ana",
        "state": "finished",
        "made_at": _at(made),
        "answered_at": _at(answered),
        "ended_at": _at(ended),
    }


def _faults(rows: Rows) -> list[str]:
    legs = ["leg-0", "leg-1"]
    return History(placed=legs, reached=legs, **rows).faults()


def _lose(rows: Rows) -> None:
    del rows["calls"][0]
    del rows["intervals"]["c0"]
    del rows["offers"][0]


def _double(rows: Rows) -> None:
    rows["calls"].append(rows["calls"][0] | {"id": "c9"})
    rows["intervals"]["c9"] = rows["intervals"]["c0"]


def _leave_open(rows: Rows) -> None:
    rows["calls"][0] |= {"outcome": None, "ended_at": None, "state": "talking"}


def _tear(rows: Rows) -> None:
    rows["intervals"]["c0"][1] = _piece("ring", 6, 8)


def _never_end(rows: Rows) -> None:
    rows["intervals"]["c1"][2]["ends_at"] = None


def _two_at_once(rows: Rows) -> None:
    rows["offers"][1]["answered_at"] = _at(15)


def _overtake(rows: Rows) -> None:
    rows["intervals"]["c0"] = [_piece("queue", 0, 27), _piece("talk", 27, 20)]
    rows["offers"][0]["counsellor_id"] = "ben"


def _misname(rows: Rows) -> None:
    rows["calls"][1]["outcome"] = "abandoned"


def test_a_sound_history_has_no_fault() -> None:
    assert _faults(_sound()) == []


@pytest.mark.parametrize(
    "plant",
    [_lose, _double, _leave_open, _tear, _never_end, _two_at_once, _overtake, _misname],
    ids=lambda plant: plant.__name__.strip("_"),
)
def test_each_planted_fault_is_found(plant: Callable[[Rows], None]) -> None:
    rows = _sound()

    plant(rows)

    assert _faults(rows) != []
