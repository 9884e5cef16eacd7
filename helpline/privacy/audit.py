"""Who saw or changed what: the words of an entry, for every use case that puts one on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

NOBODY = "nobody"  # the actor of what happens before anybody is known
BY_ITSELF = "jobs"  # the actor of what happens because its time has come
COMMAND_LINE = "command-line"  # the actor of what is done at the server itself

# Acts that show content: a breach report counts these first.
READS = frozenset({"case.read", "contact.read", "disclosure.read", "message.heard"})
# Every act that a use case names. A change made over the web is named by its route besides.
ACTS = (
    "access.refused",
    "attendance.come",
    "attendance.go",
    "audit.read",
    "audit.retired",
    "case.closed",
    "case.closing",
    "case.consent",
    "case.declined",
    "case.erased",
    "case.finished",
    "case.flagged",
    "case.in_progress",
    "case.linked",
    "case.offered",
    "case.opened",
    "case.read",
    "case.referred",
    "case.taken",
    "case.unlinked",
    "case.written",
    "contact.added",
    "call.assigned",
    "call.barge",
    "call.lane",
    "call.left",
    "call.listen",
    "call.priority",
    "call.whisper",
    "contact.complete",
    "contact.erased",
    "contact.read",
    "contact.rescued",
    "contact.saved",
    "directory.replaced",
    "disclosure.approved",
    "disclosure.asked",
    "disclosure.read",
    "disclosure.refused",
    "factor.added",
    "factor.recovered",
    "factor.recovery_made",
    "factor.removed",
    "handover.read",
    "line.emergency_off",
    "line.emergency_on",
    "line.party_added",
    "line.party_removed",
    "message.called_back",
    "message.done",
    "message.heard",
    "notices.seen",
    "password.changed",
    "password.chosen",
    "person.added",
    "person.disabled",
    "person.duty",
    "person.invited",
    "person.off_call",
    "person.on_call",
    "person.readmitted",
    "person.reset",
    "person.roles",
    "person.skills",
    "person.telephone",
    "person.work_flags",
    "records.searched",
    "report.taken",
    "roster.asked",
    "roster.cancelled",
    "roster.published",
    "roster.restored",
    "rota.day_removed",
    "rota.day_set",
    "rota.kind_removed",
    "rota.kind_set",
    "rota.least",
    "rota.need",
    "rota.pattern_added",
    "rota.pattern_changed",
    "rota.pattern_removed",
    "rota.wish",
    "rota.wish_removed",
    "session.closed",
    "session.covered",
    "session.opened",
    "session.refused",
    "session.throttled",
    "session.uncovered",
    "training.end",
    "training.start",
    "words.kept",
    "words.known",
    "words.looked_up",
)


class AuditBook(Protocol):
    """Each entry is a transaction of its own, before the answer leaves; no rollback takes it back."""

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        """`act` is a code such as `contact.read`; `thing` an id; never content."""

    def note_each(
        self,
        *,
        actor_id: str,
        act: str,
        things: Sequence[str],
        now: datetime,
        reason: str | None = None,
    ) -> None:
        """One entry for each thing, all or none; nothing for no thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an auditor looks for; None means all. `before` is a number: paging goes backwards."""

    actor_id: str | None = None
    act: str | None = None
    thing: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
