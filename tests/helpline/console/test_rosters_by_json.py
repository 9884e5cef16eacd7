"""Rosters, coming and going, and notices by JSON: as the pages do it, and as it is described."""

import re
from typing import Any

import pytest

from helpline.people.ports import Role
from helpline.rota_joined import make_roster_of
from tests.helpline.console.desk import Desk, signed_in
from tests.helpline.console.test_openapi import _faults
from tests.helpline.console.test_the_rosters_pages import next_month
from tests.helpline.console.test_the_rota_of_a_person import put
from tests.helpline.office import Office


@pytest.fixture
def described(supervisor: Desk) -> dict[str, Any]:
    answer: dict[str, Any] = supervisor.get("/api/openapi.json").json
    return answer


def made(office: Office, supervisor: Desk) -> dict[str, Any]:
    asked = supervisor.send("POST", "/api/rosters", {"month": next_month(office), "seconds": 5})
    assert asked.status_code == 201
    make = make_roster_of(office.parts)
    draft = make.book.one(asked.json["id"])
    assert draft is not None
    make(draft, seconds=2)
    found: dict[str, Any] = supervisor.get(f"/api/rosters/{draft.id}").json
    return found


def test_a_month_is_asked_for_watched_looked_at_published_and_restored(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    found = made(office, supervisor)
    path = f"/api/rosters/{found['id']}"

    refused = supervisor.send("POST", f"{path}/publish", {})
    done = supervisor.send("POST", f"{path}/publish", {"reason": "a sample reason"})
    again = supervisor.send("POST", f"{path}/publish", {"reason": "a sample reason"})
    restored = supervisor.send("POST", f"{path}/restore")
    listed = supervisor.get("/api/rosters").json["rows"]

    assert (found["state"], found["review"]["needs_reason"]) == ("review", True)
    assert found["making"]["cost"] >= found["making"]["bound"]
    assert found["making"]["design"]["kinds"]
    assert any(counsellor.id in {*each["could"], *each["stopped"]} for each in found["open"])
    assert {each["person_id"] for each in found["shifts"]} == {counsellor.id}
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "reason"
    assert (done.status_code, done.json["state"]) == (200, "published")
    assert (done.json["reason"], done.json["published_by"]) == ("a sample reason", supervisor.id)
    assert again.status_code == 422
    assert (restored.status_code, restored.json["restores_id"]) == (201, found["id"])
    assert [each["version"] for each in listed] == [2, 1]
    acts = [row.act for row in reversed(office.entries()) if row.act.startswith("roster.")]
    assert acts == ["roster.asked", *["roster.published"] * 3, "roster.restored"]


def test_a_roster_that_is_being_made_is_cancelled_once(office: Office, supervisor: Desk) -> None:
    body = {"month": next_month(office), "seconds": 5, "propose": True}
    asked = supervisor.send("POST", "/api/rosters", body).json

    done = supervisor.send("POST", f"/api/rosters/{asked['id']}/cancel")
    again = supervisor.send("POST", f"/api/rosters/{asked['id']}/cancel")

    assert (asked["state"], asked["making"]["propose"]) == ("solving", True)
    assert (done.status_code, done.json["state"]) == (200, "draft")
    assert done.json["making"]["cancelled"] is True
    assert (again.status_code, again.json["detail"]) == (409, "This roster is not being made.")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"month": "soon"}, ["month"]),
        ({"month": "2020-01"}, ["month"]),
        ({"seconds": 4}, ["seconds"]),
        ({"seconds": "60"}, ["seconds"]),
        ({"propose": "yes"}, ["propose"]),
        ({"month": "2100-13", "seconds": 1000}, ["month", "seconds"]),
    ],
)
def test_a_wrong_wish_for_a_roster_names_its_fields(
    supervisor: Desk, change: dict[str, Any], fields: list[str]
) -> None:
    answer = supervisor.send("POST", "/api/rosters", {"month": "2100-01", "seconds": 60} | change)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == fields
    assert supervisor.get("/api/rosters").json["rows"] == []


