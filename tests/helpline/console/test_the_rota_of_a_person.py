"""The rota's pages as people use them: a swap, leave, a sick call, a handover, from form to form."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest

from helpline.rota.shifts import put_on
from shift_schedule.plan import Duty
from shift_schedule.shift import Shift
from tests.helpline.console.desk import Desk, at_a_desk
from tests.helpline.office import Office


def put(office: Office, desk: Desk, start_h: float, end_h: float) -> Shift:
    now = office.parts.clock.now()
    shift = Shift(
        id=f"shift-{desk.id[:8]}-{start_h:g}",
        person_id=desk.id,
        starts_at=now + timedelta(hours=start_h),
        ends_at=now + timedelta(hours=end_h),
        languages=frozenset({"kk", "ru"}),
    )
    put_on(office.parts.shifts.rota, shift, Duty.LINE, now=now)
    return shift


def holder(office: Office, at: datetime) -> list[str]:
    return [each.person_id for each in office.parts.shifts.between(at, at + timedelta(minutes=1))]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


@pytest.fixture
def other(office: Office) -> Desk:
    return at_a_desk(office, "other")


def test_a_swap_goes_from_the_asker_over_the_taker_to_the_supervisor(
    office: Office, counsellor: Desk, other: Desk, supervisor: Desk
) -> None:
    shift = put(office, counsellor, 30, 38)

    asked = counsellor.post("/rota/swaps", {"shift_id": shift.id})
    (swap,) = other.get("/api/swaps").json["rows"]
    taken = other.post(f"/rota/swaps/{swap['id']}/accept", {})
    assert "Approve" in words(supervisor.get("/rota/requests"))
    approved = supervisor.post(f"/rota/swaps/{swap['id']}/approve", {})

    assert [each.status_code for each in (asked, taken, approved)] == [303, 303, 303]
    assert holder(office, shift.starts_at) == [other.id]
    assert "A shift was taken off" not in words(other.get("/rota/mine"))
    assert "Your shift was taken off" in words(counsellor.get("/rota/mine"))


def test_the_taker_may_not_approve_and_a_stranger_may_not_withdraw(
    office: Office, counsellor: Desk, other: Desk
) -> None:
    shift = put(office, counsellor, 30, 38)
    counsellor.post("/rota/swaps", {"shift_id": shift.id})
    (swap,) = other.get("/api/swaps").json["rows"]

    withdrawn = other.send("POST", f"/api/swaps/{swap['id']}/withdraw", {})
    approved = other.send("POST", f"/api/swaps/{swap['id']}/approve", {})
    twice = counsellor.send("POST", "/api/swaps", {"shift_id": shift.id})

    assert [each.status_code for each in (withdrawn, approved, twice)] == [409, 403, 409]
    assert twice.json["detail"] == "a swap of this shift is under way already"


def test_leave_is_asked_in_days_and_what_it_opens_is_shown_before_it_is_approved(
    office: Office, counsellor: Desk, other: Desk, supervisor: Desk
) -> None:
    shift = put(office, counsellor, 30, 38)
    zone = office.parts.config.zone
    days = [at.astimezone(zone).date() for at in (shift.starts_at, shift.ends_at)]
    typed = {"first": days[0], "last": days[1], "kind": "annual"}

    assert counsellor.post("/rota/leave", typed).status_code == 303
    assert "Shifts it would open: 1" in words(supervisor.get("/rota/requests"))
    (leave,) = supervisor.get("/api/leave").json["rows"]
    supervisor.post(f"/rota/leave/{leave['id']}/approve", {})

    assert holder(office, shift.starts_at) == []
    (opened,) = supervisor.get("/api/open-shifts").json["rows"]
    assert (opened["reason"], opened["absent_id"]) == ("leave", counsellor.id)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "first"),
        ({"first": "2100-03-02", "last": "2100-03-01", "kind": "annual"}, "last"),
        ({"first": "2001-01-01", "last": "2001-01-02", "kind": "annual"}, "first"),
        ({"first": "2100-02-30", "last": "2100-03-01", "kind": "annual"}, "first"),
        ({"first": "2100-03-01", "last": "2100-03-01", "kind": "sick"}, "kind"),
    ],
)
def test_a_mistake_in_the_form_of_leave_is_told_beside_its_field(
    counsellor: Desk, typed: dict[str, str], field: str
) -> None:
    answer = counsellor.post("/rota/leave", typed)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text or 'href="#last"' in answer.text
    for value in typed.values():
        assert value == "sick" or f'value="{value}"' in answer.text


def test_a_sick_call_opens_the_shift_and_the_supervisor_gives_it_to_whom_nothing_stops(
    office: Office, counsellor: Desk, other: Desk, supervisor: Desk
) -> None:
    shift = put(office, counsellor, 1, 9)
    zone = office.parts.config.zone
    put(office, other, -4, -1)

    until = (shift.ends_at + timedelta(hours=24)).astimezone(zone).date()
    assert counsellor.post("/rota/sick", {"until": until}).status_code == 303
    (opened,) = supervisor.get("/api/open-shifts").json["rows"]
    at = opened["starts_at"].replace("+", "%2B")
    page = words(supervisor.get(f"/rota/open/{shift.id}?at={at}"))
    rows = supervisor.get(f"/api/open-shifts/{shift.id}/candidates?at={at}").json["rows"]

    assert opened["reason"] == "sick"
    assert "rest between shifts" in page
    (hers,) = [each for each in rows if each["person_id"] == other.id]
    assert [each["code"] for each in hers["against"]] == ["rule:rest_between_shifts"]
    give = {"person_id": other.id, "at": opened["starts_at"]}
    refused = supervisor.send("POST", f"/api/open-shifts/{shift.id}/give", give)
    assert refused.status_code == 409
    third = at_a_desk(office, "third")
    supervisor.post(f"/rota/open/{shift.id}/give", {**give, "person_id": third.id})
    assert holder(office, shift.starts_at) == [third.id]


def test_a_handover_is_written_read_and_acknowledged_and_its_reading_is_on_record(
    office: Office, counsellor: Desk, other: Desk
) -> None:
    shift = put(office, counsellor, -7.9, 0.1)
    put(office, other, -0.5, 8)

    empty = counsellor.post(f"/rota/handovers/{shift.id}", {"note": " "})
    written = counsellor.post(f"/rota/handovers/{shift.id}", {"note": "The second line is out."})
    page = words(other.get("/rota/mine"))
    foreign = other.send("POST", f"/api/handovers/{shift.id}", {"note": "x"})
    read = other.post(f"/rota/handovers/{shift.id}/acknowledge", {})

    assert [empty.status_code, written.status_code, foreign.status_code] == [422, 303, 404]
    assert "The second line is out." in page
    assert read.status_code == 303
    (row,) = other.get("/api/handovers").json["rows"]
    assert row["acknowledged_by"] == other.id
    assert "handover.read" in {entry.act for entry in office.entries()}


def test_a_handover_is_sealed_in_the_database(office: Office, counsellor: Desk) -> None:
    shift = put(office, counsellor, -7.9, 0.1)
    counsellor.post(f"/rota/handovers/{shift.id}", {"note": "Very private words."})

    with office.parts.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT note FROM handovers").scalar()

    assert kept is not None
    assert b"private" not in bytes(kept)


def test_whoever_says_she_is_here_is_not_missed(office: Office, counsellor: Desk) -> None:
    shift = put(office, counsellor, -0.01, 8)

    assert counsellor.post("/rota/arrive", {}).status_code == 303

    assert "You came at" in words(counsellor.get("/rota/mine"))
    assert list(office.parts.shifts.rota.plan(shift.starts_at, shift.ends_at).shifts)


def test_a_shift_is_moved_by_the_form_of_its_card_and_one_that_has_begun_is_not(
    office: Office, counsellor: Desk, other: Desk, supervisor: Desk
) -> None:
    shift, running = put(office, counsellor, 30, 38), put(office, other, -1, 2)
    typed = {"person_id": other.id, "date": "2100-03-01", "start": "20:00", "end": "08:00"}

    moved = supervisor.post(f"/rota/{shift.id}/move", typed)
    begun = supervisor.post(f"/rota/{running.id}/move", typed)
    wrong = supervisor.post(f"/rota/{running.id}/move", typed | {"date": "x"})

    assert [each.status_code for each in (moved, begun, wrong)] == [303, 409, 422]
    (row,) = supervisor.get("/api/shifts?from=2100-03-01T00:00:00Z").json["rows"]
    assert (row["person_id"], row["starts_at"]) == (other.id, "2100-03-01T15:00:00+00:00")


def test_the_day_shows_planned_and_needed_and_who_came(office: Office, counsellor: Desk) -> None:
    put(office, counsellor, -0.4, 3)
    counsellor.post("/rota/arrive", {})

    page = counsellor.get("/rota/day")

    assert page.status_code == 200
    assert page.text.count("<polyline") == 2
    assert 'class="present"' in page.text
    assert 2 <= page.text.count("<tr>") <= 49


@pytest.mark.parametrize("day", ["2027-02-01", "x", "9999-99-99", "2100-12-31", "0001-01-01"])
def test_any_day_of_the_address_is_shown_or_is_today(supervisor: Desk, day: str) -> None:
    for view in ("week", "month"):
        assert supervisor.get(f"/rota?view={view}&day={day}").status_code == 200
    assert supervisor.get(f"/rota/day?day={day}").status_code == 200
