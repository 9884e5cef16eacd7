"""Every table, one file an aggregate."""

from helpline.store.tables import audit, calls, contacts, events, factors, people, rota, streams
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
    "contacts",
    "events",
    "factors",
    "metadata",
    "people",
    "rota",
    "streams",
]
