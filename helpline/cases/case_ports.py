"""Cases as the use cases see them. Plain text exists only in memory; the store encrypts it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from helpline.cases.case import Case, Entry
from helpline.cases.ports import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCases:
    """What a list of cases shows; `reader_id` None reads all. The filter is in the query itself."""

    reader_id: str | None
    states: tuple[str, ...] = ()
    due_by: date | None = None  # with a follow-up that is due by then and not done
    flagged: bool = False
    label: str = ""
    limit: int = 100


class CaseBook(Protocol):
    def add(self, case: Case) -> bool:
        """False when the id or the label is taken."""

    def case(self, case_id: str) -> Case | None: ...
    def by_label(self, label: str) -> Case | None: ...
    def change(self, case: Case) -> Case:
        """Guarded by the version; gives back the new one. Raises StaleCase."""

    def listing(self, wanted: WantedCases) -> list[Case]:
        """Newest first."""

    def add_entry(self, entry: Entry) -> bool:
        """False when an entry of this id is there: the same form was sent twice."""

    def entries(self, case_id: str) -> list[Entry]:
        """In the order of time."""

    def finish(self, entry: Entry) -> bool:
        """Done, or resolved: False when it was already."""

    def put_in(self, contact_id: str, case_id: str | None) -> None:
        """Link a contact, or unlink it."""

    def contacts_of(self, case_id: str) -> list[Contact]:
        """Oldest first."""
