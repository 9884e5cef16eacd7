"""What contacts are found by, opened from their envelopes into the memory of this process alone.

An index of codes in the database would tell a thief of it what the envelopes hide: the rows of the
figures name the same codes, and how often each goes with which. So there is none.
"""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from helpline.cases.search import codes_of
from helpline.store.contact_book import place_of
from helpline.store.database import Database
from helpline.store.encrypted_text import Unreadable, unseal
from helpline.store.key_store import KeyStore
from helpline.store.tables.contacts import contacts

Named = Sequence[Any]  # (id, version, …) of a contact
_MOST = 200_000  # contacts
_LONGEST_S = 24 * 3600.0  # what is erased is forgotten here too within a day
_AT_ONCE = 500
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class CodeCache:
    """The codes of a version of a contact: a contact that was written since is opened anew."""

    database: Database
    keys: KeyStore
    _known: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict, repr=False)
    _since: float = field(default_factory=time.monotonic, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def codes(self, rows: Sequence[Named]) -> list[frozenset[str]]:
        """Of each row, in their order; of a contact that cannot be read, none."""
        with self._lock:
            if len(self._known) > _MOST or time.monotonic() - self._since > _LONGEST_S:
                self._known.clear()
                self._since = time.monotonic()
            known = self._known
            new = [row[0] for row in rows if known.get(row[0], (None,))[0] != row[1]]
            for start in range(0, len(new), _AT_ONCE):
                self._open(new[start : start + _AT_ONCE])
            return [known[row[0]][1] if row[0] in known else _NONE for row in rows]

    def _open(self, ids: list[str]) -> None:
        query = sa.select(contacts.c.id, contacts.c.version, contacts.c.sealed)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(contacts.c.id.in_(ids))).all()
        keys = self.keys.several(row.id for row in rows if row.sealed is not None)
        for row in rows:
            codes = _codes(keys.get(row.id), row.sealed, row.id)
            self._known[row.id] = (row.version, codes)


def _codes(key: bytes | None, sealed: bytes | None, contact_id: str) -> frozenset[str]:
    if sealed is None:
        return codes_of({})
    if key is None:
        return _NONE
    try:
        return codes_of(json.loads(unseal(key, sealed, place=place_of(contact_id)))["form"])
    except Unreadable:
        return _NONE
