"""Called before this week: only that, from a mark of 20 bits whose key dies with the week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from helpline.privacy.caller_number import is_withheld, repeat_mark, week_of
from helpline.store.key_store import KeyStore, NoKey
from helpline.store.repeat_marks import RepeatMarks
from helpline.store.sql_store import SqlStore
from tests.helpline.store.samples import NOON, a_call, save

ZONE = ZoneInfo("Asia/Almaty")
CHILD = "+77005550101"
KEY = bytes(32)


@pytest.fixture
def marks(store: SqlStore, keys: KeyStore) -> RepeatMarks:
    return RepeatMarks(database=store.database, keys=keys, zone=ZONE)


def _call(
    marks: RepeatMarks, store: SqlStore, number: int, caller: str, at: datetime, ref: str = ""
) -> str:
    save(store, a_call(number))
    marks.note(f"call-{number}", number=caller, reference=ref, now=at)
    return f"call-{number}"


def _kept(marks: RepeatMarks) -> list[int | None]:
    with marks.database.reading() as connection:
        return list(connection.scalars(sa.text("SELECT mark FROM repeat_marks ORDER BY at")))


def test_the_third_call_of_a_week_says_two_before_and_another_caller_none(
    marks: RepeatMarks, store: SqlStore
) -> None:
    for hour in (0, 1, 2):
        last = _call(marks, store, hour, CHILD, NOON + timedelta(hours=hour))
    other = _call(marks, store, 9, "+77005550199", NOON + timedelta(hours=3))

    assert marks.earlier_calls(last, NOON + timedelta(hours=2)) == 2
    assert marks.earlier_calls("call-0", NOON + timedelta(hours=2)) == 0
    assert marks.earlier_calls(other, NOON + timedelta(hours=3)) == 0


def test_a_webhook_that_comes_twice_is_one_call(marks: RepeatMarks, store: SqlStore) -> None:
    call = _call(marks, store, 1, CHILD, NOON)
    marks.note(call, number=CHILD, now=NOON)

    assert len(_kept(marks)) == 1


@pytest.mark.parametrize(
    "caller",
    [
        "anonymous",
        "Anonymous",
        "+266696687",
        "266696687",
        "+7378742833",
        "unknown",
        "",
        "sip:x",
        "1",
    ],
)
def test_withheld_numbers_are_not_one_person(
    marks: RepeatMarks, store: SqlStore, caller: str
) -> None:
    _call(marks, store, 1, caller, NOON)
    second = _call(marks, store, 2, caller, NOON + timedelta(minutes=1))

    assert _kept(marks) == [None, None]
    assert marks.earlier_calls(second, NOON) is None


def test_the_edges_reference_stands_in_place_of_a_number(
    marks: RepeatMarks, store: SqlStore
) -> None:
    _call(marks, store, 1, "anonymous", NOON, ref="AB" * 16)
    again = _call(marks, store, 2, "anonymous", NOON + timedelta(minutes=1), ref="ab" * 16)
    other = _call(marks, store, 3, "anonymous", NOON + timedelta(minutes=2), ref="cd" * 16)
    bad = _call(marks, store, 4, "anonymous", NOON + timedelta(minutes=3), ref=CHILD)

    assert [marks.earlier_calls(each, NOON) for each in (again, other, bad)] == [1, 0, None]


def test_after_seven_days_the_mark_is_empty_and_after_its_week_the_key_is_gone(
    marks: RepeatMarks, store: SqlStore, keys: KeyStore
) -> None:
    call = _call(marks, store, 1, CHILD, NOON)
    name = f"repeat:{week_of(NOON, ZONE)}"
    keys.key_or_new("of another thing")
    almost = NOON + timedelta(days=6, hours=23)

    assert marks.forget(almost) == 0
    assert _kept(marks) != [None]
    assert marks.forget(NOON + timedelta(days=7)) == 1
    assert marks.forget(NOON + timedelta(days=7)) == 0

    assert _kept(marks) == [None]
    assert marks.earlier_calls(call, NOON + timedelta(days=7)) is None
    with pytest.raises(NoKey):
        keys.key(name)
    assert keys.has("of another thing")


def test_a_mark_has_twenty_bits_and_many_numbers_share_it() -> None:
    """S9: some 180 of the country's 190 million numbers a mark; false repeats at most one in 200."""
    numbers = [f"+7700{number:07}" for number in range(200_000)]
    marks = [repeat_mark(KEY, number=number) for number in numbers]

    assert all(mark is not None and 0 <= mark < 2**20 for mark in marks)
    distinct = len(set(marks[:2000]))
    assert (2000 - distinct) / 2000 <= 0.005
    expected = 200_000 / 2**20
    shared = len(marks) - len(set(marks))
    assert abs(shared / len(marks) - expected / 2) < 0.02  # as evenly as chance spreads them


def test_the_mark_of_another_week_is_another() -> None:
    assert repeat_mark(KEY, number=CHILD) != repeat_mark(bytes([1] * 32), number=CHILD)


def test_the_week_is_the_helplines_own() -> None:
    sunday_evening_in_utc = datetime.fromisoformat("2026-11-29T20:00:00+00:00")

    assert week_of(sunday_evening_in_utc, ZONE) == "2026-W49"
    assert is_withheld("sip:anonymous@anonymous.invalid")
