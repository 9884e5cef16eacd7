"""What contacts are found by, opened from their envelopes into the memory of this process alone.

An index of codes in the database would tell a thief of it what the envelopes hide: the rows of the
figures name the same codes, and how often each goes with which. So there is none.
"""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
_MARGIN = timedelta(hours=1)  # between the clocks of processes, and for slow writers
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class CodeCache:
    """The codes of a version of a contact: a contact that was written since is opened anew."""

    database: Database
    keys: KeyStore
    _known: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict, repr=False)
    _having: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _until: datetime | None = None  # what was complete by then has been opened
    _since: float = field(default_factory=time.monotonic, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def codes(self, rows: Sequence[Named]) -> list[frozenset[str]]:
        """Of each row, in their order; of a contact that cannot be read, none."""
        with self._lock:
            self._forget_in_time()
            self._open_new(rows)
            known = self._known
            return [known[row[0]][1] if row[0] in known else _NONE for row in rows]

    def may_have(self, codes: frozenset[str]) -> set[str]:
        """Ids of every contact that may have all of the codes, and of some that have not.

        A complete contact is never written again: it is opened once. Drafts are all among them.
        """
        columns = contacts.c.id, contacts.c.version, contacts.c.completed_at
        done = sa.select(*columns).where(contacts.c.completed_at.is_not(None))
        with self._lock:
            self._forget_in_time()
            if self._until is not None:
                done = done.where(contacts.c.completed_at >= self._until - _MARGIN)
            drafts = sa.select(contacts.c.id).where(contacts.c.completed_at.is_(None))
            with self.database.reading() as connection:
                rows = connection.execute(done).all()
                unfinished = set(connection.scalars(drafts))
            self._open_new(rows)
            self._until = max((row.completed_at for row in rows), default=self._until)
            return unfinished | set.intersection(*(self._having.get(each, set()) for each in codes))

    def _forget_in_time(self) -> None:
        if len(self._known) > _MOST or time.monotonic() - self._since > _LONGEST_S:
            self._known.clear()
            self._having.clear()
            self._since, self._until = time.monotonic(), None

    def _open_new(self, rows: Sequence[Named]) -> None:
        new = [row[0] for row in rows if self._known.get(row[0], (None,))[0] != row[1]]
        for start in range(0, len(new), _AT_ONCE):
            self._open(new[start : start + _AT_ONCE])

    def _open(self, ids: list[str]) -> None:
        query = sa.select(contacts.c.id, contacts.c.version, contacts.c.sealed)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(contacts.c.id.in_(ids))).all()
        keys = self.keys.several(row.id for row in rows if row.sealed is not None)
        for row in rows:
            codes = _codes(keys.get(row.id), row.sealed, row.id)
            self._known[row.id] = (row.version, codes)
            for code in codes:
                self._having.setdefault(code, set()).add(row.id)


def _codes(key: bytes | None, sealed: bytes | None, contact_id: str) -> frozenset[str]:
    if sealed is None:
        return codes_of({})
    if key is None:
        return _NONE
    try:
        return codes_of(json.loads(unseal(key, sealed, place=place_of(contact_id)))["form"])
    except Unreadable:
        return _NONE
