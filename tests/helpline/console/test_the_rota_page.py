"""The rota as a page: see a week, add to it, take from it; what was typed is never lost."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tests.helpline.console.desk import Desk
from tests.helpline.office import Office

TYPED = {
    "date": "2100-03-01",
    "start": "08:00",
    "end": "20:00",
    "languages": ["kk", "en"],
}
# (what is changed, the field whose error is shown, its words)
WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"person_id": ""}, "person_id", "Choose who is on duty."),
    ({"person_id": "0" * 32}, "person_id", "Choose who is on duty."),
    ({"person_id": "a\0b"}, "person_id", "Choose who is on duty."),
    ({"date": ""}, "date", "Enter a date."),
    ({"date": "2100-02-30"}, "date", "Enter a date."),
    ({"date": "9999-12-31"}, "date", "Enter a date."),
    ({"date": "0001-01-01"}, "date", "Enter a date."),
    ({"date": "<b>&"}, "date", "Enter a date."),
    ({"start": ""}, "start", "Enter a time, such as 08:00."),
    ({"start": "25:00"}, "start", "Enter a time, such as 08:00."),
    ({"start": "08:00+05:00"}, "start", "Enter a time, such as 08:00."),
    ({"end": "8 in the evening"}, "end", "Enter a time, such as 08:00."),
    ({"languages": []}, "languages", "Choose at least one language."),
    ({"languages": ["xx"]}, "languages", "Choose at least one language."),
    ({"date": "2001-01-01"}, "start", "a shift must not lie in the past"),
)
OVERLAP = {
    "kk": "Бұл адамның сол уақытта ауысымы бар.",
    "ru": "У этого человека уже есть смена в это время.",
    "en": "This person already has a shift in that time.",
}
ERROR = {"kk": "Қате:", "ru": "Ошибка:", "en": "Error:"}


def _tomorrow(office: Office) -> str:
    zone = office.parts.config.zone
    return (office.parts.clock.now().astimezone(zone).date() + timedelta(days=1)).isoformat()


def test_a_shift_that_is_added_is_seen_by_everybody_in_the_helplines_own_time(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    typed = TYPED | {"person_id": counsellor.id, "date": _tomorrow(office)}

    answer = supervisor.post("/rota", typed)

    assert (answer.status_code, answer.location) == (303, "/rota")
    for desk in (counsellor, supervisor):
        page = desk.get("/rota").text
        assert "08:00 – " in page
        assert "Sample counsellor" in page
    (shift,) = counsellor.get("/api/shifts").json["rows"]
    assert shift["starts_at"] == f"{typed['date']}T03:00:00+00:00"
    assert shift["languages"] == ["en", "kk"]


@pytest.mark.parametrize("end", ["06:00", "08:00"])
def test_an_end_that_is_not_after_the_start_means_the_next_day(
    office: Office, counsellor: Desk, supervisor: Desk, end: str
) -> None:
    typed = TYPED | {"person_id": counsellor.id, "date": _tomorrow(office), "end": end}

    assert supervisor.post("/rota", typed).status_code == 303

    (shift,) = counsellor.get("/api/shifts").json["rows"]
    assert shift["ends_at"][:10] > shift["starts_at"][:10]


def test_each_mistake_is_shown_by_its_field_and_in_the_summary_and_nothing_typed_is_lost(
    counsellor: Desk, supervisor: Desk
) -> None:
    for change, field, words in WRONG:
        typed = TYPED | {"person_id": counsellor.id} | change

        answer = supervisor.post("/rota", typed)

        page = unescape(answer.text)
        assert answer.status_code == 422, change
        assert f'<a href="#{field}">{words}</a>' in page, change
        assert f'id="{field}-wrong"' in page, change
        assert f'id="{field}"' in page, change
        for name in ("date", "start", "end"):
            assert f'name="{name}" ' in page
            assert f'value="{typed[name]}"' in page, (change, name)
        if typed["person_id"] == counsellor.id:
            assert f'value="{counsellor.id}" selected' in page
        assert page.count(" checked>") == len(set(typed["languages"]) - {"xx"})
    assert (
        supervisor.get("/api/shifts?from=2000-01-01T00:00:00Z&to=2199-01-01T00:00:00Z").json["rows"]
        == []
    )


def test_all_mistakes_are_told_at_once(supervisor: Desk) -> None:
    answer = supervisor.post("/rota", {})

    assert answer.status_code == 422
    for field in ("person_id", "date", "start", "end", "languages"):
        assert f'href="#{field}"' in answer.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_overlap_is_told_in_the_language_of_the_supervisor(
    office: Office, counsellor: Desk, supervisor: Desk, language: str
) -> None:
    office.parts.people.set_ui_language(supervisor.id, language)
    typed = TYPED | {"person_id": counsellor.id}
    supervisor.post("/rota", typed)

    answer = supervisor.post("/rota", typed | {"start": "19:00", "end": "23:00"})

    assert answer.status_code == 422
    assert f'<html lang="{language}">' in answer.text
    assert f"<title>{ERROR[language]}" in answer.text
    assert OVERLAP[language] in answer.text
    assert 'value="19:00"' in answer.text
    assert len(supervisor.get("/api/shifts?from=2100-03-01T00:00:00Z").json["rows"]) == 1


def test_a_form_from_another_shape_of_page_is_no_fault_of_ours(supervisor: Desk) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="date"\r\n\r\n\xff\r\n--x'

    broken = supervisor.raw("POST", "/rota", body, "multipart/form-data; boundary=x")
    json = supervisor.raw("POST", "/rota", b'{"date": 1}', "application/json")
    many = supervisor.post("/rota", {f"f{number}": "x" for number in range(2000)})

    assert {broken.status_code, json.status_code, many.status_code} <= {400, 413, 422}


def test_a_huge_form_is_refused_on_a_page_in_her_language(office: Office, supervisor: Desk) -> None:
    office.parts.people.set_ui_language(supervisor.id, "ru")

    answer = supervisor.post("/rota", {"date": "x" * 70_000})

    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert '<html lang="ru">' in answer.text


def test_a_shift_ahead_is_removed_and_one_that_runs_ends_now(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    now = office.parts.clock.now()
    times = {
        "running": (now - timedelta(hours=1), now + timedelta(hours=1)),
        "ahead": (now + timedelta(hours=2), now + timedelta(hours=3)),
    }
    made = {
        name: supervisor.send(
            "POST",
            "/api/shifts",
            {
                "person_id": counsellor.id,
                "starts_at": start.isoformat(),
                "ends_at": end.isoformat(),
                "languages": ["kk"],
            },
        ).json["id"]
        for name, (start, end) in times.items()
    }

    answers = [supervisor.post(f"/rota/{each}/remove", {}).status_code for each in made.values()]
    again = [supervisor.send("DELETE", f"/api/shifts/{each}").status_code for each in made.values()]

    assert answers == [303, 303]
    assert again == [404, 404]
    rows = office.parts.shifts.between(now - timedelta(hours=2), now + timedelta(hours=4))
    assert [row.person_id for row in rows] == [counsellor.id]
    assert rows[0].ends_at < now + timedelta(minutes=5)


def test_a_counsellor_sees_the_rota_without_the_means_to_change_it(counsellor: Desk) -> None:
    page = counsellor.get("/rota").text

    assert 'action="/rota"' not in page
    assert counsellor.post("/rota", TYPED | {"person_id": counsellor.id}).status_code == 403
