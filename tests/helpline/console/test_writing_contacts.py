"""Contacts over HTTP: saved while typing, in one copy, complete once, and every reading on record."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.helpline.console.desk import PROBLEM, Answer, Desk, contact_of, talking
from tests.helpline.office import Office

WHY = "The follow-up of yesterday"
NOTE = "A sample note.\nWith <b>two</b> lines & «кавычки»."
FORM = {
    "call_type": "counselling",
    "categories": ["violence.bullying"],
    "child": {"age": 12, "gender": "girl", "region": "almaty"},
    "urgency": "high",
    "risk": {"suicide": "no"},
}
# (a draft that is nonsense, the field that is named)
NONSENSE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"call_type": "chat"}, "call_type"),
    ({"call_type": ["test"]}, "call_type"),
    ({"caller_relation": "cosmonaut"}, "caller_relation"),
    ({"urgency": 3}, "urgency"),
    ({"categories": "violence.bullying"}, "categories"),
    ({"categories": ["violence.unknown"]}, "categories"),
    ({"categories": [["violence.bullying"]]}, "categories"),
    ({"actions": [1]}, "actions"),
    ({"child": "a girl of twelve"}, "child"),
    ({"child": {"name": "x"}}, "child"),
    ({"child": {"age": 26}}, "child.age"),
    ({"child": {"age": "12"}}, "child.age"),
    ({"child": {"age": True}}, "child.age"),
    ({"child": {"gender": "x"}}, "child.gender"),
    ({"child": {"region": "moon"}}, "child.region"),
    ({"risk": []}, "risk"),
    ({"risk": {"suicide": "perhaps"}}, "risk"),
    ({"risk": {"suicide": ["yes"]}}, "risk"),
    ({"number": "+77005550123"}, "number"),
    ({"x" * 500: 1}, "x" * 40),
    ({"a\ud800\0": 1}, "a\ud800\0"),
)


@pytest.fixture
def contact(office: Office, counsellor: Desk) -> dict[str, Any]:
    """The empty contact of a talk that is going on."""
    talking(office, counsellor)
    return contact_of(counsellor)


def _written(contact: dict[str, Any], **words: Any) -> dict[str, Any]:
    return {"version": contact["version"], "form": FORM, "note": NOTE} | words


def _save(desk: Desk, contact: dict[str, Any], **words: Any) -> Any:
    return desk.send("PUT", f"/api/contacts/{contact['id']}", _written(contact, **words))


def _complete(desk: Desk, contact: dict[str, Any], **words: Any) -> Any:
    path = f"/api/contacts/{contact['id']}/complete"
    return desk.send("POST", path, _written(contact, **words))


def test_a_draft_is_saved_under_a_new_version_and_a_reload_gives_it_back(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    saved = _save(counsellor, contact)

    assert saved.status_code == 200
    assert saved.json["version"] == contact["version"] + 1
    found = contact_of(counsellor)
    assert (found["form"], found["note"], found["state"]) == (FORM, NOTE, "draft")
    assert found["version"] == saved.json["version"]
    assert NOTE.encode("unicode_escape").decode().split("\\n")[0] in counsellor.get("/console").text


def test_a_stale_draft_is_refused_with_what_stands_and_nothing_is_overwritten(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    _save(counsellor, contact, note="Saved in the first window.")

    refused = _save(counsellor, contact, note="Typed in the second window.")

    assert (refused.status_code, refused.mimetype) == (409, PROBLEM)
    assert refused.json["type"] == "/problems/stale-contact"
    assert refused.json["current"]["note"] == "Saved in the first window."
    assert refused.json["current"]["version"] == contact["version"] + 1
    assert contact_of(counsellor)["note"] == "Saved in the first window."
    again = _save(counsellor, refused.json["current"], note="Typed in the second window.")
    assert again.status_code == 200


def test_a_version_that_was_never_given_out_is_stale_too(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    for version in (-1, contact["version"] + 1, 2**31 - 1):
        assert _save(counsellor, contact, version=version).status_code == 409


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "call_type"),
        ({"call_type": None}, "call_type"),
        ({"call_type": "counselling"}, "categories"),
        ({"call_type": "information", "categories": []}, "categories"),
    ],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_incomplete_contact_is_not_completed_and_what_is_missing_is_named_in_her_language(
    office: Office, counsellor: Desk, contact: dict[str, Any], form: Any, field: str, language: str
) -> None:
    office.parts.people.set_ui_language(counsellor.id, language)

    refused = _complete(counsellor, contact, form=form)
    saved = _save(counsellor, contact, form=form)

    first = {"kk": ("Қ", "Ө"), "ru": "Выберите", "en": "Choose"}[language]
    (error,) = refused.json["errors"]
    assert (refused.status_code, refused.mimetype) == (422, PROBLEM)
    assert error["field"] == field
    assert error["message"].startswith(first)
    assert saved.status_code == 200
    assert contact_of(counsellor)["state"] == "draft"


def test_nonsense_is_saved_neither_as_a_draft_nor_as_complete_and_each_field_is_named(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    for form, field in NONSENSE:
        for answer in (
            _save(counsellor, contact, form=form),
            _complete(counsellor, contact, form=form),
        ):
            assert (answer.status_code, answer.mimetype) == (422, PROBLEM), form
            assert [each["field"] for each in answer.json["errors"]] == [field], form
            assert "7005550123" not in answer.text
    assert contact_of(counsellor) == contact


def test_a_note_may_have_four_thousand_characters_and_not_one_more(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    refused = _save(counsellor, contact, note="ә" * 4001)
    saved = _save(counsellor, contact, note="ә" * 4000)

    assert refused.json["errors"][0]["field"] == "note"
    assert saved.status_code == 200


def test_a_complete_contact_is_on_record_and_never_written_over(
    office: Office, counsellor: Desk, contact: dict[str, Any]
) -> None:
    done = _complete(counsellor, contact)

    later = done.json | {"note": "another"}
    assert (done.status_code, done.json["state"]) == (200, "complete")
    assert done.json["completed_at"] is not None
    assert _save(counsellor, later, note="another").status_code == 409
    assert _complete(counsellor, later, note="another").status_code == 409
    assert counsellor.get(f"/api/contacts/{contact['id']}").json == done.json
    entries = [(each.actor_id, each.act, each.thing) for each in reversed(office.entries())]
    assert entries == [
        (counsellor.id, "contact.complete", contact["id"]),
        (counsellor.id, "contact.read", contact["id"]),
    ]


def test_every_reading_of_a_contact_is_put_on_record_one_to_one(
    office: Office, counsellor: Desk, supervisor: Desk, contact: dict[str, Any]
) -> None:
    _save(counsellor, contact)
    api, page = f"/api/contacts/{contact['id']}", f"/contacts/{contact['id']}"
    before = len(office.entries())
    visits: list[tuple[Desk, str | None, Callable[[], Answer]]] = [
        (counsellor, None, partial(counsellor.get, api)),
        (counsellor, None, partial(counsellor.get, page)),
        (supervisor, WHY, partial(supervisor.send, "POST", f"{api}/read", {"reason": WHY})),
        (supervisor, WHY, partial(supervisor.post, page, {"reason": WHY})),
    ]
    visits += [
        (desk, None, partial(desk.get, path))
        for desk in (counsellor, supervisor)
        for path in ("/api/contacts", "/contacts")
    ]

    for number, (desk, reason, visit) in enumerate(visits, 1):
        assert visit().status_code == 200
        entries = office.entries()
        assert len(entries) == before + number
        newest = entries[0]
        assert (newest.actor_id, newest.act, newest.thing, newest.reason) == (
            desk.id,
            "contact.read",
            contact["id"],
            reason,
        )


def test_a_supervisor_reads_and_does_not_write(supervisor: Desk, contact: dict[str, Any]) -> None:
    assert _save(supervisor, contact).status_code == 404
    assert _complete(supervisor, contact).status_code == 404


def test_what_was_written_is_shown_as_text_and_never_as_markup(
    counsellor: Desk, supervisor: Desk, contact: dict[str, Any]
) -> None:
    evil = '</script><script>alert(1)</script><img src=x onerror="alert(1)">'
    _save(counsellor, contact, note=evil)

    for page in (
        counsellor.get("/console").text,
        counsellor.get(f"/contacts/{contact['id']}").text,
        supervisor.post(f"/contacts/{contact['id']}", {"reason": WHY}).text,
    ):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_contact_whose_key_is_gone_is_said_to_be_unreadable_and_breaks_no_page(
    office: Office, counsellor: Desk, supervisor: Desk, contact: dict[str, Any]
) -> None:
    _save(counsellor, contact)
    office.parts.keys.destroy(contact["id"])

    page = supervisor.post(f"/contacts/{contact['id']}", {"reason": WHY})

    assert page.status_code == 200
    assert "its key is gone" in page.text
    assert supervisor.get("/contacts").status_code == 200
    assert counsellor.get("/console").status_code == 200
