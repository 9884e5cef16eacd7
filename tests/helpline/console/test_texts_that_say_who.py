"""Whoever writes who a child is into a note is told at once: refused, or asked; never changed."""

from typing import Any

import pytest

from tests.helpline.console.desk import Desk, contact_of, talking
from tests.helpline.office import Office


@pytest.fixture
def contact(office: Office, counsellor: Desk) -> dict[str, Any]:
    talking(office, counsellor)
    return contact_of(counsellor)


def _save(desk: Desk, contact: dict[str, Any], note: str) -> Any:
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": note}
    return desk.send("PUT", f"/api/contacts/{contact['id']}", body)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("номер ٠٧٧٠٥٥٥٥٠١٠ вот", "phone"),
        ("ИИН 0905 1250 0123", "digits"),
        ("a.b (at) mail.ru", "email"),
        ("он @qyran07", "handle"),
        ("t.me/qyran", "link"),
    ],
)
def test_what_can_be_told_for_sure_is_refused_and_named_and_nothing_is_kept(
    office: Office, counsellor: Desk, contact: dict[str, Any], note: str, kind: str
) -> None:
    refused = _save(counsellor, contact, note)

    assert refused.status_code == 422
    assert [each["field"] for each in refused.json["errors"]] == ["note"]
    assert [each["kind"] for each in refused.json["findings"]] == [kind]
    assert contact_of(counsellor)["note"] == ""


def test_names_and_places_are_kept_as_written_and_asked_about(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    note = "Жанель из Шымкента, 12 лет."

    saved = _save(counsellor, contact, note)

    assert saved.status_code == 200
    assert [(each["kind"], each["text"]) for each in saved.json["findings"]] == [
        ("name", "Жанель"),
        ("place", "Шымкента"),
    ]
    assert contact_of(counsellor)["note"] == note


def test_an_ordinary_note_is_kept_without_a_word(counsellor: Desk, contact: dict[str, Any]) -> None:
    assert _save(counsellor, contact, "Балаға 12 жас, мектепте қиын.").json["findings"] == []


def test_a_section_of_a_case_is_held_to_the_same(counsellor: Desk, contact: dict[str, Any]) -> None:
    path = counsellor.post("/cases", {"contact_id": contact["id"]}).location

    answer = counsellor.post(
        path, {"act": "write", "kind": "note", "text": "мама: 8 705 555 01 01"}
    )

    assert answer.status_code == 422
    assert "A telephone number stands in the text." in answer.text
    assert "8 705 555 01 01" in answer.text  # what was typed stays in the form
