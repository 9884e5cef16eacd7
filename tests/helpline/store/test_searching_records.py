"""Nobody ever finds a row that she may not read, and everybody finds every row that she looks for."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline.cases.case import Case, CaseState
from helpline.cases.ports import Contact, ContactState
from helpline.cases.search import Found, Sought
from helpline.store.case_book import SqlCaseBook
from helpline.store.code_cache import CodeCache
from helpline.store.contact_book import SqlContactBook
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.people_book import SqlPeopleBook
from helpline.store.search_book import SqlSearchBook
from tests.helpline.store.samples import NOON, a_person
from tests.helpline.store.search_town import (
    CODES,
    DAY,
    PEOPLE,
    TODAY,
    Town,
    add_case,
    add_contact,
    cases_of,
    contacts_of,
)


@pytest.fixture(params=range(2))
def town(request: pytest.FixtureRequest, database: Database, keys: KeyStore) -> Town:
    people = SqlPeopleBook(database)
    for number in range(1, 5):
        people.add(a_person(number))
    contact_book = SqlContactBook(database, keys)
    case_book = SqlCaseBook(database, keys, contact_book)
    made = Town(
        book=SqlSearchBook(
            database=database,
            contact_book=contact_book,
            case_book=case_book,
            cache=CodeCache(database, keys),
        ),
        contacts=[],
        cases=[],
        entries=[],
    )
    chance = random.Random(request.param)
    for number in range(8):
        add_case(made, case_book, chance, number)
    for number in range(60):
        add_contact(made, contact_book, case_book, chance, number)
    return made


def _all_pages(town: Town, sought: Sought, what: str) -> list[str]:
    ids: list[str] = []
    while True:
        page: Found[Contact] | Found[Case] = getattr(town.book, what)(sought)
        assert len(page.rows) <= sought.limit
        ids += [row.id for row in page.rows]
        if page.older is None:
            return ids
        sought = replace(sought, after=page.older)


SOUGHT = st.builds(
    Sought,
    reader_id=st.sampled_from((None, *PEOPLE, "nobody")),
    codes=st.frozensets(st.sampled_from(CODES), max_size=2),
    state=st.sampled_from(("", "", *ContactState, *CaseState)).map(str),
    owner_id=st.sampled_from(("", "", *PEOPLE)),
    since=st.sampled_from((None, None, NOON - 2 * DAY)),
    until=st.sampled_from((None, None, NOON)),
    flagged=st.sampled_from((False, False, True)),
    due_by=st.sampled_from((None, None, TODAY)),
    reference=st.sampled_from(("", "", "", "kok", "sary-terek-1", "_", "%")),
    limit=st.sampled_from((4, 50)),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sought=SOUGHT)
def test_no_reader_ever_gets_a_row_she_may_not_read_and_none_that_fits_is_missing(
    town: Town, sought: Sought
) -> None:
    assert _all_pages(town, sought, "contacts") == contacts_of(town, sought)
    assert _all_pages(town, sought, "cases") == cases_of(town, sought)


def test_a_contact_is_found_by_how_an_id_begins_if_it_is_long_enough(town: Town) -> None:
    wanted = town.contacts[0].id

    assert _all_pages(town, Sought(reference=wanted[:8]), "contacts") == [wanted]
    assert _all_pages(town, Sought(reference=wanted[:7]), "contacts") == []


def test_what_is_written_anew_is_found_by_its_new_codes_at_once(town: Town) -> None:
    sought = Sought(codes=frozenset({"region:abai"}))
    before = _all_pages(town, sought, "contacts")
    contact = town.book.contact_book.contact(before[0])
    assert contact is not None

    town.book.contact_book.save(replace(contact, form={"child": {"region": "ulytau"}}))

    assert _all_pages(town, sought, "contacts") == before[1:]


def test_a_contact_whose_key_is_gone_is_found_by_no_code(town: Town) -> None:
    sought = Sought(codes=frozenset({"region:abai"}))
    doomed = contacts_of(town, sought)[0]

    town.book.contact_book.keys.destroy(doomed)

    assert doomed not in _all_pages(town, sought, "contacts")
    assert doomed in _all_pages(town, Sought(), "contacts")
