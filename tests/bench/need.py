"""Heads needed: Erlang A against callers played out one by one, and the forecast against the weeks after."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from shift_schedule.erlang import service
from shift_schedule.forecast import forecast, weighted_error
from tests.bench.figure import figure
from tests.shift_schedule.test_erlang_of_need import GRID, TARGET, played_out, traffic
from tests.shift_schedule.test_forecast import ALMATY, MONDAY, drawn

_CALLERS, _PAST, _LATER = 200_000, 8, 2
# Where callers wait for long, one busy hour reaches far: it takes more of them until chance is out of it.
_PATIENT_S, _CALLERS_WHO_WAIT = 900, 1_500_000


def figures() -> Iterator[Mapping[str, Any]]:
    yield from _erlang()
    yield from _backtest()


def _erlang() -> Iterator[Mapping[str, Any]]:
    answered, abandoned = [], []
    for calls, more, patience_s in GRID:
        asked, heads = traffic(calls, patience_s=patience_s), max(1, round(calls * 0.2) + more)
        callers = _CALLERS_WHO_WAIT if patience_s >= _PATIENT_S else _CALLERS
        seen = played_out(asked, heads, callers=callers, chance=Random(111))
        found = service(asked, heads, TARGET)
        answered.append(abs(found.answered_within - seen.answered_within))
        abandoned.append(abs(found.abandoned - seen.abandoned))
    detail = f"{len(GRID)} loads, heads and patiences; {_CALLERS} to {_CALLERS_WHO_WAIT} callers played out at each"
    for name, values in (("service level", answered), ("abandoned", abandoned)):
        label = f"Erlang A, {name}: most apart"
        yield figure(label, max(values), "", goal="<= 0.01", detail=detail)


def _backtest() -> Iterator[Mapping[str, Any]]:
    chance = Random(111)
    past, later = (
        list(drawn(range(_PAST), chance)),
        list(drawn(range(_PAST, _PAST + _LATER), chance)),
    )
    begin, until = MONDAY + timedelta(weeks=_PAST), MONDAY + timedelta(weeks=_PAST + _LATER)
    a_day = timedelta(days=1)
    made = forecast(past, MONDAY, begin - a_day, zone=ALMATY, holidays=frozenset())
    error = weighted_error(made, later, begin, until - a_day, holidays=frozenset())
    detail = (
        f"{len(past)} drawn calls of {_PAST} weeks, held by the half-hour against {_LATER} more"
    )
    yield figure("forecast: WAPE per half-hour", error, "", goal="reported", detail=detail)
