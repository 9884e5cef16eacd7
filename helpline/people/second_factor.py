"""The second factor: a code, a security key or a recovery code; each good once."""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from helpline.people import one_time_codes
from helpline.people.factor_ports import Factor, FactorBook, FactorKind
from helpline.people.ports import Person
from helpline.people.security_keys import KeyRefused, SecurityKeys, credential_of
from helpline.privacy.audit import AuditBook

RECOVERY_CODES = 10
_CHALLENGE_LIFE = timedelta(minutes=5)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_LONGEST = 40


class LastFactor(Exception):
    """Where a second factor is required the last one cannot be removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """`required`: nobody gets in without one. Outside practice mode it always is."""

    factors: FactorBook
    keys: SecurityKeys
    audit: AuditBook
    required: bool
    secret: bytes = field(repr=False)

    def of(self, person_id: str) -> list[Factor]:
        return self.factors.factors(person_id)

    # --- signing in

    def is_right(self, person: Person, typed: str, now: datetime) -> bool:
        """A code of one of her applications, or a recovery code; each is right once."""
        words = "".join(typed.split()).lower().replace("-", "")
        if not 0 < len(words) <= _LONGEST:
            return False
        is_fresh = self.burn(person, words, now)
        if is_fresh is not None:
            return is_fresh
        if not self.factors.use_recovery(person.id, self._digest(person.id, words)):
            return False
        self._note(person, "factor.recovered", person.id, now)
        return True

    def burn(self, person: Person, code: str, now: datetime) -> bool | None:
        """Use up a code of an application: None when it is none, False when it was used before."""
        for factor in self.of(person.id):
            if factor.kind is FactorKind.CODE:
                step = one_time_codes.step_of(factor.material, code, now)
                if step is not None:
                    return self.factors.use(factor.id, step)
        return None

    def key_options(self, person: Person, owner: str, now: datetime) -> Mapping[str, Any]:
        """What to ask one of her keys; `owner` is the digest of the session that asks."""
        return self.keys.to_sign_in(self._credentials(person), self._challenge(owner, now))

    def is_signed(self, person: Person, owner: str, answer: Any, now: datetime) -> bool:
        """True when one of her keys has signed the challenge of this very session."""
        challenge = self.factors.take_challenge(owner, now - _CHALLENGE_LIFE)
        if challenge is None or not isinstance(answer, dict):
            return False
        wanted = credential_of(answer)
        for factor in self.of(person.id):
            if factor.kind is FactorKind.KEY and factor.credential == wanted:
                return self._signs(factor, answer, challenge)
        return False

    def _signs(self, factor: Factor, answer: Mapping[str, Any], challenge: bytes) -> bool:
        try:
            count = self.keys.signed(answer, challenge, factor.material, factor.used)
        except KeyRefused:
            return False
        # Keys without a counter always say 0; one that counts must have gone on counting.
        return count == 0 or self.factors.use(factor.id, count)

    # --- enrolling

    def begin_code(self, person: Person, now: datetime) -> Factor:
        """A new secret to show; the same one again until it is confirmed, so that a reload loses nothing."""
        pending = self.factors.pending(person.id)
        if pending is not None:
            return pending
        secret = one_time_codes.new_secret()
        factor = _new(person, FactorKind.CODE, "", now, material=secret)
        self.factors.add(factor)
        return factor

    def confirm_code(self, person: Person, typed: str, now: datetime) -> bool:
        """The first code proves that the application has the secret; it opens nothing again."""
        pending = self.factors.pending(person.id)
        words = "".join(typed.split())
        step = None if pending is None else one_time_codes.step_of(pending.material, words, now)
        if pending is None or step is None or not self.factors.use(pending.id, step):
            return False
        self.factors.confirm(pending.id)
        self._note(person, "factor.added", pending.id, now)
        return True

    def enrol_options(self, person: Person, owner: str, now: datetime) -> Mapping[str, Any]:
        known = self._credentials(person)
        return self.keys.to_enrol(person, known, self._challenge(owner, now))

    def enrol_key(self, person: Person, owner: str, answer: Any, name: str, now: datetime) -> bool:
        """Keep the key if it answers the challenge of this very session."""
        challenge = self.factors.take_challenge(owner, now - _CHALLENGE_LIFE)
        if challenge is None or not isinstance(answer, dict):
            return False
        try:
            credential, public_key, count = self.keys.enrolled(answer, challenge)
        except KeyRefused:
            return False
        factor = _new(person, FactorKind.KEY, name, now, material=public_key)
        self.factors.add(_confirmed(factor, credential, count))
        self._note(person, "factor.added", factor.id, now)
        return True

    def remove(self, person: Person, factor_id: str, now: datetime) -> bool:
        """False when there is none of hers with that id. Raises LastFactor."""
        hers = self.of(person.id)
        if factor_id not in {each.id for each in hers}:
            return False
        if self.required and len(hers) == 1:
            raise LastFactor
        self._note(person, "factor.removed", factor_id, now)
        return self.factors.remove(person.id, factor_id)

    def new_recovery_codes(self, person: Person, now: datetime) -> list[str]:
        """Shown once; kept as digests; earlier ones are worth nothing from now on."""
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        self._note(person, "factor.recovery_made", person.id, now)
        digests = [self._digest(person.id, code.replace("-", "")) for code in codes]
        self.factors.set_recovery(person.id, digests)
        return codes

    def forget_all(self, person_id: str) -> None:
        """For a reset by a supervisor: whoever has lost everything enrols anew."""
        for factor in self.of(person_id):
            self.factors.remove(person_id, factor.id)
        self.factors.set_recovery(person_id, [])

    def _credentials(self, person: Person) -> list[bytes]:
        return [each.credential for each in self.of(person.id) if each.credential is not None]

    def _challenge(self, owner: str, now: datetime) -> bytes:
        challenge = secrets.token_bytes(32)
        self.factors.keep_challenge(owner, challenge, now)
        return challenge

    def _digest(self, person_id: str, code: str) -> str:
        words = f"recovery\n{person_id}\n{code}".encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, words, hashlib.sha256).hexdigest()

    def _note(self, person: Person, act: str, thing: str, now: datetime) -> None:
        self.audit.note(actor_id=person.id, act=act, thing=thing, now=now)


def _new(person: Person, kind: FactorKind, name: str, now: datetime, *, material: bytes) -> Factor:
    return Factor(
        id=uuid.uuid4().hex,
        person_id=person.id,
        kind=kind,
        name=name,
        added_at=now,
        material=material,
    )


def _confirmed(factor: Factor, credential: bytes, count: int) -> Factor:
    return replace(factor, confirmed=True, credential=credential, used=count)


def _recovery_code() -> str:
    """About 119 bits, so that a digest of it cannot be guessed; in groups for the eye."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(6)) for _ in range(4))
    return "-".join(groups)
