"""Rows ⇄ values of the routing domain."""

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from routing.state import (
    Call,
    CallState,
    Counsellor,
    Duty,
    Guest,
    GuestRole,
    Lane,
    Offer,
    OfferState,
    Outcome,
    Party,
    Tier,
)

Row = sa.RowMapping
_CALL = tuple(Call.__dataclass_fields__)
_OFFER = tuple(Offer.__dataclass_fields__)
_COUNSELLOR = tuple(name for name in Counsellor.__dataclass_fields__ if name != "worked")
_MICROSECOND = timedelta(microseconds=1)


def call_from(row: Row) -> Call:
    words = {key: row[key] for key in _CALL}
    words["state"] = CallState(row["state"])
    words["tried"] = frozenset(row["tried"])
    words["tier"] = Tier(row["tier"])
    words["guests"] = tuple(_guest_from(guest) for guest in row["guests"])
    words["outcome"] = None if row["outcome"] is None else Outcome(row["outcome"])
    words["ended_by"] = None if row["ended_by"] is None else Party(row["ended_by"])
    words["lane"] = None if row["lane"] is None else Lane(row["lane"])
    return Call(**words)


def call_row(call: Call) -> Mapping[str, Any]:
    words = {key: getattr(call, key) for key in _CALL}
    return words | {
        "state": call.state.value,
        "tried": sorted(call.tried),
        "needs": dict(call.needs),
        "tier": call.tier.value,
        "guests": [dataclasses.asdict(guest) for guest in call.guests],
        "outcome": None if call.outcome is None else call.outcome.value,
        "ended_by": None if call.ended_by is None else call.ended_by.value,
        "lane": None if call.lane is None else call.lane.value,
    }


def _guest_from(words: Mapping[str, Any]) -> Guest:
    return Guest(**{**words, "role": GuestRole(words["role"])})


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
    return Counsellor(**words, worked=row["worked_us"] * _MICROSECOND)


def counsellor_row(person: Counsellor) -> Mapping[str, Any]:
    words = {key: getattr(person, key) for key in _COUNSELLOR}
    return words | {
        "languages": sorted(person.languages),
        "duty": person.duty.value,
        "skills": dict(person.skills),
        "worked_us": person.worked // _MICROSECOND,
    }
