"""What survives a contact: codes without an id, an hour or an order."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpline.cases.ports import Contact, ContactState
from helpline.cases.statistics import AGE_BANDS, split_off
from helpline.store.tables.statistics import statistics
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON, a_person


def test_what_survives_has_no_identity_no_hour_and_no_order(office: Office) -> None:
    office.parts.people.add(a_person())
    ours = [f"{number:032x}" for number in range(1, 21)]
    for number, contact_id in enumerate(ours):
        at = NOON + timedelta(minutes=number)
        contact = Contact(
            id=contact_id, call_id=None, channel="paper", owner_id="person-1", opened_at=at
        )
        office.parts.contacts.add(contact)
        form = {"call_type": "counselling", "child": {"age": 11}}
        done = replace(contact, form=form, state=ContactState.COMPLETE, completed_at=at)
        office.parts.contacts.save(done)

    with office.parts.database.reading() as connection:
        rows = connection.execute(sa.select(statistics).order_by(statistics.c.id)).mappings().all()
    assert len(rows) == 20
    assert set(statistics.c.keys()) == {
        "id", "month", "channel", "language", "call_type", "region", "age_band", "gender",
        "relation", "urgency", "at_risk", "categories", "actions", "referrals",
    }  # fmt: skip
    assert {row["month"] for row in rows} == {"2026-11"}
    assert {row["age_band"] for row in rows} == {"10_12"}
    assert not set(ours) & {row["id"] for row in rows}
    if office.parts.database.is_sqlite:
        with office.parts.database.reading() as connection:
            lying = list(connection.scalars(sa.text("SELECT id FROM statistics")))
        assert lying == sorted(lying)


def test_a_contact_completed_later_counts_later_so_that_finished_months_change_no_more(
    office: Office,
) -> None:
    office.parts.people.add(a_person())
    earlier = Contact(
        id="e" * 32, call_id=None, channel="paper", owner_id="person-1", opened_at=NOON
    )
    office.parts.contacts.add(earlier)
    done = replace(earlier, state=ContactState.COMPLETE, completed_at=NOON + timedelta(days=20))
    office.parts.contacts.save(done)

    with office.parts.database.reading() as connection:
        assert list(connection.scalars(sa.select(statistics.c.month))) == ["2026-12"]


def test_a_draft_is_not_counted(office: Office) -> None:
    office.parts.people.add(a_person())
    draft = Contact(id="d" * 32, call_id=None, channel="paper", owner_id="person-1", opened_at=NOON)
    office.parts.contacts.add(draft)
    office.parts.contacts.save(replace(draft, note="so far"))

    with office.parts.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(statistics)) == 0


@pytest.mark.parametrize(
    ("child", "band"),
    [
        ({"age": 0}, "under_5"),
        ({"age": 5}, "5_9"),
        ({"age": 12}, "10_12"),
        ({"age": 17}, "16_17"),
        ({"age": 25}, "18_25"),
        ({"age_group": "over_25"}, "over_25"),
        ({"age_group": "unborn"}, "under_5"),
        ({}, "unknown"),
    ],
)
def test_an_age_becomes_a_band(child: dict[str, object], band: str) -> None:
    row = split_off({"child": child}, month="2026-11", channel="voice", language=None)

    assert row.age_band == band
    assert band in AGE_BANDS
