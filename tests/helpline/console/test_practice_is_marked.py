"""Practice calls: marked wherever they are seen, and counted nowhere."""

import re

from helpline.people.ports import Person
from helpline.training.ports import TrainingSession
from routing.events import End
from tests.helpline.console.desk import Desk, at_a_desk, signed_in, talking
from tests.helpline.office import Office
from tests.helpline.training_day import in_training, practises, rings, sessions, talks

MARK = "Practice call"


def _trainee(desk: Desk) -> Person:
    assert desk.person is not None
    return desk.person


def _over(office: Office, session: TrainingSession, call_id: str) -> None:
    end = End(id=f"end:{call_id}", call_id=call_id, counsellor_id=session.counsellor_id)
    office.parts.apply_event(end)


def test_the_counsellors_desk_says_that_it_is_practice(office: Office, counsellor: Desk) -> None:
    before = counsellor.get("/api/console").json["training"]
    session = in_training(office, _trainee(counsellor))

    call_id = practises(office, session, "CA1")
    ringing = counsellor.get("/api/console").json
    talks(office, call_id, "CA1")
    in_talk = counsellor.get("/api/console").json

    assert (before, ringing["training"], ringing["offer"]["practice"]) == (False, True, True)
    assert (in_talk["call"]["practice"], in_talk["contact"]["practice"]) == (True, True)


def test_a_childs_call_bears_no_mark_anywhere(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    call_id = talking(office, counsellor)

    seen = counsellor.get("/api/console").json
    assert (seen["training"], seen["call"]["practice"], seen["contact"]["practice"]) == (
        False,
        False,
        False,
    )
    for path in ("/calls", f"/calls/{call_id}", "/contacts", f"/contacts/{seen['contact']['id']}"):
        assert MARK not in supervisor.get(path).text, path


def test_the_logs_and_the_board_show_the_mark(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session = in_training(office, _trainee(counsellor))
    call_id = practises(office, session, "CA1")
    talks(office, call_id, "CA1")

    line = supervisor.get("/api/line").json
    contact = supervisor.get("/api/contacts").json["rows"][0]
    pages = ("/calls", f"/calls/{call_id}", "/contacts", f"/contacts/{contact['id']}")

    assert [(each["id"], each["practice"]) for each in line["calls"]] == [(call_id, True)]
    assert [person["training"] for person in line["people"]] == [True]
    assert [row["practice"] for row in supervisor.get("/api/calls").json["rows"]] == [True]
    assert contact["practice"] is True
    assert [MARK in supervisor.get(page).text for page in pages] == [True] * 4


def test_the_board_and_the_desk_hear_of_it_as_of_everything_else(
    office: Office, counsellor: Desk
) -> None:
    heads = office.parts.streams.heads()
    session = in_training(office, _trainee(counsellor))
    practises(office, session, "CA1")
    sessions(office).end(session.id, supervisor_id="s", now=office.parts.clock.now())

    news = list(office.parts.streams.changed_since(heads))
    own = [each.body["training"] for each in news if each.stream == f"person:{counsellor.id}"]
    board = [each.body["training"] for each in news if each.type == "person"]
    calls = {each.body["practice"] for each in news if each.type == "call"}

    assert (own[0], own[-1], board[0], board[-1]) == (True, False, True, False)
    assert calls == {True}


def test_todays_figures_and_the_metrics_are_as_if_nobody_had_practised(
    office: Office, counsellor: Desk, supervisor: Desk, nobody: Desk
) -> None:
    at_a_desk(office, "other")
    trainee = signed_in(office, office.counsellor("trainee"))
    talking(office, counsellor)
    rings(office, "CAwaits")
    before = _figures(supervisor), _metrics(nobody)

    session = in_training(office, _trainee(trainee))
    without_her = _metrics(nobody)
    first = practises(office, session, "CA1")
    talks(office, first, "CA1")
    _over(office, session, first)
    practises(office, session, "CA2")

    assert _figures(supervisor) == before[0]
    assert _metrics(nobody) == without_her
    assert before[1] - without_her == {'helpline_counsellors{presence="available"} 1'}
    sessions(office).end(session.id, supervisor_id="s", now=office.parts.clock.now())
    assert _figures(supervisor) == before[0]
    assert {each for each in _metrics(nobody) if "today" in each} == {
        each for each in before[1] if "today" in each
    }


def _figures(supervisor: Desk) -> dict[str, int]:
    figures: dict[str, int] = supervisor.get("/api/line").json["today"]
    return {name: number for name, number in figures.items() if name != "longest_wait_s"}


def _metrics(nobody: Desk) -> set[str]:
    return set(re.findall(r"^helpline_.*$", nobody.get("/metrics").text, re.MULTILINE))
