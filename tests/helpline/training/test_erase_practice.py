"""Practice calls are erased the night after they were made, and never before."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from helpline.training.erase_practice import NotErased
from tests.fakes.fake_training import FakeTrainingBook
from tests.helpline.training.place import Place, hour


def _ended_at(place: Place, number: float) -> str:
    session = place.start()
    place.practise(session)
    place.clock.at = hour(number)
    place.sessions.end(session.id, supervisor_id="zoe", now=place.clock.now())
    return session.id


@pytest.mark.parametrize("when", [1.0, 2.0, 11.99])
def test_what_was_practised_today_stays_until_the_day_is_over(when: float) -> None:
    place = Place()
    session = _ended_at(place, 1)
    place.clock.at = hour(when)

    assert place.erase() == 0
    assert place.book.session(session) is not None
    assert place.store.call("p1") is not None


@pytest.mark.parametrize("when", [12.0, 12.01, 36.0, 1000.0])
def test_with_the_day_everything_of_it_is_over(when: float) -> None:
    place = Place()
    session = _ended_at(place, 1)
    place.clock.at = hour(when)

    assert (place.erase(), place.erase()) == (1, 0)
    assert place.book.session(session) is None
    assert place.store.call("p1") is None


def test_a_session_that_ran_until_midnight_waits_for_the_last_words_about_its_calls() -> None:
    place = Place()
    place.clock.at = hour(11)
    session = place.start()
    place.practise(session)
    erased = []

    for minutes in (0, 1, 2):
        place.clock.at = hour(12) + timedelta(minutes=minutes)
        erased.append(place.erase())

    assert erased == [0, 0, 1]
    assert place.marked() == {}


def test_yesterdays_is_erased_while_todays_goes_on() -> None:
    place = Place()
    _ended_at(place, 1)
    place.clock.at = hour(13)
    today = place.start("bek")
    place.practise(today, "p2")

    place.erase()

    assert place.store.call("p1") is None
    assert place.store.call("p2") is not None
    assert place.marked() == {"bek": today.id}


def test_what_cannot_be_erased_yet_does_not_keep_the_others() -> None:
    place = Place()
    first = place.start("ana")
    second = place.start("bek")
    place.practise(second, "p2")
    for session in (first, second):
        place.sessions.end(session.id, supervisor_id="zoe", now=hour(1))
    place.clock.at = hour(13)
    stuck = _Stuck(place.store.memory, first.id)

    with pytest.raises(NotErased, match="1 of 2"):
        replace(place.erase, book=stuck)()

    assert place.book.session(first.id) is not None
    assert place.book.session(second.id) is None
    assert place.store.call("p2") is None
    assert place.erase() == 1


@dataclass(frozen=True, slots=True)
class _Stuck(FakeTrainingBook):
    """One session cannot be erased."""

    session_id: str

    def erase(self, session_id: str) -> bool:
        if session_id == self.session_id:
            raise OSError("told to fail")
        return FakeTrainingBook.erase(self, session_id)
