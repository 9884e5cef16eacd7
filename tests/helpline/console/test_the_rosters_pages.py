"""Rosters as pages: asked for, cancelled, looked at and published; and the command that makes them."""

import json
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from helpline.rota_joined import make_roster_of
from tests.helpline.cli.shell import helpline
from tests.helpline.console.desk import Desk
from tests.helpline.console.test_the_rota_of_a_person import words
from tests.helpline.office import Office


def next_month(office: Office) -> str:
    today = office.parts.clock.now().astimezone(office.parts.config.zone).date()
    return f"{(today.replace(day=28) + timedelta(days=4)):%Y-%m}"


def asked_for(office: Office, supervisor: Desk) -> str:
    answer = supervisor.post("/rota/rosters", {"month": next_month(office), "seconds": "5"})
    assert answer.status_code == 303
    return str(answer.location).rpartition("/")[2]


def test_a_month_is_asked_for_made_and_published_from_page_to_page(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    roster_id = asked_for(office, supervisor)
    assert "The roster is being made" in words(supervisor.get(f"/rota/rosters/{roster_id}"))
    make = make_roster_of(office.parts)
    draft = make.book.one(roster_id)
    assert draft is not None
    make(draft, seconds=2)

    page = words(supervisor.get(f"/rota/rosters/{roster_id}"))
    refused = supervisor.post(f"/rota/rosters/{roster_id}/publish", {})
    done = supervisor.post(f"/rota/rosters/{roster_id}/publish", {"reason": "a sample reason"})

    assert "Sample counsellor" in page
    assert "Stretches with too few people" in page
    assert refused.status_code == 422
    assert "This roster needs a reason to be published." in unescape(refused.text)
    assert done.status_code == 303
    assert "a sample reason" in words(supervisor.get(f"/rota/rosters/{roster_id}"))
    assert "Sample counsellor" in words(
        counsellor.get(f"/rota?view=month&day={next_month(office)}-01")
    )


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_its_page_draws_it_says_what_was_chosen_and_what_stops_each_person(
    office: Office, counsellor: Desk, supervisor: Desk, language: str
) -> None:
    roster_id = asked_for(office, supervisor)
    make = make_roster_of(office.parts)
    draft = make.book.one(roster_id)
    assert draft is not None
    make(draft, seconds=2)
    office.parts.people.set_ui_language(supervisor.id, language)

    answer = supervisor.get(f"/rota/rosters/{roster_id}")

    said = {
        "kk": "Әр адамға бір жол, әр күнге бір баған",
        "ru": "Строка на каждого человека и столбец на каждый день",
        "en": "A line for each person and a column for each day",
    }
    page = words(answer)
    assert 'aria-labelledby="drawn-title drawn-desc"' in answer.text
    assert said[language] in page
    assert counsellor.person is not None
    assert page.count(counsellor.person.name) > 3
    assert "stops:" not in page


def test_a_roster_that_is_being_made_can_be_cancelled(office: Office, supervisor: Desk) -> None:
    roster_id = asked_for(office, supervisor)

    assert supervisor.post(f"/rota/rosters/{roster_id}/cancel", {}).status_code == 303

    assert "It was cancelled." in words(supervisor.get(f"/rota/rosters/{roster_id}"))
    assert supervisor.post(f"/rota/rosters/{roster_id}/cancel", {}).status_code == 409
    assert supervisor.post(f"/rota/rosters/{roster_id}/publish", {}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"month": "soon", "seconds": "60"}, "month"),
        ({"month": "2001-01", "seconds": "60"}, "month"),
        ({"month": "2020-01", "seconds": "60"}, "month"),
        ({"month": "2100-01", "seconds": "1"}, "seconds"),
        ({"month": "2100-13", "seconds": "60"}, "month"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    supervisor: Desk, typed: dict[str, str], field: str
) -> None:
    answer = supervisor.post("/rota/rosters", typed)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'value="{typed["month"]}"' in answer.text


def test_a_roster_that_is_not_there_is_not_found(supervisor: Desk) -> None:
    for path in ("", "/publish", "/cancel", "/restore"):
        address = f"/rota/rosters/{'0' * 32}{path}"
        answer = supervisor.post(address, {}) if path else supervisor.get(address)
        assert answer.status_code == 404, path


def test_the_command_makes_a_month_and_prints_what_it_found(tmp_path: Path) -> None:
    settings = {"HELPLINE_DATA_DIR": str(tmp_path)}
    helpline(settings, "migrate")
    helpline(
        settings, "add-person", "--login", "sample", "--name", "Sample", "--role", "counsellor"
    )

    picture = tmp_path / "out.svg"
    plot = ("--plot", str(picture), "--propose")
    done = helpline(settings, "roster", "2100-03", "--seconds", "2", "--json", *plot)
    plain = helpline(settings, "roster", "2100-04", "--seconds", "2")
    wrong = helpline(settings, "roster", "March")
    both = helpline(settings, "roster")

    found = json.loads(done.stdout)
    assert found["shifts"] > 0
    assert found["cost"] >= found["bound"] >= 0
    assert found["design"]["proposed"] is True
    assert found["design"]["kinds"]
    assert found["open"][-1]["stopped"] or found["open"][-1]["could"]
    drawing = picture.read_text(encoding="utf-8")
    assert "<title" in drawing
    assert drawing.count('class="works"') + drawing.count('class="night"') == found["shifts"]
    assert "Kinds of shift: " in plain.stdout
    assert "could: " in plain.stdout
    assert (done.returncode, wrong.returncode, both.returncode) == (0, 2, 2)
