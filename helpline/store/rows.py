"""Rows ⇄ values of the routing domain."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from helpline.store.tables.calls import calls, counsellors, offers
from routing.state import (
    Call,
    CallState,
    Counsellor,
    Duty,
    Offer,
    OfferState,
    Outcome,
    Party,
)

Row = sa.RowMapping
# Fields of the values that have a column; the others keep their defaults.
_CALL = [name for name in Call.__dataclass_fields__ if name in calls.c]
_OFFER = [name for name in Offer.__dataclass_fields__ if name in offers.c]
_COUNSELLOR = [name for name in Counsellor.__dataclass_fields__ if name in counsellors.c]


def call_from(row: Row) -> Call:
    words = {key: row[key] for key in _CALL}
    words["state"] = CallState(row["state"])
    words["tried"] = frozenset(row["tried"])
    words["outcome"] = None if row["outcome"] is None else Outcome(row["outcome"])
    words["ended_by"] = None if row["ended_by"] is None else Party(row["ended_by"])
    return Call(**words)


def call_row(call: Call) -> Mapping[str, Any]:
    words = {key: getattr(call, key) for key in _CALL}
    return words | {
        "state": call.state.value,
        "tried": sorted(call.tried),
        "outcome": None if call.outcome is None else call.outcome.value,
        "ended_by": None if call.ended_by is None else call.ended_by.value,
    }


def offer_from(row: Row) -> Offer:
    words = {key: row[key] for key in _OFFER}
    words["state"] = OfferState(row["state"])
    return Offer(**words)


def offer_row(offer: Offer) -> Mapping[str, Any]:
    words = {key: getattr(offer, key) for key in _OFFER}
    return words | {"state": offer.state.value}


def counsellor_from(row: Row) -> Counsellor:
    words = {key: row[key] for key in _COUNSELLOR}
    words["languages"] = frozenset(row["languages"])
    words["duty"] = Duty(row["duty"])
    return Counsellor(**words)


def counsellor_row(person: Counsellor) -> Mapping[str, Any]:
    words = {key: getattr(person, key) for key in _COUNSELLOR}
    return words | {"languages": sorted(person.languages), "duty": person.duty.value}
