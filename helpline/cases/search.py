"""Finding contacts and cases again: by their codes, by who keeps them, by their reference; never by words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from helpline.cases.case import Case
from helpline.cases.form import value_of
from helpline.cases.ports import Contact
from helpline.cases.read_contact import Reader, fit_for_the_record
from helpline.cases.statistics import age_band
from helpline.privacy.audit import AuditBook

SEARCHED = "records.searched"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The last row of a page; the next one begins behind it."""

    opened_at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for; empty means all. The codes are those of `codes_of`, and all must be there.

    `reader_id` None reads all. `state` is one of a contact or one of a case: a contact is in the
    state of its case too, and a case in those of its contacts. `flagged` and `due_by` are about the
    case: a flag not settled, a follow-up due by that day and not done. `reference` is the name of a
    case or how it begins, or eight or more signs of an id. `since` is in it, `until` is not.
    """

    reader_id: str | None = None
    codes: frozenset[str] = frozenset()
    state: str = ""
    owner_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    flagged: bool = False
    due_by: date | None = None
    reference: str = ""
    after: Cursor | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Row]):
    """Newest first; `older` is where the next page begins, None when there is none."""

    rows: Sequence[Row]
    older: Cursor | None


class SearchBook(Protocol):
    """Whoever may not see a row never gets it: the filter is in the query itself."""

    def contacts(self, sought: Sought) -> Found[Contact]: ...
    def cases(self, sought: Sought) -> Found[Case]: ...


def codes_of(form: Mapping[str, Any]) -> frozenset[str]:
    """What a contact is found by, such as `category:violence`, `region:abai`, `age:10_12`."""
    found = {f"age:{age_band(form)}"}
    for code in value_of(form, "categories") or ():
        found |= {f"category:{code}", f"category:{str(code).partition('.')[0]}"}
    if region := value_of(form, "child.region"):
        found.add(f"region:{region}")
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecords:
    """Each search is on record, and each contact whose codes it shows; notes it never shows."""

    book: SearchBook
    audit: AuditBook

    def contacts(
        self, sought: Sought, reader: Reader, now: datetime, *, everybody: str | None = None
    ) -> Found[Contact]:
        """Her own, or everybody's for a reason. Raises ReasonNeeded or BadReason."""
        reason = _reason(reader, everybody)
        found = self.book.contacts(self._allowed(sought, reader, reason, "contacts", now))
        self.audit.note_each(
            actor_id=reader.person_id,
            act="contact.read",
            things=[each.id for each in found.rows if each.form],
            now=now,
            reason=reason,
        )
        return replace(found, rows=[replace(each, note="") for each in found.rows])

    def cases(
        self, sought: Sought, reader: Reader, now: datetime, *, everybody: str | None = None
    ) -> Found[Case]:
        """As `contacts`. Nothing of a case's content is shown, so no reading is on record."""
        reason = _reason(reader, everybody)
        return self.book.cases(self._allowed(sought, reader, reason, "cases", now))

    def _allowed(
        self, sought: Sought, reader: Reader, reason: str | None, what: str, now: datetime
    ) -> Sought:
        """Only a reason opens more than her own."""
        self.audit.note(actor_id=reader.person_id, act=SEARCHED, thing=what, now=now, reason=reason)
        return replace(sought, reader_id=reader.person_id if reason is None else None)


def _reason(reader: Reader, everybody: str | None) -> str | None:
    """Why she looks beyond her own; of a counsellor it is not heard."""
    if everybody is None or not reader.reads_all:
        return None
    return fit_for_the_record(everybody)
