"""Marks, wishes, holidays and the least people on their page and by JSON: on record, with clear errors."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from helpline.people.ports import Role
from shift_schedule.law import Rule
from shift_schedule.plan import Duty
from shift_schedule.resolve import OpenReason, OpenStretch
from tests.helpline.console.desk import Desk, signed_in
from tests.helpline.console.makings import KIND, NO_FLAGS, PAGE, a_day_ahead, acts, made_of, weekly
from tests.helpline.console.test_the_rota_of_a_person import words
from tests.helpline.office import Office


def test_only_a_supervisor_sees_and_changes_it(office: Office, counsellor: Desk) -> None:
    duty_officer = signed_in(office, office.person("duty", Role.DUTY_OFFICER))

    for desk in (counsellor, duty_officer):
        assert desk.get(PAGE).status_code == 403
        assert desk.get("/api/rota/made-of").status_code == 403
        assert desk.post(f"{PAGE}/kinds", KIND).status_code == 403
        assert desk.send("PUT", "/api/rota/least", {}).status_code == 403


def test_marks_of_a_person_are_kept_and_read_by_the_checks_of_the_law(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    typed = {"duties": ["line"], "no_nights": "yes", "no_overtime": "yes"}

    assert supervisor.post(f"{PAGE}/people/{counsellor.id}", typed).status_code == 303

    (hers,) = [each for each in made_of(supervisor)["people"] if each["id"] == counsellor.id]
    assert {name for name in NO_FLAGS if hers[name]} == {"no_nights", "no_overtime"}
    assert acts(office) == ["person.work_flags"]
    night = a_day_ahead(office, 3).isoformat()
    stretch = OpenStretch(
        shift_id="open",
        duty=Duty.LINE,
        starts_at=datetime.fromisoformat(f"{night}T22:00:00+05:00"),
        ends_at=datetime.fromisoformat(f"{night}T23:30:00+05:00"),
        languages=frozenset({"kk"}),
        reason=OpenReason.UNASSIGNED,
        absent_id=None,
    )
    judge = supervisor.http.application.extensions["helpline"].rota.judge
    (judged,) = [each for each in judge.ranked(stretch) if each.person_id == counsellor.id]
    assert [each.violation.rule for each in judged.against] == [Rule.NIGHT_FORBIDDEN]


def test_whoever_has_no_duty_takes_no_part_and_can_be_given_one_again(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    path = f"/api/people/{counsellor.id}/work-flags"
    supervisor.post(f"{PAGE}/kinds", KIND)
    hers = weekly(office, person_id=counsellor.id)

    assert supervisor.send("PUT", path, {"duties": [], **NO_FLAGS}).status_code == 204
    refused = supervisor.send("POST", "/api/rota/patterns", hers)
    assert supervisor.send("PUT", path, {"duties": ["line"], **NO_FLAGS}).status_code == 204

    assert refused.json["errors"][0]["message"] == "Choose somebody who has that duty."
    assert supervisor.send("POST", "/api/rota/patterns", hers).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"duties": "line"},
        {"duties": ["tea"]},
        {"duties": [{}]},
        {"duties": [], "no_nights": "yes"},
    ],
)
def test_wrong_marks_change_nothing(
    counsellor: Desk, supervisor: Desk, body: dict[str, Any]
) -> None:
    before = made_of(supervisor)["people"]

    answer = supervisor.send("PUT", f"/api/people/{counsellor.id}/work-flags", body)

    assert answer.status_code == 422
    assert made_of(supervisor)["people"] == before
    unknown = supervisor.send("PUT", f"/api/people/{'0' * 32}/work-flags", body)
    assert unknown.status_code == 404


def test_the_least_people_hold_at_once(office: Office, supervisor: Desk) -> None:
    now = office.parts.clock.now()
    typed = {"by_day": "5", "by_night": "4", "kk": "2", "ru": "3", "en": "0"}

    assert supervisor.post(f"{PAGE}/least", typed).status_code == 303

    least = made_of(supervisor)["least"]
    assert least == {"by_day": 5, "by_night": 4, "by_language": {"kk": 2, "ru": 3}}
    planning = supervisor.http.application.extensions["helpline"].rota.planning
    needs = planning.needs(now, now + timedelta(days=1))
    assert {each.total for each in needs} == {4, 5}
    assert needs[0].by_language == {"kk": 2, "ru": 3}
    assert acts(office) == ["rota.least"]


def test_another_least_is_watched_at_once(supervisor: Desk) -> None:
    rota = supervisor.http.application.extensions["helpline"].rota
    rota.cover()
    assert rota.cover() == 0
    typed = {"by_day": "7", "by_night": "7", "kk": "7", "ru": "7", "en": "0"}

    supervisor.post(f"{PAGE}/least", typed)

    assert rota.cover() > 0
    assert {each.need for each in rota.alarms.open()} == {7}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"by_night": "0"}, "by_night"), ({"by_day": "x"}, "by_day"), ({"kk": "100"}, "kk")],
)
def test_a_wrong_least_is_named_beside_its_field(
    supervisor: Desk, change: dict[str, str], field: str
) -> None:
    typed = {"by_day": "5", "by_night": "4", "kk": "2", "ru": "3", "en": "0"}

    answer = supervisor.post(f"{PAGE}/least", typed | change)

    assert answer.status_code == 422
    assert f'<a href="#least-{field}">' in answer.text
    assert made_of(supervisor)["least"]["by_day"] == 2


def test_a_day_written_here_lies_over_the_library_until_it_is_removed(
    office: Office, supervisor: Desk
) -> None:
    year = a_day_ahead(office, 0).year + 1
    day = f"{year}-12-16"

    def shown() -> list[dict[str, Any]]:
        return [each for each in made_of(supervisor)["days"] if each["day"] == day]

    before = shown()
    typed = {"day": day, "kind": "ordinary", "words": "a sample decree"}
    assert supervisor.post(f"{PAGE}/holidays", typed).status_code == 303
    after = shown()
    assert supervisor.send("DELETE", f"/api/rota/holidays/{day}").status_code == 204

    assert [each["kind"] for each in before] == ["holiday"]
    assert [(x["kind"], x["own"], x["words"]) for x in after] == [
        ("ordinary", True, "a sample decree")
    ]
    assert shown() == before
    assert supervisor.send("DELETE", f"/api/rota/holidays/{day}").status_code == 404
    wrong = supervisor.post(f"{PAGE}/holidays", typed | {"day": "2027-02-30"})
    assert '<a href="#holiday-day">Enter a date.</a>' in wrong.text


def test_a_wish_is_hers_to_make_and_to_take_back(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    days = [a_day_ahead(office, days).isoformat() for days in (1, 2, 3)]

    for day, want in zip(days, ("off", "work-D", "not-N"), strict=True):
        assert counsellor.post("/rota/wishes", {"wish_day": day, "want": want}).status_code == 303
    hers = counsellor.get("/api/wishes").json["rows"]
    seen = made_of(supervisor)["wishes"]
    page = words(counsellor.get("/rota/mine"))
    assert counsellor.post(f"/rota/wishes/{days[0]}/remove", {}).status_code == 303

    assert [(x["code"], x["works"]) for x in hers] == [(None, False), ("D", True), ("N", False)]
    assert [(each["person_id"], each["day"]) for each in seen] == [
        (counsellor.id, day) for day in days
    ]
    assert "to work D" in page
    assert [each["day"] for each in counsellor.get("/api/wishes").json["rows"]] == days[1:]
    assert counsellor.post(f"/rota/wishes/{days[0]}/remove", {}).status_code == 404
    assert supervisor.get("/api/wishes").json["rows"] == []
    assert acts(office) == [*["rota.wish"] * 3, *["rota.wish_removed"] * 2]


@pytest.mark.parametrize(
    ("days", "want", "field"),
    [(0, "off", "wish_day"), (181, "off", "wish_day"), (1, "work-X", "want"), (1, "", "want")],
)
def test_a_wrong_wish_is_named_beside_its_field(
    office: Office, counsellor: Desk, days: int, want: str, field: str
) -> None:
    typed = {"wish_day": a_day_ahead(office, days).isoformat(), "want": want}

    answer = counsellor.post("/rota/wishes", typed)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert counsellor.get("/api/wishes").json["rows"] == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_speaks_the_readers_language(
    office: Office, supervisor: Desk, language: str
) -> None:
    office.parts.people.set_ui_language(supervisor.id, language)

    titles = {
        "kk": "Кестелер неден жасалады",
        "ru": "Из чего состоят графики",
        "en": "What rosters are made of",
    }
    assert f"<h1>{titles[language]}</h1>" in supervisor.get(PAGE).text
    wrong = supervisor.send("PUT", "/api/rota/least", {"by_day": 0, "by_night": 2})
    said = {
        "kk": "Мұнда 1-ден 99-ға",
        "ru": "Здесь ожидается целое число от 1",
        "en": "A whole number from 1",
    }
    assert said[language] in wrong.json["errors"][0]["message"]
