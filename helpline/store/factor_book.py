"""Second factors in the database; the secrets of codes are sealed under a key of the key store."""

import base64
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.people.factor_ports import Factor, FactorKind, HalfSession
from helpline.store.database import Database
from helpline.store.encrypted_text import seal, unseal
from helpline.store.key_store import KeyStore
from helpline.store.tables.factors import factors, half_sessions, key_challenges, recovery_codes
from helpline.store.upsert import upsert

_KEY = "second-factors"


@dataclass(frozen=True, slots=True)
class SqlFactorBook:
    """Implements `helpline.people.factor_ports.FactorBook`."""

    database: Database
    keys: KeyStore

    def factors(self, person_id: str) -> list[Factor]:
        hers = (factors.c.person_id == person_id) & factors.c.confirmed
        return self._many(hers)

    def pending(self, person_id: str) -> Factor | None:
        found = self._many((factors.c.person_id == person_id) & ~factors.c.confirmed)
        return found[-1] if found else None

    def _many(self, condition: sa.ColumnElement[bool]) -> list[Factor]:
        query = sa.select(factors).where(condition).order_by(factors.c.added_at, factors.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [self._factor(row) for row in rows]

    def add(self, factor: Factor) -> None:
        row = {name: getattr(factor, name) for name in Factor.__dataclass_fields__}
        if factor.kind is FactorKind.CODE:
            words = base64.b64encode(factor.material).decode("ascii")
            key = self.keys.key_or_new(_KEY)
            row["material"] = seal(key, words, place=_place(factor.id))
        unconfirmed = (factors.c.person_id == factor.person_id) & ~factors.c.confirmed
        with self.database.writing() as connection:
            connection.execute(sa.delete(factors).where(unconfirmed))
            connection.execute(sa.insert(factors).values(**row))

    def confirm(self, factor_id: str) -> None:
        with self.database.writing() as connection:
            mine = sa.update(factors).where(factors.c.id == factor_id)
            connection.execute(mine.values(confirmed=True))

    def remove(self, person_id: str, factor_id: str) -> bool:
        hers = (factors.c.id == factor_id) & (factors.c.person_id == person_id)
        return self._changed(sa.delete(factors).where(hers))

    def use(self, factor_id: str, number: int) -> bool:
        lower = (factors.c.id == factor_id) & (factors.c.used < number)
        return self._changed(sa.update(factors).where(lower).values(used=number))

    def set_recovery(self, person_id: str, digests: Collection[str]) -> None:
        hers = recovery_codes.c.person_id == person_id
        with self.database.writing() as connection:
            connection.execute(sa.delete(recovery_codes).where(hers))
            for digest in digests:
                row = {"digest": digest, "person_id": person_id}
                connection.execute(sa.insert(recovery_codes).values(**row))

    def use_recovery(self, person_id: str, digest: str) -> bool:
        mine = (recovery_codes.c.person_id == person_id) & (recovery_codes.c.digest == digest)
        return self._changed(sa.delete(recovery_codes).where(mine))

    def recovery_left(self, person_id: str) -> int:
        hers = recovery_codes.c.person_id == person_id
        query = sa.select(sa.func.count()).select_from(recovery_codes).where(hers)
        with self.database.reading() as connection:
            return int(connection.scalar(query) or 0)

    def open_half(self, half: HalfSession) -> None:
        row = {name: getattr(half, name) for name in HalfSession.__dataclass_fields__}
        with self.database.writing() as connection:
            connection.execute(sa.insert(half_sessions).values(**row))

    def half(self, digest: str, since: datetime) -> HalfSession | None:
        mine = (half_sessions.c.digest == digest) & (half_sessions.c.opened_at >= since)
        with self.database.reading() as connection:
            row = connection.execute(sa.select(half_sessions).where(mine)).mappings().first()
        return None if row is None else HalfSession(**row)

    def count_try(self, digest: str) -> None:
        mine = sa.update(half_sessions).where(half_sessions.c.digest == digest)
        self._changed(mine.values(tries=half_sessions.c.tries + 1))

    def end_half(self, digest: str) -> None:
        self._changed(sa.delete(half_sessions).where(half_sessions.c.digest == digest))

    def keep_challenge(self, owner: str, challenge: bytes, now: datetime) -> None:
        row = {"owner": owner, "challenge": challenge, "at": now}
        with self.database.writing() as connection:
            connection.execute(sa.delete(key_challenges).where(key_challenges.c.owner == owner))
            connection.execute(upsert(connection, key_challenges, row, key=("owner",)))

    def take_challenge(self, owner: str, since: datetime) -> bytes | None:
        mine = key_challenges.c.owner == owner
        taken = sa.delete(key_challenges).where(mine)
        taken_rows = taken.returning(key_challenges.c.challenge, key_challenges.c.at)
        with self.database.writing() as connection:
            row = connection.execute(taken_rows).first()
        return None if row is None or row.at < since else bytes(row.challenge)

    def forget(self, before: datetime) -> int:
        old = (half_sessions.c.opened_at < before, key_challenges.c.at < before)
        with self.database.writing() as connection:
            halves = connection.execute(sa.delete(half_sessions).where(old[0]))
            challenges = connection.execute(sa.delete(key_challenges).where(old[1]))
        return halves.rowcount + challenges.rowcount

    def _changed(self, statement: Any) -> bool:
        with self.database.writing() as connection:
            return bool(connection.execute(statement).rowcount)

    def _factor(self, row: sa.RowMapping) -> Factor:
        factor = Factor(**{**row, "kind": FactorKind(row["kind"])})
        if factor.kind is FactorKind.KEY:
            return factor
        words = unseal(self.keys.key(_KEY), factor.material, place=_place(factor.id))
        return replace(factor, material=base64.b64decode(words))


def _place(factor_id: str) -> str:
    return f"factor:{factor_id}:secret:v1"
