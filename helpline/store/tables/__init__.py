"""Every table, one file an aggregate."""

from helpline.store.tables import (
    audit,
    calls,
    contacts,
    counsellors,
    disclosures,
    events,
    factors,
    invitations,
    line,
    people,
    rota,
    rota_news,
    rota_planning,
    streams,
    training,
)
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
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
    "rota_news",
    "rota_planning",
    "streams",
    "training",
]
