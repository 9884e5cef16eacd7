"""A supervisor listens, whispers or barges, with a reason, and is not left in the room."""

import pytest

from routing import commands as do
from routing import events as ev
from routing.presence import presence_of
from routing.result import Answer
from routing.state import GuestRole, Presence
from tests.builders.routing import POLICY, a_counsellor
from tests.routing.line import Line


def _talking() -> Line:
    line = Line(a_counsellor("ana"), a_counsellor("sol", on_shift=False))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    return line


def _listened(role: GuestRole = GuestRole.LISTEN) -> Line:
    line = _talking()
    line.happens(ev.Supervise, call_id="c1", supervisor_id="sol", role=role, reason="training")
    line.happens(ev.SuperviseIn, call_id="c1", supervisor_id="sol", leg="leg-sol")
    line.join("c1", "leg-sol")
    return line


def _said(role: GuestRole) -> do.SetSupervision:
    return do.SetSupervision(
        call_id="c1", room="room-c1", leg="leg-sol", role=role.value, counsellor_leg="leg-ana"
    )


@pytest.mark.parametrize("role", [GuestRole.LISTEN, GuestRole.WHISPER, GuestRole.BARGE])
def test_whom_a_supervisor_is_heard_by_is_set_as_she_joins(role: GuestRole) -> None:
    line = _listened(role)

    assert line.commands == (_said(role),)


def test_a_supervisor_may_change_from_listening_to_whispering() -> None:
    line = _listened()

    line.happens(
        ev.Supervise, call_id="c1", supervisor_id="sol", role=GuestRole.WHISPER, reason="help"
    )

    assert line.commands == (_said(GuestRole.WHISPER),)
    assert len(line.call().guests) == 1


@pytest.mark.parametrize(
    ("role", "reason"),
    [(GuestRole.LISTEN, " "), (GuestRole.THIRD_PARTY, "why not")],
    ids=["without a reason", "in a role that is none"],
)
def test_nobody_listens_without_a_reason_or_in_a_role_that_is_none(
    role: GuestRole, reason: str
) -> None:
    line = _talking()

    answer = line.happens(ev.Supervise, call_id="c1", supervisor_id="sol", role=role, reason=reason)

    assert answer is Answer.NOT_POSSIBLE
    assert line.call().guests == ()


def test_a_counsellor_in_a_talk_does_not_listen_to_another() -> None:
    line = _talking()

    answer = line.happens(
        ev.Supervise, call_id="c1", supervisor_id="ana", role=GuestRole.LISTEN, reason="herself"
    )

    assert answer is Answer.NOT_POSSIBLE


def test_a_supervisor_who_listens_is_not_offered_calls() -> None:
    line = _listened()
    line.shift_starts("sol")

    line.arrive("c2")

    assert line.rung() == {}
    assert presence_of(line.state, line.who("sol"), line.now) is Presence.TALKING
    line.happens(ev.StopSupervising, call_id="c1", supervisor_id="sol")
    assert line.rung() == {"c2.1": "sol"}


def test_a_supervisor_is_let_in_by_one_leg_only() -> None:
    line = _listened()

    second = line.happens(ev.SuperviseIn, call_id="c1", supervisor_id="sol", leg="another")
    unasked = line.happens(ev.SuperviseIn, call_id="c1", supervisor_id="eve", leg="another")

    assert (second, unasked) == (Answer.NOT_POSSIBLE, Answer.TOO_LATE)


def test_a_supervisor_who_never_comes_is_free_for_calls_again() -> None:
    line = _talking()
    line.happens(
        ev.Supervise, call_id="c1", supervisor_id="sol", role=GuestRole.LISTEN, reason="training"
    )
    line.shift_starts("sol")
    line.arrive("c2")
    before = line.rung()

    line.wait(POLICY.ticket.total_seconds())

    assert before == {}
    assert line.rung() == {"c2.1": "sol"}
