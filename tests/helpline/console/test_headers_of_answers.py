"""Headers by value on every kind of answer, and snapshots that cost nothing when nothing changed."""

import re

import pytest

from helpline.console.live import Live
from tests.helpline.console.desk import PASSWORD, Answer, Desk, contact_of, talking, with_cookie
from tests.helpline.office import Office

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), speaker-selection=(self), camera=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
POLICY = {
    "default-src": {"'self'"},
    "connect-src": {
        "'self'",
        "wss://line.example",
        "ws://127.0.0.1:8112",
        "wss://127.0.0.1:8112",
    },
    "img-src": {"'self'", "data:"},
    "media-src": {"'self'", "mediastream:", "blob:"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "form-action": {"'self'"},
    "require-trusted-types-for": {"'script'"},
    "trusted-types": {"helpline"},
}
OPEN_PATHS = ("/", "/login", "/healthz", "/readyz", "/metrics", "/nothing-here", "/api/console")
PAGES = {
    "counsellor": ("/console", "/contacts", "/rota"),
    "supervisor": ("/supervisor", "/calls", "/contacts", "/rota"),
}


def _policy(answer: Answer) -> dict[str, set[str]]:
    directives = answer.headers["Content-Security-Policy"].split("; ")
    return {name: set(rest) for name, *rest in (each.split(" ") for each in directives)}


def _assert_safe(answer: Answer) -> None:
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    assert _policy(answer) == POLICY


def _content(desk: Desk, office: Office) -> list[str]:
    call_id = talking(office, desk)
    contact = contact_of(desk)["id"]
    return [
        f"/contacts/{contact}",
        f"/api/contacts/{contact}",
        "/api/contacts",
        f"/calls/{call_id}",
    ]


def test_every_page_has_every_header_and_is_kept_by_no_cache(
    office: Office, counsellor: Desk, supervisor: Desk, nobody: Desk
) -> None:
    content = _content(counsellor, office)
    visits = [(nobody, path) for path in OPEN_PATHS]
    visits += [(counsellor, path) for path in (*PAGES["counsellor"], *content)]
    visits += [(supervisor, path) for path in (*PAGES["supervisor"], *content)]

    for desk, path in visits:
        answer = desk.get(path)
        _assert_safe(answer)
        assert answer.headers["Cache-Control"] == "no-store", path


def test_answers_to_writes_refusals_and_faults_have_them_too(
    office: Office, counsellor: Desk, nobody: Desk
) -> None:
    answers = [
        nobody.post("/login", {"login": "x", "password": PASSWORD}),
        counsellor.send("POST", "/api/duty", {"state": "asleep"}),
        counsellor.send("POST", "/api/duty", {"state": "break"}),
        counsellor.get("/supervisor"),
        counsellor.send("PATCH", "/api/duty"),
        counsellor.post("/logout", {}),
    ]
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO away")
    answers.append(with_cookie(office, "x").get("/console"))

    assert [answer.status_code for answer in answers] == [401, 422, 200, 403, 405, 303, 500]
    for answer in answers:
        _assert_safe(answer)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize(
    "path",
    ["/socket.io/", "/socket.io/?EIO=4&transport=polling", "/socket.io/?transport=websocket"],
)
def test_what_the_socket_server_refuses_has_them_too(
    live: Live, nobody: Desk, method: str, path: str
) -> None:
    answer = nobody.send(method, path)

    _assert_safe(answer)
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_page_has_script_or_style_inside_it(
    office: Office, counsellor: Desk, supervisor: Desk, nobody: Desk
) -> None:
    content = [path for path in _content(counsellor, office) if not path.startswith("/api")]
    texts = [nobody.get("/login").text]
    texts += [counsellor.get(path).text for path in PAGES["counsellor"]]
    texts += [supervisor.get(path).text for path in (*PAGES["supervisor"], *content)]

    for text in texts:
        scripts = re.findall(r"<script\b([^>]*)>", text)
        assert [
            each for each in scripts if "src=" not in each and "application/json" not in each
        ] == []
        assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text) == []


def test_what_is_the_same_for_everybody_may_be_kept_and_its_absence_may_not(nobody: Desk) -> None:
    kept = {
        "/static/0.1.0/css/base.css": "public, max-age=31536000, immutable",
        "/i18n/kk.json": "public, max-age=300",
    }

    for path, rule in kept.items():
        with nobody.get(path) as answer:
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, rule)
            _assert_safe(answer)
    for path in ("/static/0.1.0/css/none.css", "/i18n/xx.json"):
        answer = nobody.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_signing_out_on_the_page_leaves_nothing_in_the_browser(counsellor: Desk) -> None:
    assert counsellor.post("/logout", {}).headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("path", ["/api/console", "/api/line"])
def test_an_unchanged_snapshot_answers_that_it_is_unchanged_and_a_changed_one_is_sent(
    office: Office, counsellor: Desk, supervisor: Desk, path: str
) -> None:
    desk = counsellor if path == "/api/console" else supervisor
    tag = desk.get(path).headers["ETag"]

    unchanged = desk.get(path, **{"If-None-Match": tag})
    counsellor.send("POST", "/api/duty", {"state": "break"})
    changed = desk.get(path, **{"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == tag
    assert unchanged.headers["Cache-Control"] == "no-store"
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_two_people_never_share_a_tag(office: Office, counsellor: Desk, supervisor: Desk) -> None:
    tag = counsellor.get("/api/console").headers["ETag"]

    assert supervisor.get("/api/line", **{"If-None-Match": tag}).status_code == 200
