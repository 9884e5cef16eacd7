"""Every table, one file an aggregate."""

from helpline.store.tables import (
    audit,
    calls,
    carrier_records,
    cases,
    contacts,
    counsellors,
    disclosures,
    events,
    factors,
    invitations,
    line,
    people,
    rota,
    services,
    statistics,
    streams,
    training,
)
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
    "carrier_records",
    "cases",
    "contacts",
    "counsellors",
    "disclosures",
    "events",
    "factors",
    "invitations",
    "line",
    "metadata",
    "people",
    "rota",
    "services",
    "statistics",
    "streams",
    "training",
]
