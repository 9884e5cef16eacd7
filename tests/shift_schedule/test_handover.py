"""The note of a shift: to be written, then to be read by those who came after."""

from dataclasses import replace

from shift_schedule.handover import Handover, HandoverStep, handovers_due
from tests.shift_schedule.shifts import a_shift, hour

_EARLY, _LATE = a_shift(0, 8), a_shift(8, 16, who="bek")
_NOTE = Handover(shift_id=_EARLY.id, author_id="ana", written_at=hour(7.9))


def due(now: float, *notes: Handover) -> list[tuple[str, HandoverStep, float]]:
    found = handovers_due([_LATE, _EARLY], notes, now=hour(now))
    return [
        (each.person_id, each.step, (each.due_at - hour(0)).total_seconds() / 3600)
        for each in found
    ]


def test_a_note_is_due_from_a_quarter_of_an_hour_before_the_end() -> None:
    assert due(7.7) == []
    assert due(7.75) == [("ana", HandoverStep.WRITE, 7.75)]
    assert due(15) == [("ana", HandoverStep.WRITE, 7.75)]


def test_a_written_note_is_to_be_read_by_the_next_once_she_is_there() -> None:
    assert due(7.95, _NOTE) == []
    assert due(8, _NOTE) == [("bek", HandoverStep.READ, 7.9)]


def test_a_note_that_was_read_is_done() -> None:
    read = replace(_NOTE, acknowledged_by="bek", acknowledged_at=hour(8.1))

    assert due(9, read) == []


def test_a_note_written_after_the_end_is_due_to_be_read_from_then() -> None:
    assert due(9, replace(_NOTE, written_at=hour(8.5))) == [("bek", HandoverStep.READ, 8.5)]


def test_a_day_later_an_unwritten_note_is_let_go() -> None:
    shifts = [_EARLY]

    assert len(handovers_due(shifts, [], now=hour(31.9))) == 1
    assert handovers_due(shifts, [], now=hour(32)) == []


def test_when_nobody_follows_at_once_the_next_to_come_reads_it() -> None:
    shifts = [_EARLY, a_shift(10, 12, who="dana"), a_shift(10, 14, who="gul"), a_shift(9, 9.5)]

    assert handovers_due(shifts, [_NOTE], now=hour(9.9)) == handovers_due(
        [a_shift(9, 9.5)], [], now=hour(9.9)
    )
    found = handovers_due(shifts, [_NOTE], now=hour(10))
    readers = [each.person_id for each in found if each.step is HandoverStep.READ]
    assert readers == ["dana", "gul"]


def test_when_nobody_follows_at_all_nobody_has_to_read() -> None:
    assert handovers_due([_EARLY], [_NOTE], now=hour(9)) == []
