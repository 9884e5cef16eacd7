"""Second factors in memory, held to the same contract as the real book."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from helpline.people.factor_ports import Factor, HalfSession


@dataclass(slots=True)
class FakeFactorBook:
    """Stands in for `helpline.people.factor_ports.FactorBook`."""

    kept: dict[str, Factor] = field(default_factory=dict)
    recovery: dict[str, set[str]] = field(default_factory=dict)
    halves: dict[str, HalfSession] = field(default_factory=dict)
    challenges: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)

    def _of(self, person_id: str, *, confirmed: bool) -> list[Factor]:
        hers = [each for each in self.kept.values() if each.person_id == person_id]
        hers = [each for each in hers if each.confirmed is confirmed]
        return sorted(hers, key=lambda each: (each.added_at, each.id))

    def factors(self, person_id: str) -> list[Factor]:
        return self._of(person_id, confirmed=True)

    def pending(self, person_id: str) -> Factor | None:
        found = self._of(person_id, confirmed=False)
        return found[-1] if found else None

    def add(self, factor: Factor) -> None:
        for other in self._of(factor.person_id, confirmed=False):
            del self.kept[other.id]
        self.kept[factor.id] = factor

    def confirm(self, factor_id: str) -> None:
        self.kept[factor_id] = replace(self.kept[factor_id], confirmed=True)

    def remove(self, person_id: str, factor_id: str) -> bool:
        factor = self.kept.get(factor_id)
        if factor is None or factor.person_id != person_id:
            return False
        del self.kept[factor_id]
        return True

    def use(self, factor_id: str, number: int) -> bool:
        factor = self.kept[factor_id]
        if factor.used >= number:
            return False
        self.kept[factor_id] = replace(factor, used=number)
        return True

    def set_recovery(self, person_id: str, digests: Collection[str]) -> None:
        self.recovery[person_id] = set(digests)

    def use_recovery(self, person_id: str, digest: str) -> bool:
        hers = self.recovery.get(person_id, set())
        was_there = digest in hers
        hers.discard(digest)
        return was_there

    def recovery_left(self, person_id: str) -> int:
        return len(self.recovery.get(person_id, ()))

    def open_half(self, half: HalfSession) -> None:
        self.halves[half.digest] = half

    def half(self, digest: str, since: datetime) -> HalfSession | None:
        half = self.halves.get(digest)
        return half if half is not None and half.opened_at >= since else None

    def count_try(self, digest: str) -> None:
        half = self.halves[digest]
        self.halves[digest] = replace(half, tries=half.tries + 1)

    def end_half(self, digest: str) -> None:
        self.halves.pop(digest, None)

    def keep_challenge(self, owner: str, challenge: bytes, now: datetime) -> None:
        self.challenges[owner] = (challenge, now)

    def take_challenge(self, owner: str, since: datetime) -> bytes | None:
        challenge, at = self.challenges.pop(owner, (None, since))
        return challenge if at >= since else None

    def forget(self, before: datetime) -> int:
        halves = [key for key, each in self.halves.items() if each.opened_at < before]
        challenges = [key for key, (_, at) in self.challenges.items() if at < before]
        for key in halves:
            del self.halves[key]
        for key in challenges:
            del self.challenges[key]
        return len(halves) + len(challenges)
