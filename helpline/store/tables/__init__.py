"""Every table, one file an aggregate."""

from helpline.store.tables import audit, calls, contacts, events, people, rota, streams, training
from helpline.store.tables.base import metadata

__all__ = [
    "audit",
    "calls",
    "contacts",
    "events",
    "metadata",
    "people",
    "rota",
    "streams",
    "training",
]
