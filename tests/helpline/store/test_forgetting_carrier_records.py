"""The carrier's records are deleted, tried until they are, and counted for the auditor."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from helpline.calls.forget_carrier_records import ForgetCarrierRecords
from helpline.calls.ports import CarrierFailed
from helpline.people.ports import Role
from helpline.store.carrier_record_book import SqlCarrierRecordBook
from helpline.store.sql_store import SqlStore
from tests.helpline.console.desk import signed_in
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON, a_call, ended, save


@dataclass(slots=True)
class Carrier:
    """Answers nothing while `broken`; keeps what it was asked to delete."""

    broken: bool = False
    deleted: list[str] = field(default_factory=list)

    def __call__(self, leg: str) -> None:
        if self.broken:
            raise CarrierFailed("forget call: 409 20009")
        self.deleted.append(leg)


@dataclass(slots=True)
class Clock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def book(store: SqlStore) -> SqlCarrierRecordBook:
    return SqlCarrierRecordBook(store.database)


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def forget(book: SqlCarrierRecordBook, carrier: Carrier, clock: Clock) -> ForgetCarrierRecords:
    return ForgetCarrierRecords(book=book, forget=carrier, clock=clock)


def _over(store: SqlStore, number: int = 1, **words: str) -> None:
    call = a_call(number, **words)
    save(store, call)
    save(store, ended(store.call(call.id) or call))


def test_a_record_goes_two_minutes_after_the_end_and_our_rows_forget_its_name(
    store: SqlStore, forget: ForgetCarrierRecords, carrier: Carrier, clock: Clock
) -> None:
    _over(store)
    early = forget()
    clock.at += timedelta(minutes=2)

    deleted = forget()
    again = forget()

    assert (early, deleted, again) == (0, 1, 0)
    assert carrier.deleted == ["leg-1"]
    assert store.call_of_leg("leg-1") is None
    call = store.call("call-1")
    assert call is not None
    assert call.leg.startswith("gone-")
    assert forget.book.open().count == 0


def test_a_call_that_goes_on_and_a_practice_call_are_left_alone(
    store: SqlStore, forget: ForgetCarrierRecords, carrier: Carrier, clock: Clock
) -> None:
    save(store, a_call(1))
    _over(store, 2, training="session-1")
    clock.at += timedelta(hours=1)

    assert forget() == 0
    assert carrier.deleted == []


def test_what_the_carrier_does_not_delete_yet_is_counted_and_tried_again(
    store: SqlStore, forget: ForgetCarrierRecords, carrier: Carrier, clock: Clock
) -> None:
    _over(store)
    carrier.broken = True
    for _ in range(12):
        clock.at += timedelta(minutes=15)
        assert forget() == 0
    stands = forget.book.open()
    carrier.broken = False
    clock.at += timedelta(days=1)

    assert (stands.count, stands.oldest) == (1, NOON)
    assert forget() == 1
    assert forget.book.open().count == 0


def test_the_auditor_sees_how_many_are_open(office: Office) -> None:
    _over(office.parts.store)
    SqlCarrierRecordBook(office.parts.database).enrol(NOON)
    auditor = signed_in(office, office.person("auditor", Role.AUDITOR))

    page = auditor.get("/audit").text

    assert "Records of calls that are still with the carrier: <b>1</b>" in page
