"""Kinds of shift and patterns on their page and by JSON: kept by supervisors, with clear errors."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tests.helpline.console.desk import Desk
from tests.helpline.console.makings import KIND, PAGE, a_day_ahead, acts, made_of, weekly
from tests.helpline.office import Office


def test_a_kind_of_the_house_takes_the_place_of_the_usual_ones(
    office: Office, supervisor: Desk
) -> None:
    usual = made_of(supervisor)

    assert supervisor.post(f"{PAGE}/kinds", KIND).status_code == 303

    (kind,) = made_of(supervisor)["kinds"]
    assert usual["kinds_are_usual"]
    assert [each["code"] for each in usual["kinds"]] == ["D", "L", "N", "P"]
    assert kind == {
        "code": "E",
        "starts": "09:30",
        "ends": "17:30",
        "minutes": 480,
        "unpaid_minutes": 30,
        "paid_minutes": 450,
        "is_night": False,
        "too_long": False,
    }
    assert acts(office) == ["rota.kind_set"]


def test_nights_and_what_is_longer_than_the_law_are_known(supervisor: Desk) -> None:
    night = {"starts": "20:00", "minutes": 12 * 60, "unpaid_minutes": 0}
    whole = {"starts": "08:00", "minutes": 24 * 60, "unpaid_minutes": 0}

    found = [
        supervisor.send("PUT", f"/api/rota/kinds/{code}", body).json
        for code, body in (("N", night), ("W", whole))
    ]

    assert [(x["is_night"], x["too_long"]) for x in found] == [(True, False), (True, True)]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"code": "a b"}, "kind-code", "Up to twelve letters and digits are expected here."),
        ({"starts": "late"}, "kind-starts", "Enter a time, such as 08:00."),
        ({"minutes": "59"}, "kind-minutes", "A whole number from 60 to 1440 is expected here."),
        ({"minutes": "many"}, "kind-minutes", "A whole number is expected here."),
        (
            {"unpaid_minutes": "20"},
            "kind-unpaid_minutes",
            "A meal break has 30 minutes or more; 0 when it is inside working time.",
        ),
    ],
)
def test_a_wrong_kind_is_named_beside_its_field_and_stays_typed(
    supervisor: Desk, change: dict[str, str], field: str, says: str
) -> None:
    answer = supervisor.post(f"{PAGE}/kinds", KIND | change)

    assert answer.status_code == 422
    assert f'<a href="#{field}">{says}</a>' in unescape(answer.text)
    assert f'value="{next(iter(change.values()))}"' in answer.text
    assert made_of(supervisor)["kinds_are_usual"]


def test_two_kinds_never_have_the_same_hours(supervisor: Desk) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)

    answer = supervisor.post(f"{PAGE}/kinds", KIND | {"code": "F"})

    assert answer.status_code == 422
    assert "Another kind of shift has the same hours." in answer.text


def test_a_kind_that_a_pattern_has_is_not_removed(office: Office, supervisor: Desk) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)
    pattern = supervisor.send("POST", "/api/rota/patterns", weekly(office)).json

    kept = supervisor.post(f"{PAGE}/kinds/E/remove", {})
    removed = supervisor.send("DELETE", f"/api/rota/patterns/{pattern['id']}")
    gone = supervisor.post(f"{PAGE}/kinds/E/remove", {})
    again = supervisor.post(f"{PAGE}/kinds/E/remove", {})

    assert (kept.status_code, removed.status_code, gone.status_code) == (409, 204, 303)
    assert "A pattern has this kind of shift." in kept.text
    assert again.status_code == 404


def test_a_weekly_pattern_falls_on_its_weekdays_whatever_day_it_begins(
    office: Office, supervisor: Desk
) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)
    for days in range(1, 8):
        first = a_day_ahead(office, days)
        body = weekly(office, first_day=first.isoformat())

        made = supervisor.send("POST", "/api/rota/patterns", body)

        assert made.status_code == 201
        on = {(first + timedelta(days=each)).isoweekday() for each in made.json["on_days"]}
        assert (made.json["weekdays"], on) == ([1, 3], {1, 3})


def test_a_persons_pattern_is_added_changed_ended_and_removed_from_the_page(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)
    first, other = (a_day_ahead(office, days).isoformat() for days in (1, 3))
    typed = {"kind": "E", "duty": "line", "person_id": counsellor.id, "first_day": first}
    rhythm = {"days_on": "2", "days_off": "2"}

    added = supervisor.post(f"{PAGE}/patterns", typed | rhythm)
    (pattern,) = made_of(supervisor)["patterns"]
    path = f"{PAGE}/patterns/{pattern['id']}"
    steps = [
        supervisor.post(f"{path}/days", {"day": other, "instead": ""}),
        supervisor.post(f"{path}/end", {"last_day": other}),
    ]
    (changed,) = made_of(supervisor)["patterns"]
    steps.append(supervisor.post(f"{path}/days/{other}/remove", {}))
    steps.append(supervisor.post(f"{path}/remove", {}))

    assert [x.status_code for x in (added, *steps)] == [303] * 5
    assert (pattern["cycle_days"], pattern["on_days"], pattern["weekdays"]) == (4, [0, 1], None)
    assert pattern["languages"] == ["kk", "ru"]
    assert changed["exceptions"] == [{"day": other, "instead": None}]
    assert changed["last_day"] == other
    assert made_of(supervisor)["patterns"] == []
    assert acts(office)[1:] == [
        "rota.pattern_added",
        *["rota.pattern_changed"] * 3,
        "rota.pattern_removed",
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "X"}, "kind"),
        ({"duty": "tea"}, "duty"),
        ({"person_id": "nobody"}, "person_id"),
        ({"first_day": "soon"}, "first_day"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"last_day": []}, "last_day"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": ["1"]}, "weekdays"),
        ({"weekdays": [], "cycle_days": 4, "on_days": []}, "on_days"),
        ({"weekdays": [], "cycle_days": 4, "on_days": [4]}, "on_days"),
        ({"weekdays": [], "cycle_days": 0, "on_days": [0]}, "on_days"),
        ({"weekdays": [], "cycle_days": "x", "on_days": [0]}, "cycle_days"),
        ({"languages": []}, "languages"),
    ],
)
def test_a_wrong_pattern_names_its_field(
    office: Office, supervisor: Desk, change: dict[str, Any], field: str
) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)

    answer = supervisor.send("POST", "/api/rota/patterns", weekly(office, **change))

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]
    assert made_of(supervisor)["patterns"] == []


def test_nobody_has_two_patterns_at_the_same_time(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    supervisor.post(f"{PAGE}/kinds", KIND)
    hers = weekly(office, person_id=counsellor.id)

    first = supervisor.send("POST", "/api/rota/patterns", hers)
    second = supervisor.send("POST", "/api/rota/patterns", hers | {"weekdays": [3, 5]})
    third = supervisor.send("POST", "/api/rota/patterns", hers | {"weekdays": [2, 5]})

    assert [each.status_code for each in (first, second, third)] == [201, 422, 201]
