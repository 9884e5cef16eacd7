"""Who gets in where: every route names its guard, and every role is sent to every route."""

from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from helpline.console.live import HEARD, Live
from helpline.people.access_matrix import rights
from helpline.people.ports import Role
from tests.helpline.console.desk import (
    PROBLEM,
    Desk,
    at_a_desk,
    contact_of,
    ringing,
    rules,
    signed_in,
    talking,
)
from tests.helpline.console.rights import rights_of
from tests.helpline.office import Office

SECRET = "what a child said"
LEAVES = {"/logout", "/cover", "/api/session/cover"}  # they have tests of their own
WHY = "The follow-up of yesterday"


def _guard(office: Office, rule: Rule) -> Any:
    app: Flask = office.http.application
    return getattr(app.view_functions[str(rule.endpoint)], "guard", None)


def _path(rule: Rule) -> str:
    for name in rule.arguments:
        return str(rule.rule).replace(f"<{name}>", "0" * 32)
    return str(rule.rule)


def _knock(desk: Desk, path: str, method: str) -> int:
    """With everything right but perhaps the role. Signing out is left to its own tests."""
    if path.startswith("/api/"):
        return int(desk.send(method, path, {}).status_code)
    answer = desk.get(path) if method == "GET" else desk.post(path, {})
    return int(answer.status_code)


def _guarded(office: Office) -> list[tuple[Rule, str, tuple[Role, ...]]]:
    return [
        (rule, method, guard)
        for rule, method in rules(office)
        if isinstance(guard := _guard(office, rule), tuple)
    ]


def test_every_route_names_its_guard(office: Office) -> None:
    without = [
        str(rule.rule)
        for rule, _ in rules(office)
        if rule.endpoint != "static" and not _guard(office, rule)
    ]

    assert without == []


def test_the_matrix_says_what_the_routes_sockets_and_commands_do(office: Office) -> None:
    """After a change: `python -m tests.helpline.console.rights` writes it anew; read the difference."""
    real, told = list(rights_of(office.http.application)), list(rights())

    assert [right for right in real if right not in told] == []
    assert [right for right in told if right not in real] == []
    assert len({(right.kind, right.what) for right in told}) == len(told)


def test_whatever_is_open_to_all_says_why(office: Office) -> None:
    others = {right.otherwise for right in rights() if right.kind == "route" and not right.roles}

    assert [
        why for why in others if why != "carrier signature" and len(why) < len("all: a reason")
    ] == []


def test_every_socket_handler_is_in_the_matrix_and_no_other(live: Live) -> None:
    handlers = live.socketio.server.handlers["/"]

    assert set(handlers) == set(HEARD)


def test_every_webhook_needs_the_signature_of_the_carrier(office: Office) -> None:
    webhooks = [rule for rule, _ in rules(office) if str(rule.rule).startswith("/twilio/")]

    assert {_guard(office, rule) for rule in webhooks} == {"carrier signature"}
    assert {
        office.unsigned(str(rule.rule), {"CallSid": "CA1"}).status_code for rule in webhooks
    } == {403}


def test_nobody_who_is_signed_out_gets_in_anywhere(office: Office, nobody: Desk) -> None:
    found = {}
    for rule, method, _ in _guarded(office):
        path = _path(rule)
        expected = 401 if path.startswith("/api/") else 302
        if (status := _knock(nobody, path, method)) != expected:
            found[method, path] = status

    assert len(_guarded(office)) > 30
    assert found == {}


def test_each_role_gets_in_where_the_guard_says_and_nowhere_else(office: Office) -> None:
    found = {}
    for role in Role:
        desk = at_a_desk(office) if role is Role.COUNSELLOR else _of_role(office, role)
        for rule, method, guard in _guarded(office):
            path = _path(rule)
            if path in LEAVES or (path, method) == ("/api/session", "DELETE"):
                continue
            refused = _knock(desk, path, method) in {401, 403, 302}
            if refused is (role in guard):
                found[role, method, path] = refused

    assert found == {}


def _of_role(office: Office, role: Role) -> Desk:
    return signed_in(office, office.person(role.value, role))


