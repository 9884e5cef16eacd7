"""An audit book in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class FakeAudit:
    """Stands in for `helpline.privacy.audit.AuditBook`; fails when told to."""

    noted: list[tuple[str, str, str]] = field(default_factory=list)  # actor, act, thing
    reasons: list[str | None] = field(default_factory=list)
    fails: bool = False

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        self.note_each(actor_id=actor_id, act=act, things=[thing], now=now, reason=reason)

    def note_each(
        self,
        *,
        actor_id: str,
        act: str,
        things: Sequence[str],
        now: datetime,
        reason: str | None = None,
    ) -> None:
        if self.fails:
            raise OSError("told to fail")
        self.noted.extend((actor_id, act, thing) for thing in things)
        self.reasons.extend(reason for _ in things)

    def acts(self) -> list[str]:
        return [act for _, act, _ in self.noted]
