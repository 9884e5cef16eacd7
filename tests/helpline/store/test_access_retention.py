"""Sign-ins, links and requests are erased when their time has come, and not a moment before."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpline.cases.disclosure import Disclosure
from helpline.people.ports import Session
from helpline.store.access_retention import DAY, YEAR, AccessRetention
from helpline.store.database import Database
from helpline.store.disclosure_book import SqlDisclosureBook
from helpline.store.invitation_book import SqlInvitationBook
from helpline.store.people_book import SqlPeopleBook
from helpline.store.tables.disclosures import disclosures
from helpline.store.tables.invitations import invitations
from helpline.store.tables.people import failed_sign_ins, sessions
from tests.helpline.store.samples import NOON, a_person

A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def access(database: Database) -> AccessRetention:
    people = SqlPeopleBook(database)
    people.add(a_person(1))
    people.note_failed_sign_in("digest", NOON)
    people.open_session(Session(digest="s", person_id="person-1", opened_at=NOON, seen_at=NOON))
    people.end_session("s", NOON)
    SqlInvitationBook(database).keep("link", "person-1", NOON)
    asked = Disclosure(
        id="d", contact_id="c", asked_by="person-1", asked_at=NOON, reason="life_in_danger"
    )
    SqlDisclosureBook(database).add(asked)
    return AccessRetention(database)


@pytest.mark.parametrize(
    ("table", "life"),
    [
        (failed_sign_ins, DAY),
        (sessions, YEAR),
        (invitations, timedelta(0)),
        (disclosures, 3 * YEAR),
    ],
)
def test_each_row_is_kept_for_its_time_and_then_gone(
    access: AccessRetention, table: sa.Table, life: timedelta
) -> None:
    access.erase(NOON + life)
    kept = _rows(access, table)
    access.erase(NOON + life + A_MOMENT)

    assert (kept, _rows(access, table)) == (1, 0)


def test_a_session_that_nobody_closed_is_erased_as_well_and_a_living_one_is_not(
    access: AccessRetention,
) -> None:
    people, now = SqlPeopleBook(access.database), NOON + YEAR + A_MOMENT
    people.add(a_person(2))
    for number, seen in ((1, NOON), (2, now)):
        person = f"person-{number}"
        people.open_session(
            Session(digest=f"open{number}", person_id=person, opened_at=seen, seen_at=seen)
        )

    access.erase(now)

    assert people.session("open1") is None
    assert people.session("open2") is not None


def test_erasing_again_erases_nothing_more(access: AccessRetention) -> None:
    later = NOON + 4 * YEAR

    assert access.erase(later) == 4
    assert access.erase(later) == 0


def _rows(access: AccessRetention, table: sa.Table) -> int:
    with access.database.reading() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
