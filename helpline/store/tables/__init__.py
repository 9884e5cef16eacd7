"""Every table, one file an aggregate."""

from helpline.store.tables import (
    audit,
    calls,
    cases,
    contacts,
    disclosures,
    events,
    factors,
    invitations,
    people,
    repeats,
    rota,
    services,
    streams,
    training,
)
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
    "cases",
    "contacts",
    "disclosures",
    "events",
    "factors",
    "invitations",
    "metadata",
    "people",
    "repeats",
    "rota",
    "services",
    "streams",
    "training",
]
