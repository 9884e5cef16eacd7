"""The line's settings as plain forms: the notice, outside parties, telephones, who is on call."""

from html import unescape

import pytest

from helpline.calls.line_ports import Switch
from helpline.people.ports import Role
from tests.helpline.console.desk import Desk, signed_in
from tests.helpline.office import Office

NUMBER = "+7 700 555 01 23"
PAGE = "/line-settings"


@pytest.fixture
def duty_officer(office: Office) -> Desk:
    return signed_in(office, office.person("duty", Role.DUTY_OFFICER))


def _page(desk: Desk) -> str:
    return unescape(desk.get(PAGE).text)


def _of(person: Desk, what: str) -> str:
    return f"{PAGE}/people/{person.id}/{what}"


def test_supervisors_and_duty_officers_find_it_in_their_navigation_and_counsellors_do_not(
    counsellor: Desk, supervisor: Desk, duty_officer: Desk
) -> None:
    seen = [f'href="{PAGE}"' in desk.get("/rota").text for desk in (supervisor, duty_officer)]

    assert seen == [True, True]
    assert f'href="{PAGE}"' not in counsellor.get("/rota").text
    assert counsellor.get(PAGE).status_code == 403


def test_the_emergency_notice_is_switched_on_and_off_and_is_on_record(
    office: Office, supervisor: Desk
) -> None:
    assert supervisor.post(f"{PAGE}/emergency", {"on": "yes"}).status_code == 303
    was_on, page = office.parts.line.is_on(Switch.EMERGENCY), _page(supervisor)
    assert supervisor.post(f"{PAGE}/emergency", {"on": "no"}).status_code == 303

    assert (was_on, office.parts.line.is_on(Switch.EMERGENCY)) == (True, False)
    assert "The notice is on" in page
    assert "The notice is off" in _page(supervisor)
    acts = [row.act for row in office.entries()]
    assert acts == ["line.emergency_off", "line.emergency_on"]


def test_a_party_is_listed_and_taken_off_again(office: Office, supervisor: Desk) -> None:
    typed = {"name": "Sample ambulance", "number": "103"}

    assert supervisor.post(f"{PAGE}/parties", typed).status_code == 303
    (party,) = office.parts.line.parties()
    page = _page(supervisor)
    removed = [
        supervisor.post(f"{PAGE}/parties/{party.id}/remove", {}).status_code for _ in range(2)
    ]

    assert (party.name, party.number) == ("Sample ambulance", "103")
    assert "Sample ambulance" in page
    assert removed == [303, 404]
    assert "No outside party is listed yet." in _page(supervisor)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": "  "}, "party-name", "Text is expected here."),
        ({"name": "a\0b"}, "party-name", "Text is expected here."),
        ({"number": "nobody"}, "party-number", "A telephone number is expected here."),
        ({"number": "1" * 21}, "party-number", "Text is expected here."),
    ],
)
def test_a_wrong_party_is_named_beside_its_field_and_what_was_typed_stays(
    office: Office, supervisor: Desk, change: dict[str, str], field: str, words: str
) -> None:
    answer = supervisor.post(f"{PAGE}/parties", {"name": "Sample police", "number": "102"} | change)

    assert answer.status_code == 422
    assert f'<a href="#{field}">{words}</a>' in answer.text
    assert f'aria-describedby="{field}-wrong"' in answer.text
    kept = 'value="102"' if "name" in change else 'value="Sample police"'
    assert kept in answer.text
    assert office.parts.line.parties() == []


def test_a_telephone_is_set_and_never_shown(
    office: Office, counsellor: Desk, supervisor: Desk, duty_officer: Desk
) -> None:
    before = _page(supervisor)

    assert supervisor.post(_of(counsellor, "telephone"), {"number": NUMBER}).status_code == 303

    pages = [desk.get(PAGE).text for desk in (supervisor, duty_officer)]
    assert "no telephone" in before
    assert all("has a telephone" in page for page in pages)
    assert all("5550123" not in page.replace(" ", "") for page in pages)
    assert office.parts.line.telephone(counsellor.id) == "+77005550123"
    assert [row.act for row in office.entries()] == ["person.telephone"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "A telephone number is expected here."),
        ("8 700 555 01 23", "A telephone number such as +7 700 123 45 67 is expected here."),
        ("+7 700", "A telephone number such as +7 700 123 45 67 is expected here."),
    ],
)
def test_a_wrong_telephone_changes_nothing_and_is_kept_in_the_form(
    office: Office, counsellor: Desk, supervisor: Desk, number: str, words: str
) -> None:
    supervisor.post(_of(counsellor, "telephone"), {"number": NUMBER})

    answer = supervisor.post(_of(counsellor, "telephone"), {"number": number})

    assert answer.status_code == 422
    assert f'<a href="#number-{counsellor.id}">{words}</a>' in answer.text
    assert f'value="{number}"' in answer.text
    assert office.parts.line.telephone(counsellor.id) == "+77005550123"


