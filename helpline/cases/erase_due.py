"""What is kept no longer: contacts and cases 90 days after they are closed, with their keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from helpline.privacy.audit import AuditBook

RETENTION = timedelta(days=90)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`stuck` are drafts older than that: open things are not swept, a supervisor must look at them."""

    contacts: Sequence[str]
    cases: Sequence[str]
    orphan_keys: Sequence[str]
    other_rows: int
    stuck: int

    @property
    def nothing(self) -> bool:
        return not (self.contacts or self.cases or self.orphan_keys or self.other_rows)


class Erasure(Protocol):
    def due(self, closed_before: datetime, now: datetime) -> Due: ...
    def destroy_keys(self, names: Sequence[str]) -> None:
        """At once and without a trace; safe to repeat."""

    def erase_contacts(self, ids: Sequence[str]) -> None: ...
    def erase_cases(self, ids: Sequence[str]) -> None: ...
    def erase_other_rows(self, now: datetime) -> None: ...
    def forget_traces(self) -> None:
        """Nothing of what was deleted stays in the files of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseDue:
    """Safe to repeat, and to be killed at any instant: what is left is erased by the next run.

    The keys go first. From then on nothing can be read, whatever becomes of the rows.
    """

    erasure: Erasure
    audit: AuditBook
    now: Callable[[], datetime]
    retention: timedelta = field(default=RETENTION)

    def due(self) -> Due:
        now = self.now()
        return self.erasure.due(now - self.retention, now)

    def __call__(self, *, actor: str) -> Due:
        """What was erased, with who or what ordered it on record."""
        now, due = self.now(), self.due()
        for act, ids, erase in (
            ("case.erased", due.cases, self.erasure.erase_cases),
            ("contact.erased", due.contacts, self.erasure.erase_contacts),
        ):
            for start in range(0, len(ids), _AT_ONCE):
                some = list(ids[start : start + _AT_ONCE])
                self.audit.note_each(actor_id=actor, act=act, things=some, now=now)
                self.erasure.destroy_keys(some)
                erase(some)
        if due.orphan_keys:
            self.erasure.destroy_keys(due.orphan_keys)
        self.erasure.erase_other_rows(now)
        self.erasure.forget_traces()
        return due
