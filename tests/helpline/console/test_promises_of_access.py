"""Promises of access that no other file shows: fixation, one socket, content and the roles, sizes."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpline.console.live import Live
from helpline.people.ports import Role
from helpline.store.tables.audit import audit
from tests.helpline.console.desk import (
    COOKIE,
    PASSWORD,
    Desk,
    contact_of,
    cookie_of,
    signed_in,
    talking,
    visitor,
    with_cookie,
)
from tests.helpline.console.sockets import open_socket
from tests.helpline.office import Office
from tests.helpline.store.samples import NOON

WHY = {"reason": "The follow-up of yesterday"}


def _of_role(office: Office, role: Role) -> Desk:
    return signed_in(office, office.person(role.value, role))


def test_an_admin_opens_no_address_with_content(office: Office, counsellor: Desk) -> None:
    call_id = talking(office, counsellor)
    contact_id = contact_of(counsellor)["id"]
    admin = _of_role(office, Role.ADMIN)
    reads = [
        "/contacts", f"/contacts/{contact_id}", "/api/contacts", f"/api/contacts/{contact_id}",
        "/console", "/api/console", "/calls", f"/calls/{call_id}", "/api/calls", "/disclosures",
        "/api/disclosures", f"/disclosures/{contact_id}", f"/api/disclosures/{contact_id}",
    ]  # fmt: skip

    answers = {path: admin.get(path).status_code for path in reads}
    answers["read"] = admin.send("POST", f"/api/contacts/{contact_id}/read", WHY).status_code
    answers["page"] = admin.post(f"/contacts/{contact_id}", WHY).status_code

    assert set(answers.values()) == {403}, answers


def test_an_auditor_manages_nobody_and_an_admin_reads_no_log(office: Office) -> None:
    auditor, admin = _of_role(office, Role.AUDITOR), _of_role(office, Role.ADMIN)

    assert {admin.get(path).status_code for path in ("/audit", "/api/audit")} == {403}
    assert {auditor.get(path).status_code for path in ("/people", "/api/people")} == {403}
    for verb in ("reset", "disable", "readmit"):
        assert auditor.send("POST", f"/api/people/{admin.id}/{verb}").status_code == 403
    assert auditor.get("/audit").status_code == 200


@pytest.mark.parametrize("way", ["json", "form"])
def test_a_cookie_planted_before_signing_in_opens_nothing_afterwards(
    office: Office, way: str
) -> None:
    office.person("aigul", Role.COUNSELLOR)
    words, victim = {"login": "aigul", "password": PASSWORD}, visitor(office)
    victim.http.set_cookie(COOKIE, "planted", domain="line.example", secure=True)

    if way == "json":
        victim.send("POST", "/api/session", words)
    else:
        victim.post("/login", words)

    assert cookie_of(victim) not in ("", "planted")
    assert victim.get("/api/session").status_code == 200
    assert with_cookie(office, "planted").get("/api/session").status_code == 401


def test_signing_in_elsewhere_ends_the_first_session_and_closes_its_socket(
    office: Office, live: Live, counsellor: Desk
) -> None:
    first = open_socket(live, counsellor)
    assert counsellor.person is not None

    elsewhere = signed_in(office, counsellor.person)
    live._close_dead_sessions()
    second = open_socket(live, elsewhere)
    live._close_dead_sessions()

    assert not first.is_connected()
    assert second.is_connected()
    assert counsellor.get("/api/console").status_code == 401


def test_a_socket_without_a_session_reaches_no_handler(
    office: Office, live: Live, counsellor: Desk, nobody: Desk
) -> None:
    forged = visitor(office)
    forged.http.set_cookie(COOKIE, "made-up", domain="line.example", secure=True)
    over = visitor(office)
    over.http.set_cookie(COOKIE, cookie_of(counsellor), domain="line.example", secure=True)
    sockets = [open_socket(live, desk) for desk in (nobody, forged)]
    sockets.append(open_socket(live, counsellor, origin="https://evil.example"))
    counsellor.send("DELETE", "/api/session")
    sockets.append(open_socket(live, over))

    assert not any(socket.is_connected() for socket in sockets)
    for socket in sockets:
        with pytest.raises(RuntimeError):
            socket.emit("alive", {"softphone": True, "microphone": True})
    assert live._sockets == {}
    assert live.parts.heartbeats._seen == {}


def test_a_webhook_larger_than_any_of_the_carriers_is_refused(office: Office) -> None:
    form = {"CallSid": "CA1", "From": "anonymous", "Padding": "x" * 70_000}

    answer = office.webhook("/twilio/voice", form)

    assert answer.status_code == 413
    assert office.parts.store.live_calls() == []


@pytest.mark.parametrize("missing", ["at", "actor_id", "act", "thing", "link"])
def test_an_entry_that_does_not_say_who_what_which_and_when_cannot_be_written(
    office: Office, missing: str
) -> None:
    row = {"number": 1, "at": NOON, "actor_id": "p", "act": "a", "thing": "t", "link": b""}

    with pytest.raises(sa.exc.IntegrityError), office.parts.database.writing() as connection:
        connection.execute(sa.insert(audit).values(**row | {missing: None}))


def test_whatever_is_taken_away_is_on_record_with_who_and_which(
    office: Office, supervisor: Desk, counsellor: Desk
) -> None:
    begins = office.parts.clock.now() + timedelta(days=1)
    shift = {
        "person_id": counsellor.id,
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=8)).isoformat(),
        "languages": ["kk"],
    }
    shift_id = supervisor.send("POST", "/api/shifts", shift).json["id"]
    before = len(office.entries())

    supervisor.send("DELETE", f"/api/shifts/{shift_id}")
    supervisor.post(f"/people/{counsellor.id}/disable", {})

    new = office.entries()[: len(office.entries()) - before]
    assert [(row.actor_id, row.act, row.thing) for row in reversed(new)] == [
        (supervisor.id, "api_line.take_off_rota", shift_id),
        (supervisor.id, "person.disabled", counsellor.id),
    ]


def test_every_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(
    office: Office, nobody: Desk
) -> None:
    office.person("aigul", Role.COUNSELLOR)
    words = {"login": "aigul", "password": PASSWORD}

    answers = [
        nobody.post("/language", {"language": "kk", "next": "/"}),
        nobody.post("/login", words),
    ]

    for answer in answers:
        assert answer.headers.getlist("Set-Cookie")
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, *flags = cookie.split("; ")
            assert name.startswith("__Host-"), name
            assert {"Secure", "HttpOnly", "Path=/"} <= set(flags), cookie
            assert not [flag for flag in flags if flag.startswith("Domain")]
