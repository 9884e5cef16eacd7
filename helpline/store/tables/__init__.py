"""Every table, one file an aggregate."""

from helpline.store.tables import (
    audit,
    calls,
    contacts,
    events,
    factors,
    invitations,
    people,
    rota,
    streams,
)
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
    "contacts",
    "events",
    "factors",
    "invitations",
    "metadata",
    "people",
    "rota",
    "streams",
]
