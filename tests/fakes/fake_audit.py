"""An audit book in memory."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class FakeAudit:
    """Stands in for `helpline.cases.ports.AuditBook`; fails when told to."""

    noted: list[tuple[str, str, str]] = field(default_factory=list)  # actor, act, thing
    fails: bool = False

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        if self.fails:
            raise OSError("told to fail")
        self.noted.append((actor_id, act, thing))
