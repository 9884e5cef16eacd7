"""A supervisor sees when a part of the line does not work, also when nobody is left to tell her."""

from datetime import timedelta

from helpline.console.live import Live
from tests.helpline.console.desk import Desk
from tests.helpline.console.sockets import auth_of, open_socket, received
from tests.helpline.office import Office


def test_the_board_says_that_the_carrier_does_not_answer_and_since_when(
    office: Office, supervisor: Desk
) -> None:
    now = office.parts.clock.now()
    office.parts.health.found("carrier", is_up=False, now=now)

    assert supervisor.get("/api/line").json["parts"] == {
        "carrier": {"is_up": False, "since": now.isoformat()}
    }


def test_the_figures_for_machines_have_each_part(office: Office, nobody: Desk) -> None:
    now = office.parts.clock.now()
    office.parts.health.found("carrier", is_up=False, now=now)
    office.parts.health.found("jobs", is_up=True, now=now)

    lines = nobody.get("/metrics").text.splitlines()

    assert 'helpline_part_up{part="carrier"} 0' in lines
    assert 'helpline_part_up{part="jobs"} 1' in lines


def test_boards_are_told_to_look_when_the_jobs_process_has_died(
    office: Office, live: Live, supervisor: Desk, counsellor: Desk
) -> None:
    now = office.parts.clock.now()
    office.parts.health.found("jobs", is_up=True, now=now)
    live._look_at_parts()
    board = open_socket(live, supervisor, auth=auth_of(live, line=live.parts.streams.head("line")))
    own = open_socket(live, counsellor)
    for socket in (board, own):
        socket.get_received()

    office.parts.health.found("jobs", is_up=True, now=now - timedelta(minutes=1))
    live._look_at_parts()
    live._look_at_parts()

    assert received(board, "resync") == [{"stream": "line"}]
    assert received(own, "resync") == []
