"""What the rota's JSON answers is what is described; and roles hold here as on the pages."""

import re
from datetime import timedelta
from typing import Any

import pytest

from shift_schedule.plan import Duty
from tests.helpline.console.desk import Desk, at_a_desk
from tests.helpline.console.test_openapi import _faults
from tests.helpline.console.test_the_rota_of_a_person import put
from tests.helpline.office import Office

Step = tuple[Desk, str, str, str, Any, int]


@pytest.fixture
def described(counsellor: Desk) -> dict[str, Any]:
    answer: dict[str, Any] = counsellor.get("/api/openapi.json").json
    return answer


def walk(described: dict[str, Any], steps: list[Step]) -> list[str]:
    """Each answer against its description; the status besides."""
    faults = []
    for desk, method, path, thing, body, status in steps:
        address = re.sub(r"\{\w+\}", thing, path)
        answer = desk.send(method.upper(), address, body)
        plain = path.partition("?")[0]
        if answer.status_code != status:
            faults.append(f"{method} {address}: {answer.status_code}, {answer.data[:200]!r}")
        faults += _faults(described, method, plain, answer)
    return faults


def test_what_is_answered_about_swaps_and_leave_is_what_is_described(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    other = at_a_desk(office, "other")
    shift, hers = put(office, counsellor, 30, 38), put(office, other, 80, 88)
    asked = {"shift_id": shift.id, "taker_id": other.id, "other_shift_id": hers.id}
    swap = counsellor.send("POST", "/api/swaps", asked).json["id"]
    days = {"starts_at": "2100-03-01T00:00:00Z", "ends_at": "2100-03-05T00:00:00Z"}
    leave = counsellor.send("POST", "/api/leave", days | {"kind": "annual"}).json["id"]
    steps: list[Step] = [
        (counsellor, "get", "/api/swaps", "", None, 200),
        (counsellor, "post", "/api/swaps", "", asked, 409),
        (counsellor, "post", "/api/swaps", "", {}, 422),
        (counsellor, "post", "/api/swaps", "", {"shift_id": hers.id}, 404),
        (other, "post", "/api/swaps/{swap_id}/accept", swap, None, 200),
        (other, "post", "/api/swaps/{swap_id}/accept", swap, None, 409),
        (other, "post", "/api/swaps/{swap_id}/approve", swap, None, 403),
        (supervisor, "post", "/api/swaps/{swap_id}/approve", swap, None, 200),
        (supervisor, "post", "/api/swaps/{swap_id}/refuse", swap, None, 409),
        (counsellor, "post", "/api/swaps/{swap_id}/withdraw", "0" * 32, None, 404),
        (counsellor, "get", "/api/leave", "", None, 200),
        (counsellor, "post", "/api/leave", "", days | {"kind": "sick"}, 422),
        (supervisor, "post", "/api/leave/{leave_id}/approve", leave, None, 200),
        (supervisor, "post", "/api/leave/{leave_id}/refuse", leave, None, 409),
        (supervisor, "post", "/api/leave/{leave_id}/withdraw", leave, None, 404),
        (counsellor, "post", "/api/leave/{leave_id}/withdraw", leave, None, 200),
    ]

    assert walk(described, steps) == []


def test_what_is_answered_about_open_shifts_handovers_and_alarms_is_what_is_described(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    other = at_a_desk(office, "other")
    shift, ending = put(office, counsellor, 30, 38), put(office, other, -7.9, 0.1)
    rota_cover(office)
    until = (office.parts.clock.now() + timedelta(days=3)).isoformat()
    counsellor.send("POST", "/api/sick", {"until": until})
    at = shift.starts_at.isoformat()
    query = f"?at={at.replace('+', '%2B')}"
    alarm = supervisor.get("/api/rota-alarms").json["rows"][0]["id"]
    given, sick = {"at": at, "person_id": other.id}, {"until": until, "person_id": other.id}
    steps: list[Step] = [
        (supervisor, "get", "/api/open-shifts", "", None, 200),
        (supervisor, "get", "/api/open-shifts/{shift_id}/candidates" + query, shift.id, None, 200),
        (supervisor, "get", "/api/open-shifts/{shift_id}/candidates", shift.id, None, 422),
        (supervisor, "post", "/api/open-shifts/{shift_id}/give", shift.id, given, 200),
        (supervisor, "post", "/api/open-shifts/{shift_id}/give", shift.id, given, 404),
        (counsellor, "post", "/api/sick", "", sick, 403),
        (supervisor, "post", "/api/sick", "", sick, 201),
        (other, "post", "/api/handovers/{shift_id}", ending.id, {"note": "All is well."}, 204),
        (other, "post", "/api/handovers/{shift_id}", ending.id, {"note": "Again."}, 409),
        (other, "post", "/api/handovers/{shift_id}", ending.id, {"note": "x" * 5000}, 422),
        (counsellor, "post", "/api/handovers/{shift_id}/acknowledge", ending.id, None, 404),
        (supervisor, "get", "/api/handovers", "", None, 200),
        (supervisor, "get", "/api/rota-alarms", "", None, 200),
        (supervisor, "post", "/api/rota-alarms/{alarm_id}/see", alarm, None, 204),
        (supervisor, "post", "/api/rota-alarms/{alarm_id}/see", alarm, None, 404),
    ]

    assert walk(described, steps) == []


def rota_cover(office: Office) -> None:
    """The watch looks once, as the jobs process lets it."""
    office.http.application.extensions["helpline"].rota.cover.look(office.parts.clock.now())


def test_a_moved_shift_is_answered_as_it_now_stands(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    shift, running = put(office, counsellor, 30, 38), put(office, counsellor, -1, 2)
    wanted = {
        "person_id": counsellor.id,
        "starts_at": "2100-03-01T00:00:00+00:00",
        "ends_at": "2100-03-01T08:00:00+00:00",
        "languages": ["kk"],
    }

    long = wanted | {"ends_at": "2100-03-03T08:00:00Z"}
    steps: list[Step] = [
        (supervisor, "put", "/api/shifts/{shift_id}", running.id, wanted, 409),
        (supervisor, "put", "/api/shifts/{shift_id}", shift.id, long, 422),
        (supervisor, "put", "/api/shifts/{shift_id}", "0" * 32, wanted, 404),
    ]

    assert walk(described, steps) == []
    answer = supervisor.send("PUT", f"/api/shifts/{shift.id}", wanted)

    assert answer.status_code == 200
    assert {name: answer.json[name] for name in wanted} == wanted
    assert answer.json["id"] != shift.id


def test_the_past_is_answered_from_the_log_whatever_becomes_of_the_rota(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    shift = put(office, counsellor, -2, 2)
    rota = office.http.application.extensions["helpline"].rota
    from_now = office.parts.clock.now()
    rota.duty_log.follow({}, from_now - timedelta(hours=3))
    spoken = frozenset({"kk"})
    rota.duty_log.follow({(counsellor.id, Duty.LINE): spoken}, from_now - timedelta(hours=2))
    supervisor.send("DELETE", f"/api/shifts/{shift.id}")

    then = (from_now - timedelta(hours=1)).isoformat().replace("+", "%2B")
    before = supervisor.get(f"/api/on-shift?at={then}").json["people"]

    assert before == [{"person_id": counsellor.id, "languages": ["kk"]}]
