"""What is kept no longer: contacts and cases 90 days after they are closed, with their keys, and the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from helpline.privacy.audit import AuditBook

RETENTION = timedelta(days=90)
WARNING = timedelta(days=30)  # before a contact goes that nobody has finished
UNFINISHED = "unfinished"  # the reason on record
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`drafts` are contacts that nobody has finished in 90 days; `stuck` will be so within 30 days.

    What is in a case that is kept stays with it. `log_entries` are those of the audit log.
    """

    contacts: Sequence[str]
    drafts: Sequence[str]
    cases: Sequence[str]
    orphan_keys: Sequence[str]
    other_rows: int
    stuck: int
    log_entries: int = 0

    @property
    def nothing(self) -> bool:
        rows = self.contacts or self.drafts or self.cases or self.orphan_keys
        return not (rows or self.other_rows or self.log_entries)


class Erasure(Protocol):
    def due(self, closed_before: datetime, now: datetime, *, warned_before: datetime) -> Due: ...
    def destroy_keys(self, names: Sequence[str]) -> None:
        """At once and without a trace; safe to repeat."""

    def erase_contacts(self, ids: Sequence[str]) -> None: ...
    def erase_cases(self, ids: Sequence[str]) -> None: ...
    def erase_other_rows(self, now: datetime) -> None: ...
    def forget_traces(self) -> None:
        """Nothing of what was deleted stays in the files of the database."""


class Aged(Protocol):
    """Rows with a life of their own: sign-ins and requests, or the audit log."""

    def due(self, now: datetime, /) -> int: ...
    def erase(self, now: datetime, /) -> int:
        """How many are gone; safe to repeat."""


class Nothing:
    """No such rows: contacts and cases are erased alone."""

    def due(self, _now: datetime) -> int:
        return 0

    def erase(self, _now: datetime) -> int:
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseDue:
    """Safe to repeat, and to be killed at any instant: what is left is erased by the next run.

    The keys go first. From then on nothing can be read, whatever becomes of the rows.
    """

    erasure: Erasure
    audit: AuditBook
    now: Callable[[], datetime]
    access: Aged = field(default_factory=Nothing)
    log: Aged = field(default_factory=Nothing)
    retention: timedelta = field(default=RETENTION)

    def due(self) -> Due:
        now = self.now()
        closed_before = now - self.retention
        due = self.erasure.due(closed_before, now, warned_before=closed_before + WARNING)
        rows = due.other_rows + self.access.due(now)
        return replace(due, other_rows=rows, log_entries=self.log.due(now))

    def __call__(self, *, actor: str) -> Due:
        """What was erased, with who or what ordered it on record."""
        now, due = self.now(), self.due()
        for act, reason, ids, erase in (
            ("case.erased", None, due.cases, self.erasure.erase_cases),
            ("contact.erased", None, due.contacts, self.erasure.erase_contacts),
            ("contact.erased", UNFINISHED, due.drafts, self.erasure.erase_contacts),
        ):
            for start in range(0, len(ids), _AT_ONCE):
                some = list(ids[start : start + _AT_ONCE])
                self.audit.note_each(actor_id=actor, act=act, things=some, now=now, reason=reason)
                self.erasure.destroy_keys(some)
                erase(some)
        if due.orphan_keys:
            self.erasure.destroy_keys(due.orphan_keys)
        self.erasure.erase_other_rows(now)
        self.access.erase(now)
        try:
            self.log.erase(now)  # the last: a log that was changed stays as it is, and says so
        finally:
            self.erasure.forget_traces()
        return due