def test_a_telephone_is_removed(office: Office, counsellor: Desk, supervisor: Desk) -> None:
    supervisor.post(_of(counsellor, "telephone"), {"number": NUMBER})

    answer = supervisor.post(_of(counsellor, "telephone/remove"), {})

    assert answer.status_code == 303
    assert office.parts.line.telephones() == frozenset()


def test_a_duty_officer_puts_on_call_with_a_rank_and_takes_off(
    office: Office, counsellor: Desk, supervisor: Desk, duty_officer: Desk
) -> None:
    supervisor.post(_of(counsellor, "telephone"), {"number": NUMBER})

    on = duty_officer.post(_of(counsellor, "on-call"), {"on": "yes", "rank": "3"})
    person = office.parts.store.read_routing_state().counsellors[counsellor.id]
    page = _page(duty_officer)
    off = duty_officer.post(_of(counsellor, "on-call"), {"on": "no", "rank": "3"})

    assert (on.status_code, off.status_code) == (303, 303)
    assert (person.on_call, person.on_call_rank) == (True, 3)
    assert 'value="3"' in page
    assert "Take off call" in page
    assert not office.parts.store.read_routing_state().counsellors[counsellor.id].on_call


@pytest.mark.parametrize("rank", ["", "-1", "100", "two"])
def test_a_wrong_rank_is_named_beside_its_field(
    office: Office, counsellor: Desk, supervisor: Desk, rank: str
) -> None:
    supervisor.post(_of(counsellor, "telephone"), {"number": NUMBER})

    answer = supervisor.post(_of(counsellor, "on-call"), {"on": "yes", "rank": rank})

    assert answer.status_code == 422
    words = "A whole number from 0 to 99 is expected here."
    assert f'<a href="#rank-{counsellor.id}">{words}</a>' in answer.text
    assert not office.parts.store.read_routing_state().counsellors[counsellor.id].on_call


def test_nobody_without_a_telephone_is_put_on_call(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    answer = supervisor.post(_of(counsellor, "on-call"), {"on": "yes", "rank": "0"})

    assert answer.status_code == 409
    assert "This person has no telephone on the list." in answer.text
    assert not office.parts.store.read_routing_state().counsellors[counsellor.id].on_call


def test_a_duty_officer_sees_the_rest_and_cannot_change_it(
    office: Office, counsellor: Desk, supervisor: Desk, duty_officer: Desk
) -> None:
    supervisor.post(f"{PAGE}/parties", {"name": "Sample ambulance", "number": "103"})

    page = _page(duty_officer)
    answers = {
        duty_officer.post(path, fields).status_code
        for path, fields in (
            (f"{PAGE}/emergency", {"on": "yes"}),
            (f"{PAGE}/parties", {"name": "Sample", "number": "1"}),
            (_of(counsellor, "telephone"), {"number": NUMBER}),
            (_of(counsellor, "telephone/remove"), {}),
        )
    }

    assert "Sample ambulance" in page
    assert "Switch the notice on" not in page
    assert f'action="{PAGE}/parties' not in page
    assert "/telephone" not in page
    assert answers == {403}
    assert not office.parts.line.is_on(Switch.EMERGENCY)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_speaks_the_readers_language(
    office: Office, supervisor: Desk, language: str
) -> None:
    office.parts.people.set_ui_language(supervisor.id, language)

    titles = {"kk": "Линия баптаулары", "ru": "Настройки линии", "en": "Line settings"}
    assert f"<h1>{titles[language]}</h1>" in _page(supervisor)
