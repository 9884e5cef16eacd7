"""Code words: kept as a slow digest, its pepper in the key store."""

import hmac
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from argon2.low_level import Type, hash_secret_raw

from helpline.cases.code_words import KEPT, LOOKED_UP
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.tables.audit import audit
from helpline.store.tables.code_words import code_words

PEPPER = "code-words"
# As for passwords: 19 MiB, two passes, one lane.
_COST = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1, "hash_len": 32}


@dataclass(frozen=True, slots=True)
class SqlWordBook:
    """Implements `helpline.cases.code_words.WordBook`."""

    database: Database
    keys: KeyStore

    def digest(self, words: str) -> str:
        """The same words always give the same: they are looked up by it. So the salt is a secret too."""
        pepper = self.keys.key_or_new(PEPPER)
        secret = hmac.digest(pepper, words.encode(), "sha256")
        salt = hmac.digest(pepper, b"salt", "sha256")[:16]
        return hash_secret_raw(secret, salt, type=Type.ID, **_COST).hex()

    def keep(self, digest: str, contact_id: str, now: datetime, *, since: datetime) -> bool:
        same = code_words.c.digest == digest
        old = (same & (code_words.c.used_at <= since)) | (code_words.c.contact_id == contact_id)
        row = {"digest": digest, "contact_id": contact_id, "used_at": now}
        try:
            with self.database.writing() as connection:
                connection.execute(sa.delete(code_words).where(old))
                connection.execute(sa.insert(code_words).values(**row))
        except sa.exc.IntegrityError:
            return False
        return True

    def find(self, digest: str, *, since: datetime) -> tuple[bool, str | None]:
        query = sa.select(code_words.c.contact_id).where(
            code_words.c.digest == digest, code_words.c.used_at > since
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return (False, None) if row is None else (True, row.contact_id)

    def used(self, digest: str, contact_id: str | None, now: datetime) -> None:
        update = sa.update(code_words).where(code_words.c.digest == digest)
        with self.database.writing() as connection:
            connection.execute(update.values(contact_id=contact_id, used_at=now))

    def tries(self, person_id: str, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(
            audit.c.actor_id == person_id, audit.c.at > since, audit.c.act.in_((KEPT, LOOKED_UP))
        )
        with self.database.reading() as connection:
            return int(connection.scalar(query) or 0)
