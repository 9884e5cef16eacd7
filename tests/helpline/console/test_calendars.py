"""Calendar feeds and calendars that are brought in: stable events, revocable addresses, no floods."""

import io
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from helpline.people.ports import Role
from helpline.rota.shifts import Wanted, move, take_off
from tests.helpline.console.desk import Desk, at_a_desk
from tests.helpline.console.test_the_rota_of_a_person import put
from tests.helpline.office import PUBLIC_URL, Office

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sample//EN\r\n"
FLOOD = (
    f"{HEAD}BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260101T000000Z\r\n"
    "RRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def address_of(desk: Desk, scope: str = "own") -> str:
    page = desk.post("/rota/calendars", {"scope": scope}).text
    found = re.search(r"/calendar/[\w-]+\.ics", page)
    assert found is not None
    return found.group()


def events_at(desk: Desk, address: str) -> list[Any]:
    answer = desk.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def brought_in(desk: Desk, person_id: str, text: str, kind: str = "shifts") -> Any:
    file = (io.BytesIO(text.encode()), "sample.ics")
    return desk.http.post(
        "/rota/calendars/bring-in",
        data={"csrf": desk.csrf, "person_id": person_id, "as": kind, "file": file},
        base_url=PUBLIC_URL,
        headers={"Origin": PUBLIC_URL, "Accept": "text/html"},
    )


def test_a_feed_is_read_without_a_session_and_gone_when_it_is_revoked(
    office: Office, counsellor: Desk, nobody: Desk
) -> None:
    shift = put(office, counsellor, 30, 38)
    address = address_of(counsellor)

    (event,) = events_at(nobody, address)
    page = counsellor.get("/rota/calendars").text
    digest = re.search(r"/rota/calendars/(\w+)/revoke", page)
    assert digest is not None
    counsellor.post(f"/rota/calendars/{digest.group(1)}/revoke", {})

    assert event.decoded("dtstart") == shift.starts_at.replace(microsecond=0)
    assert str(event["uid"]) == f"{shift.id}@helpline-111"
    assert nobody.get(address).status_code == 404
    assert address.rpartition("/")[2][:-4] not in page


def test_a_moved_shift_keeps_its_event_and_one_taken_off_stays_as_cancelled(
    office: Office, counsellor: Desk
) -> None:
    shift, rota = put(office, counsellor, 30, 38), office.parts.shifts.rota
    address = address_of(counsellor)
    (before,) = events_at(counsellor, address)
    wanted = Wanted(
        person_id=counsellor.id,
        starts_at=shift.starts_at + timedelta(hours=2),
        ends_at=shift.ends_at + timedelta(hours=2),
        languages=shift.languages,
    )

    row = move(rota, shift.id, wanted, now=office.parts.clock.now())
    (moved,) = events_at(counsellor, address)
    take_off(rota, row.id, now=office.parts.clock.now())
    (gone,) = events_at(counsellor, address)

    assert str(before["uid"]) == str(moved["uid"]) == str(gone["uid"])
    assert [str(each["status"]) for each in (before, moved, gone)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert int(before["sequence"]) < int(moved["sequence"]) < int(gone["sequence"])


def test_the_teams_feed_names_everybody_and_ones_own_only_oneself(
    office: Office, counsellor: Desk
) -> None:
    other = at_a_desk(office, "other")
    put(office, counsellor, 30, 38)
    put(office, other, 40, 48)

    own = events_at(counsellor, address_of(counsellor))
    team = events_at(counsellor, address_of(counsellor, "team"))

    assert len(own) == 1
    assert [str(each["summary"]) for each in team] == ["Sample counsellor", "Sample other"]


def test_a_feed_ends_when_its_owner_leaves(office: Office, counsellor: Desk, nobody: Desk) -> None:
    address = address_of(counsellor)
    office.parts.people.deactivate(counsellor.id, office.parts.clock.now())

    assert nobody.get(address).status_code == 404
    assert nobody.get("/calendar/x.ics").status_code == 404


def test_a_calendar_is_brought_in_as_shifts_once_with_its_repeats(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    start = office.parts.clock.now() + timedelta(
        days=2
    )  # whole days begin at the helpline's midnight
    text = (
        f"{HEAD}BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:{start:%Y%m%d}T060000Z\r\nDTEND:{start:%Y%m%d}T140000Z\r\n"
        "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n"
        f"BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    first = brought_in(supervisor, counsellor.id, text).text
    again = brought_in(supervisor, counsellor.id, text).text

    assert "Brought in: 3 · " in first
    assert "longer than a shift: 1" in first
    assert "Brought in: 0 · " in again
    later = start + timedelta(days=9)
    assert len(office.parts.shifts.between(start - timedelta(days=1), later)) == 3


def test_a_calendar_brought_in_as_leave_opens_nothing_by_itself(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    shift = put(office, counsellor, 48, 56)
    day = shift.starts_at.astimezone(office.parts.config.zone)
    text = (
        f"{HEAD}BEGIN:VEVENT\r\nUID:c\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    assert "Brought in: 1 · " in brought_in(supervisor, counsellor.id, text, "leave").text

    (leave,) = supervisor.get("/api/leave").json["rows"]
    assert (leave["state"], leave["person_id"]) == ("asked", counsellor.id)
    local = datetime.fromisoformat(leave["starts_at"]).astimezone(office.parts.config.zone)
    assert (local.date(), local.hour) == (day.date(), 0)
    assert office.parts.shifts.between(shift.starts_at, shift.ends_at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a calendar",
        f"{HEAD}BEGIN:VEVENT\r\nUID:a\r\nDTSTART:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20300101T000000Z\r\nEND:VEVENT\r\n",
        FLOOD,
        "\x00\xff" * 50,
    ],
)
def test_what_is_no_calendar_is_told_on_the_page_and_changes_nothing(
    office: Office, counsellor: Desk, supervisor: Desk, text: str
) -> None:
    before = office.parts.shifts.rota.version()

    answer = brought_in(supervisor, counsellor.id, text)

    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert office.parts.shifts.rota.version() == before


def test_only_a_supervisor_brings_in_and_only_for_a_counsellor(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    auditor = office.person("auditor", Role.AUDITOR)

    assert brought_in(counsellor, counsellor.id, HEAD).status_code == 403
    assert brought_in(supervisor, auditor.id, HEAD).status_code == 422
