"""What is in the book of sessions and what the routing knows come together, whatever was killed."""

from datetime import timedelta

from routing.events import TrainingStart
from tests.helpline.training.place import Place, hour


def test_a_session_that_was_written_and_never_told_is_begun() -> None:
    place = Place()
    session = place.start()
    elsewhere = Place()  # the same book, and a routing that has heard of nothing
    elsewhere.store.memory.training[session.id] = session

    changes = elsewhere.follow()

    assert changes == 1
    assert elsewhere.marked() == {"ana": session.id}


def test_a_session_whose_time_is_up_is_over_in_both() -> None:
    place = Place()
    session = place.start()
    place.practise(session)
    place.clock.at = hour(3)

    place.follow()

    assert place.marked() == {}
    assert place.store.live_calls() == []
    ended = place.book.session(session.id)
    assert ended is not None
    assert ended.ended_at == hour(3)


def test_somebody_who_is_kept_for_a_session_that_is_not_there_is_freed() -> None:
    place = Place()
    place.apply_event(TrainingStart(id="e1", counsellor_id="bek", training="gone"))

    place.follow()

    assert place.marked() == {}


def test_the_next_session_takes_the_place_of_one_that_was_never_told_to_be_over() -> None:
    place = Place()
    first = place.start()
    place.book.end(first.id, hour(1))
    place.clock.at = hour(2)

    second = place.start(language="ru")

    assert place.marked() == {"ana": second.id}


def test_a_second_run_changes_nothing() -> None:
    place = Place()
    place.start()
    place.clock.pass_by(timedelta(seconds=5))
    before = dict(place.store.memory.counsellors)

    assert place.follow() == 0
    assert place.store.memory.counsellors == before
