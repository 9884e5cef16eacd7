"""Legs of a call: which connections it had, when each entered the room and when it was gone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.store.tables.calls import legs
from helpline.store.upsert import upsert
from routing.result import Result
from routing.state import LIVE_OFFERS, Call, CallState, Guest, GuestRole, Offer, RoutingState


def follow_legs(
    connection: sa.Connection, before: RoutingState, result: Result, now: datetime
) -> None:
    """Open, join and close legs at `now` as far as the changed calls and offers tell."""
    for offer in result.offers:
        _follow_telephone(connection, before.offers.get(offer.id), offer, now)
    for call in result.calls:
        earlier = before.calls.get(call.id)
        _follow_caller(connection, earlier, call, now)
        _follow_guests(connection, earlier, call, now)
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


def _follow_telephone(
    connection: sa.Connection, earlier: Offer | None, offer: Offer, now: datetime
) -> None:
    """Once she has pressed 1 it is the counsellor's leg, and followed as that."""
    if offer.leg is None:
        return
    if earlier is None or earlier.leg != offer.leg:
        row = {"leg": offer.leg, "call_id": offer.call_id, "kind": "telephone"}
        _open(connection, {**row, "person_id": offer.counsellor_id}, now)
    if offer.state not in LIVE_OFFERS:
        _mark(connection, legs.c.leg == offer.leg, "left_at", now)


def _follow_guests(
    connection: sa.Connection, earlier: Call | None, call: Call, now: datetime
) -> None:
    """A colleague to whom the call was handed has become its counsellor, and has not left."""
    were = {} if earlier is None else {guest.leg: guest for guest in earlier.guests}
    for guest in call.guests:
        if guest.leg is not None:
            _follow_guest(connection, were.pop(guest.leg, None), guest, call, now)
    for leg in were.keys() - {None, call.counsellor_leg}:
        _mark(connection, legs.c.leg == leg, "left_at", now)


def _follow_guest(
    connection: sa.Connection, was: Guest | None, guest: Guest, call: Call, now: datetime
) -> None:
    if was is None:
        person_id = None if guest.role is GuestRole.THIRD_PARTY else guest.ref
        row = {"leg": guest.leg, "call_id": call.id, "kind": guest.role.value}
        _open(connection, {**row, "person_id": person_id}, now)
    elif was.role is not guest.role:
        same = legs.c.leg == guest.leg
        connection.execute(sa.update(legs).where(same).values(kind=guest.role.value))
    if guest.joined:
        _mark(connection, legs.c.leg == guest.leg, "joined_at", now)


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