def test_only_supervisors_have_rosters(office: Office, counsellor: Desk) -> None:
    officer = signed_in(office, office.person("officer", Role.DUTY_OFFICER))

    for desk in (counsellor, officer):
        assert desk.get("/api/rosters").status_code == 403
        assert desk.send("POST", "/api/rosters", {"month": "2100-01"}).status_code == 403


def test_she_says_that_she_comes_and_goes_and_both_are_kept_once(
    office: Office, counsellor: Desk
) -> None:
    none = counsellor.send("POST", "/api/clock-in")
    shift = put(office, counsellor, -1, 7)

    early = counsellor.send("POST", "/api/clock-out")
    first, second = (counsellor.send("POST", "/api/clock-in") for _ in range(2))
    gone, twice = (counsellor.send("POST", "/api/clock-out") for _ in range(2))
    back = counsellor.send("POST", "/api/clock-in")
    page = counsellor.get("/rota/mine").text

    assert [each.status_code for each in (none, early, twice)] == [409] * 3
    assert (first.json["shift_id"], first.json["left_at"]) == (shift.id, None)
    assert second.json == first.json
    assert gone.json["left_at"] is not None
    assert (back.json["arrived_at"], back.json["left_at"]) == (first.json["arrived_at"], None)
    assert "/rota/go" in page
    acts = [row.act for row in reversed(office.entries())]
    assert acts == [*["attendance.come", "attendance.go"], *["attendance.come"] * 2,
                    *["attendance.go"] * 2, "attendance.come"]  # fmt: skip


def test_from_the_page_she_goes_home_and_is_no_longer_counted_as_present(
    office: Office, counsellor: Desk
) -> None:
    put(office, counsellor, -1, 7)
    counsellor.post("/rota/arrive", {})

    assert counsellor.post("/rota/go", {}).status_code == 303

    assert "You went at" in counsellor.get("/rota/mine").text
    assert counsellor.post("/rota/go", {}).status_code == 409


def test_her_notices_are_listed_and_put_away(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    put(office, counsellor, 30, 38)
    (notice,) = counsellor.get("/api/notices").json["rows"]

    done = counsellor.send("POST", "/api/notices/seen")

    assert (notice["kind"], notice["was_starts_at"]) == ("added", None)
    assert done.json == {"put_away": 1}
    assert counsellor.get("/api/notices").json["rows"] == []
    assert supervisor.get("/api/notices").json["rows"] == []


def test_what_is_answered_is_what_is_described(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    found = made(office, supervisor)
    put(office, counsellor, -1, 7)
    kind = {"starts": "09:00", "minutes": 480, "unpaid_minutes": 30}
    pattern = {"kind": "E", "duty": "line", "languages": ["kk"], "weekdays": [1]}
    day = "2100-01-04"
    steps: list[tuple[Desk, str, str, Any]] = [
        (supervisor, "get", "/api/rosters", None),
        (supervisor, "get", f"/api/rosters/{found['id']}", None),
        (supervisor, "post", f"/api/rosters/{found['id']}/cancel", None),
        (supervisor, "post", f"/api/rosters/{'0' * 32}/publish", {}),
        (supervisor, "post", f"/api/rosters/{found['id']}/publish", {"reason": "x"}),
        (supervisor, "put", "/api/rota/kinds/E", kind),
        (supervisor, "post", "/api/rota/patterns", pattern | {"first_day": day}),
        (supervisor, "put", f"/api/rota/holidays/{day}", {"kind": "holiday"}),
        (supervisor, "delete", "/api/rota/holidays/never", None),
        (supervisor, "get", "/api/rota/made-of", None),
        (counsellor, "put", f"/api/wishes/{day}", {"works": False}),
        (counsellor, "get", "/api/wishes", None),
        (counsellor, "post", "/api/clock-in", None),
        (counsellor, "post", "/api/clock-out", None),
        (counsellor, "get", "/api/notices", None),
        (counsellor, "post", "/api/notices/seen", None),
    ]

    faults = []
    for desk, method, path, body in steps:
        answer = desk.send(method.upper(), path, body)
        faults += _faults(described, method, _pattern(described, path), answer)

    assert faults == []


def _pattern(described: dict[str, Any], path: str) -> str:
    """The described path that this one is."""
    for each in described["paths"]:
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(each)), path):
            return str(each)
    raise AssertionError(path)
