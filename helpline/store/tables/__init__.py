"""Every table, one file an aggregate."""

from helpline.store.tables import (
    audit,
    calls,
    contacts,
    disclosures,
    events,
    factors,
    invitations,
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
    "disclosures",
    "events",
    "factors",
    "invitations",
    "metadata",
    "people",
    "rota",
    "rota_news",
    "rota_planning",
    "streams",
    "training",
]
