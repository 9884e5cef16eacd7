"""Legs of a call: which connections it had, when each entered the room and when it was gone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.store.tables.calls import legs
from helpline.store.upsert import upsert
from routing.result import Result
from routing.state import Call, CallState, RoutingState


def follow_legs(
    connection: sa.Connection, before: RoutingState, result: Result, now: datetime
) -> None:
    """Open, join and close legs at `now` as far as the changed calls tell."""
    for call in result.calls:
        earlier = before.calls.get(call.id)
        _follow_caller(connection, earlier, call, now)
        _follow_counsellor(connection, earlier, call, now)
        if call.state is CallState.ENDED:
            _mark(connection, legs.c.call_id == call.id, "left_at", now)


def _follow_caller(
    connection: sa.Connection, earlier: Call | None, call: Call, now: datetime
) -> None:
    if earlier is None:
        _open(connection, {"leg": call.leg, "call_id": call.id, "kind": "caller"}, now)
    if call.caller_in:
        _mark(connection, legs.c.leg == call.leg, "joined_at", now)


def _follow_counsellor(
    connection: sa.Connection, earlier: Call | None, call: Call, now: datetime
) -> None:
    was = None if earlier is None else earlier.counsellor_leg
    leg = call.counsellor_leg
    if was is not None and was != leg:
        _mark(connection, legs.c.leg == was, "left_at", now)
    if leg is not None and leg != was:
        row = {"leg": leg, "call_id": call.id, "kind": "counsellor"}
        _open(connection, {**row, "person_id": call.counsellor_id}, now)
    if leg is not None and call.counsellor_in:
        _mark(connection, legs.c.leg == leg, "joined_at", now)


def _open(connection: sa.Connection, row: Mapping[str, Any], now: datetime) -> None:
    """A connection that the carrier names again must not stop the call: its row is begun anew."""
    fresh = {**row, "opened_at": now, "joined_at": None, "left_at": None}
    connection.execute(upsert(connection, legs, fresh, key=("leg",)))


def _mark(
    connection: sa.Connection, which: sa.ColumnElement[bool], instant: str, now: datetime
) -> None:
    """The first time counts."""
    unmarked = legs.c[instant].is_(None)
    connection.execute(sa.update(legs).where(which, unmarked).values({instant: now}))
