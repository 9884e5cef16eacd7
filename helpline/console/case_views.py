"""Cases as JSON shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpline.cases.case import Case, Entry
from helpline.cases.ports import Contact
from helpline.console.snapshots import contact_view


def case_view(case: Case) -> Mapping[str, Any]:
    return {
        "id": case.id,
        "label": case.label,
        "state": case.state.value,
        "owner_id": case.owner_id,
        "opened_by": case.opened_by,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": None if case.closed_at is None else case.closed_at.isoformat(),
        "closing_asked_by": case.closing_asked_by,
        "handing_to": case.handing_to,
        "version": case.version,
    }


def entry_view(entry: Entry) -> Mapping[str, Any]:
    """A line of the timeline; `text` is null where it is a code alone."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "by_id": entry.by_id,
        "code": entry.code,
        "yes": entry.yes,
        "service": entry.service_id,
        "due_on": None if entry.due_on is None else entry.due_on.isoformat(),
        "done_at": None if entry.done_at is None else entry.done_at.isoformat(),
        "done_by": entry.done_by,
        "text": entry.text or None,
    }


def whole_case_view(
    case: Case, entries: Sequence[Entry], contacts: Sequence[Contact], *, shows_all: bool
) -> Mapping[str, Any]:
    """With its timeline. To whoever does not keep it a note that takes a reason is null."""
    shown = [dict(contact_view(each)) for each in contacts]
    if not shows_all:
        shown = [each | {"note": each["note"] or None} for each in shown]
    return {
        "case": case_view(case),
        "entries": [entry_view(each) for each in entries],
        "contacts": shown,
    }