def test_content_reaches_nobody_but_its_counsellor_and_supervisors(
    office: Office, counsellor: Desk
) -> None:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": SECRET}
    assert counsellor.send("PUT", f"/api/contacts/{contact['id']}", body).status_code == 200
    fields = {each.what: each.roles for each in rights() if each.kind == "field"}
    seen = {}

    for role in set(Role) - {Role.COUNSELLOR}:
        desk = _of_role(office, role)
        pages = [_path(rule) for rule, method, _ in _guarded(office) if method == "GET"]
        pages += [f"/contacts/{contact['id']}", f"/api/contacts/{contact['id']}"]
        answers = [desk.get(path) for path in pages]
        answers.append(desk.post(f"/contacts/{contact['id']}", {"reason": WHY}))
        answers.append(desk.send("POST", f"/api/contacts/{contact['id']}/read", {"reason": WHY}))
        seen[role] = any(SECRET in answer.text for answer in answers)

    assert {role for role, sees in seen.items() if sees} == fields["contact.note"] - {
        Role.COUNSELLOR
    }


def test_what_only_supervisors_see_is_refused_to_counsellors_by_name(
    office: Office, counsellor: Desk
) -> None:
    closed = {str(rule.rule) for rule, _, guard in _guarded(office) if guard == (Role.SUPERVISOR,)}

    page = counsellor.get("/supervisor", Accept="text/html")
    answer = counsellor.get("/api/line")

    assert {"/supervisor", "/calls", "/calls/<call_id>", "/api/line", "/api/calls"} <= closed
    assert (page.status_code, answer.status_code) == (403, 403)
    assert "Your role does not open this page." in page.text
    assert answer.mimetype == PROBLEM
    assert answer.json["detail"] == "Your role does not open this page."


def test_an_options_request_tells_the_methods_and_nothing_else(
    office: Office, nobody: Desk
) -> None:
    answer = nobody.http.options("/api/line", base_url="https://line.example")

    assert answer.data == b""
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_somebody_elses_things_answer_as_if_they_were_not_there(
    office: Office, counsellor: Desk
) -> None:
    call_id = talking(office, counsellor)
    contact = contact_of(counsellor)
    stranger = at_a_desk(office, "stranger")
    paths = {
        "GET": [f"/api/contacts/{contact['id']}", f"/contacts/{contact['id']}"],
        "PUT": [f"/api/contacts/{contact['id']}"],
        "POST": [
            f"/api/contacts/{contact['id']}/complete",
            *(f"/api/calls/{call_id}/{verb}" for verb in ("hold", "resume", "mute", "hang-up")),
        ],
    }
    body = {"version": contact["version"], "form": {"call_type": "test"}, "muted": True}

    answers = {
        (method, path): stranger.send(method, path, None if method == "GET" else body).status_code
        for method, each in paths.items()
        for path in each
    }

    assert set(answers.values()) == {404}, answers
    assert [row["id"] for row in stranger.get("/api/contacts").json["rows"]] == []
    assert contact["id"] not in stranger.get("/contacts").text
    call = office.parts.store.call(call_id)
    assert call is not None
    assert (call.state, call.on_hold, call.muted) == ("talking", False, False)
    assert contact_of(counsellor) == contact


def test_somebody_elses_offer_can_be_neither_taken_nor_declined(
    office: Office, counsellor: Desk
) -> None:
    _, offer_id = ringing(office)
    stranger = at_a_desk(office, "stranger")

    answers = [
        stranger.send("POST", f"/api/offers/{offer_id}/{verb}", {})
        for verb in ("accept", "decline")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert counsellor.get("/api/console").json["offer"]["id"] == offer_id


def test_her_own_call_and_contact_obey_the_counsellor(office: Office, counsellor: Desk) -> None:
    call_id, offer_id = ringing(office)
    accepted = counsellor.send("POST", f"/api/offers/{offer_id}/accept", {})
    assert accepted.status_code == 200
    assert accepted.json["ticket"].startswith(f"{offer_id}~")

    second = talking(office, at_a_desk(office, "other"), 2)
    call = counsellor.get("/api/console").json["call"]

    assert call["id"] == call_id != second
    assert counsellor.get(f"/api/contacts/{call['contact_id']}").status_code == 200
    assert counsellor.get(f"/contacts/{call['contact_id']}").status_code == 200


def test_hold_resume_mute_and_hang_up_show_on_her_own_screen(
    office: Office, counsellor: Desk
) -> None:
    path = f"/api/calls/{talking(office, counsellor)}"

    held = counsellor.send("POST", f"{path}/hold").json["call"]
    resumed = counsellor.send("POST", f"{path}/resume").json["call"]
    muted = counsellor.send("POST", f"{path}/mute", {"muted": True}).json["call"]
    ended = counsellor.send("POST", f"{path}/hang-up").json
    rested = counsellor.send("POST", "/api/wrap-up/done").json

    assert (held["on_hold"], resumed["on_hold"], muted["muted"]) == (True, False, True)
    assert (ended["call"], ended["presence"]) == (None, "wrap_up")
    assert rested["presence"] == "available"
