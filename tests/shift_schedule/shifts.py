"""Shifts for the tests: an hour is written as a number, counted from one midnight."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from shift_schedule.shift import Shift

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
LANGUAGES = ("kk", "ru", "en")


def hour(number: float) -> datetime:
    return MIDNIGHT + timedelta(hours=number)


def a_shift(start: float, end: float, *, who: str = "ana", speaks: str = "kk ru") -> Shift:
    return Shift(
        id=f"{who}-{start}",
        person_id=who,
        starts_at=hour(start),
        ends_at=hour(end),
        languages=frozenset(speaks.split()),
    )


@st.composite
def any_shift(draw: st.DrawFn) -> Shift:
    """Whole hours of one day and three people, so that edges meet and overlap often."""
    start = draw(st.integers(0, 23))
    speaks = draw(st.sets(st.sampled_from(LANGUAGES), min_size=1))
    who = draw(st.sampled_from(("ana", "bek", "dana")))
    return a_shift(start, draw(st.integers(start + 1, 24)), who=who, speaks=" ".join(speaks))


any_rota = st.lists(any_shift(), max_size=12)
# Half hours fall between the edges, whole ones on them.
any_instant = st.integers(-2, 50).map(lambda halves: hour(halves / 2))
