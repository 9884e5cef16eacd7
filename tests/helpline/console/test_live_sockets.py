"""Sockets in one process: who is let in, what reaches whom, and that nonsense does no harm."""

from typing import Any

import pytest

from helpline.console.live import Live
from tests.helpline.console.desk import (
    COOKIE,
    Desk,
    at_a_desk,
    contact_of,
    cookie_of,
    ringing,
    talking,
)
from tests.helpline.console.sockets import auth_of, names_in, open_socket, received
from tests.helpline.office import PUBLIC_URL, Office

CONTENT = {"note", "form", "number", "from", "caller", "leg", "ticket", "login", "name"}


def test_a_signed_in_page_from_our_own_origin_is_let_in(live: Live, counsellor: Desk) -> None:
    assert open_socket(live, counsellor).is_connected()


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "https://evil.example", "http://line.example", PUBLIC_URL + ".evil"],
)
def test_a_wrong_or_missing_origin_is_refused(
    live: Live, counsellor: Desk, origin: str | None
) -> None:
    assert not open_socket(live, counsellor, origin=origin).is_connected()


def test_nobody_is_let_in_without_a_session_that_lives(
    live: Live, counsellor: Desk, nobody: Desk
) -> None:
    over = cookie_of(counsellor)
    counsellor.send("DELETE", "/api/session")
    counsellor.http.set_cookie(COOKIE, over, domain="line.example")

    assert not open_socket(live, nobody).is_connected()
    assert not open_socket(live, counsellor).is_connected()


def test_the_server_decides_who_hears_what_whatever_the_page_asks_for(
    office: Office, live: Live, counsellor: Desk, supervisor: Desk
) -> None:
    other = at_a_desk(office, "other")
    counsellor.send("POST", "/api/duty", {"state": "break"})
    asked = auth_of(live, line=0, **{f"person__{counsellor.id}": 0}) | {"rooms": ["line"]}
    sockets = {
        name: open_socket(live, desk, auth=asked)
        for name, desk in (("own", counsellor), ("other", other), ("board", supervisor))
    }
    live._tail()
    for socket in sockets.values():
        socket.emit("join", "line")
        socket.emit("subscribe", {"stream": f"person:{counsellor.id}"})
        socket.get_received()

    counsellor.send("POST", "/api/duty", {"state": "available"})
    live._tail()

    streams = {
        name: {each["stream"] for each in received(socket, "news")}
        for name, socket in sockets.items()
    }
    assert streams == {
        "own": {f"person:{counsellor.id}"},
        "other": set(),
        "board": {"line"},
    }


def test_a_page_that_returns_gets_exactly_what_it_missed_and_then_what_is_new(
    office: Office, live: Live, counsellor: Desk
) -> None:
    stream = f"person:{counsellor.id}"
    seen = live.parts.streams.head(stream)
    counsellor.send("POST", "/api/duty", {"state": "break"})
    counsellor.send("POST", "/api/duty", {"state": "available"})
    live._tail()

    socket = open_socket(live, counsellor, auth=auth_of(live, **{f"person__{counsellor.id}": seen}))
    missed = [each["seq"] for each in received(socket, "news")]
    counsellor.send("POST", "/api/duty", {"state": "break"})
    live._tail()
    new = [each["seq"] for each in received(socket, "news")]

    head = live.parts.streams.head(stream)
    assert missed + new == list(range(seen + 1, head + 1))
    assert new


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        {"after": {}},
        {"after": [1]},
        {"epoch": "of another life", "after": {"line": 0}},
        {"epoch": {"a": 1}, "after": {"line": 0}},
        {"epoch": "own", "after": {"line": 10**30}},
        {"epoch": "own", "after": {"line": "0"}},
        {"epoch": "own", "after": {"line": None}},
        {"epoch": "own", "after": "line"},
    ],
)
def test_a_page_that_does_not_know_where_it_was_is_told_to_look_afresh(
    live: Live, supervisor: Desk, auth: Any
) -> None:
    if auth and auth.get("epoch") == "own":
        auth = auth | {"epoch": live.parts.streams.epoch()}

    socket = open_socket(live, supervisor, auth=auth)

    told = [each["stream"] for each in received(socket, "resync")]
    assert set(told) == {"line", f"person:{supervisor.id}"}


@pytest.mark.parametrize(
    "sign",
    [
        (),
        (None,),
        ("alive",),
        ([],),
        ({},),
        ({"softphone": "yes", "microphone": 1},),
        (1, 2, 3),
        ({"a": {}},),
    ],
)
def test_empty_and_foreign_messages_do_no_harm(
    live: Live, counsellor: Desk, sign: tuple[Any, ...]
) -> None:
    socket = open_socket(live, counsellor)
    before = counsellor.get("/api/console").json["presence"]

    for name in ("alive", "message", "news", "hb", "bye", "disconnecting", "", "x" * 500):
        socket.emit(name, *sign)

    assert socket.is_connected()
    assert counsellor.get("/api/console").json["presence"] == before
    socket.emit("alive", {"softphone": True, "microphone": True})
    assert live.parts.heartbeats._seen[counsellor.id].is_ready


def test_the_board_hears_of_a_whole_call_without_a_word_or_a_number_in_it(
    office: Office, live: Live, counsellor: Desk, supervisor: Desk
) -> None:
    board = open_socket(live, supervisor)
    board.get_received()
    call_id = talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": "A secret."}
    counsellor.send("PUT", f"/api/contacts/{contact['id']}", body)
    counsellor.send("POST", f"/api/calls/{call_id}/hang-up")

    live._tail()

    news = received(board, "news")
    assert {each["body"]["state"] for each in news if each["type"] == "call"} >= {
        "talking",
        "ended",
    }
    assert names_in(news) & CONTENT == set()
    assert "A secret." not in str(news)
    assert "CA1" not in str(news)


def test_a_counsellor_hears_of_her_own_offer_and_nobody_else_does(
    office: Office, live: Live, counsellor: Desk
) -> None:
    own = open_socket(live, counsellor)
    other = open_socket(live, at_a_desk(office, "other"))
    live._tail()
    for socket in (own, other):
        socket.get_received()

    _, offer_id = ringing(office)
    live._tail()

    offers = [each["body"]["offer"] for each in received(own, "news")]
    assert [each["id"] for each in offers if each] == [offer_id]
    assert [each for each in received(other, "news") if each["body"]["offer"]] == []


@pytest.mark.parametrize("how", ["signed out", "made inactive", "signed in elsewhere"])
def test_the_look_at_sessions_closes_the_sockets_of_the_dead_ones_and_no_others(
    office: Office, live: Live, counsellor: Desk, supervisor: Desk, how: str
) -> None:
    dead, living = open_socket(live, counsellor), open_socket(live, supervisor)
    assert counsellor.person is not None
    if how == "signed out":
        counsellor.send("DELETE", "/api/session")
    elif how == "made inactive":
        office.parts.people.deactivate(counsellor.id, office.parts.clock.now())
    else:
        words = {"login": "counsellor", "password": "correct horse battery"}
        counsellor.send("POST", "/api/session", words)

    live._close_dead_sessions()

    assert not dead.is_connected()
    assert living.is_connected()


def test_a_socket_with_the_rooms_of_a_role_she_no_longer_has_is_closed(
    live: Live, supervisor: Desk
) -> None:
    socket = open_socket(live, supervisor)
    (record,) = live._sockets.values()
    record.streams = (*record.streams, "another")

    live._close_dead_sessions()

    assert not socket.is_connected()
