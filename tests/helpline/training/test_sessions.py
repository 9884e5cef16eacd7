"""Starting and ending a training session: one a counsellor, at most three hours, never past midnight."""

from datetime import timedelta

import pytest

from helpline.training.ports import AlreadyInTraining
from helpline.training.sessions import day_end, day_start
from tests.helpline.training.place import ALMATY, Place, hour


def test_a_session_keeps_its_counsellor_from_the_start() -> None:
    place = Place()

    session = place.start()

    assert (session.started_at, session.ends_at, session.ended_at) == (hour(0), hour(3), None)
    assert place.marked() == {"ana": session.id}
    assert place.audit.noted == [("zoe", "training.start", "ana")]


@pytest.mark.parametrize(
    ("begins", "ends"), [(8.5, 11.5), (9, 12), (9.5, 12), (11.75, 12), (12, 15)]
)
def test_no_session_outlasts_the_local_day(begins: float, ends: float) -> None:
    place = Place()
    place.clock.at = hour(begins)

    assert place.start().ends_at == hour(ends)


def test_the_same_wish_sent_twice_is_one_session() -> None:
    place = Place()
    first = place.start()
    place.clock.pass_by(timedelta(minutes=1))

    again = place.start()

    assert again == first
    assert len(place.book.running(place.clock.now())) == 1
    assert len(place.audit.noted) == 1


@pytest.mark.parametrize("other", [{"by": "yan"}, {"language": "ru"}])
def test_another_wish_for_the_same_counsellor_is_refused(other: dict[str, str]) -> None:
    place = Place()
    first = place.start()

    with pytest.raises(AlreadyInTraining) as refusal:
        place.start(**other)

    assert refusal.value.other == first


def test_two_counsellors_practise_at_once() -> None:
    place = Place()

    ana, bek = place.start("ana"), place.start("bek")

    assert place.marked() == {"ana": ana.id, "bek": bek.id}


def test_a_session_that_is_ended_frees_its_counsellor_and_ends_its_calls() -> None:
    place = Place()
    session = place.start()
    place.practise(session)

    answers = [place.sessions.end(session.id, supervisor_id="yan", now=hour(1)) for _ in range(2)]

    assert answers == [True, False]
    assert place.marked() == {}
    assert place.store.live_calls() == []
    assert place.audit.noted[-1] == ("yan", "training.end", "ana")
    assert place.sessions.end("nobody", supervisor_id="yan", now=hour(1)) is False


def test_days_are_those_of_the_helpline() -> None:
    assert (day_start(hour(0), ALMATY), day_end(hour(0), ALMATY)) == (hour(-12), hour(12))
    assert (day_start(hour(12), ALMATY), day_end(hour(12), ALMATY)) == (hour(12), hour(36))
