"""What nobody finished goes after ninety days, requests and entries of the log after three years."""

from datetime import timedelta

import pytest

from helpline.cases.disclosure import Disclosure
from helpline.cases.erase_due import EraseDue
from helpline.store.audit_retention import LogWasChanged
from tests.helpline.office import Office
from tests.helpline.store.erasing import DAY, Later, case_around, close, draft, rows_naming
from tests.helpline.store.samples import NOON


def test_what_was_never_finished_is_told_for_thirty_days_and_goes_on_day_ninety(
    office: Office, erase: EraseDue, later: Later
) -> None:
    draft_id = draft(office, 1)
    told = {}
    for days in (59, 60, 89):
        later.now = NOON + days * DAY
        told[days] = erase(actor="jobs").stuck
    kept = office.parts.contacts.contact(draft_id)
    later.now = NOON + 90 * DAY

    erased = erase(actor="jobs")

    assert told == {59: 0, 60: 1, 89: 1}
    assert kept is not None
    assert (list(erased.drafts), list(erased.contacts), erased.stuck) == ([draft_id], [], 0)
    assert rows_naming(office, {draft_id}) == {}
    assert not office.parts.keys.has(draft_id)
    (entry,) = [each for each in office.entries() if each.act == "contact.erased"]
    assert (entry.thing, entry.reason) == (draft_id, "unfinished")


def test_a_draft_in_a_case_that_is_open_stays_with_the_case(
    office: Office, erase: EraseDue, later: Later
) -> None:
    draft_id = draft(office, 1)
    case_id = case_around(office, draft_id)
    later.now = NOON + 200 * DAY
    kept = erase(actor="jobs")
    close(office, case_id, later.now)
    later.now += 90 * DAY

    assert (list(kept.drafts), kept.stuck) == ([], 0)
    assert list(erase(actor="jobs").drafts) == [draft_id]


def test_requests_and_entries_of_the_log_go_after_three_years_and_not_before(
    office: Office, erase: EraseDue, later: Later
) -> None:
    year = timedelta(days=365)
    asked = Disclosure(
        id="d", contact_id="c", asked_by="person-1", asked_at=NOON, reason="life_in_danger"
    )
    office.parts.disclosures.add(asked)
    for number in range(3):
        office.parts.audit.note(
            actor_id="person-1", act="contact.read", thing=str(number), now=NOON
        )
    later.now = NOON + 3 * year
    kept = erase(actor="jobs")
    assert (kept.other_rows, kept.log_entries) == (0, 0)
    later.now += timedelta(seconds=1)

    planned, erased = erase.due(), erase(actor="jobs")

    assert planned == erased
    assert (erased.other_rows, erased.log_entries) == (1, 2)  # the newest entry always stays
    assert office.parts.disclosures.one("d") is None
    things = [entry.thing for entry in office.entries()]
    assert things == ["1-2", "2"]
    assert office.parts.audit.verify([]).faults == []


def test_a_log_that_was_changed_stays_and_everything_else_goes(
    office: Office, erase: EraseDue, later: Later
) -> None:
    draft_id = draft(office, 1)
    for number in range(3):
        office.parts.audit.note(
            actor_id="person-1", act="contact.read", thing=str(number), now=NOON
        )
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET thing = 'other' WHERE number = 1")
    later.now = NOON + timedelta(days=4 * 365)

    with pytest.raises(LogWasChanged):
        erase(actor="jobs")

    assert office.parts.contacts.contact(draft_id) is None
    assert "other" in [entry.thing for entry in office.entries()]
