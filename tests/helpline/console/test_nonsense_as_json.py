"""Nonsense to every JSON route: a problem document in the reader's language, never a fault of ours."""

import pytest

from tests.helpline.console.desk import PROBLEM, Answer, Desk, rules, visitor
from tests.helpline.console.nonsense import (
    DECLINE,
    DUTY,
    FOR_SUPERVISORS,
    NOT_AN_OBJECT,
    READ_A_BODY,
    SESSION,
    SHIFT,
    SHIFTS,
    WRONG,
    WRONG_SHIFTS,
)
from tests.helpline.office import Office

WORDS = {
    "kk": "Бірдеңе жетіспейді немесе қате",
    "ru": "Чего-то не хватает или что-то неверно",
    "en": "Something is missing or wrong",
}


def _desk(route: tuple[str, str], counsellor: Desk, supervisor: Desk) -> Desk:
    return supervisor if route in FOR_SUPERVISORS else counsellor


def _fields(answer: Answer) -> list[str]:
    """The fields a problem document names, once it is one."""
    assert (answer.status_code, answer.mimetype) == (422, PROBLEM), answer.text
    assert answer.json["status"] == 422
    assert {"type", "title", "detail"} <= set(answer.json)
    return [each["field"] for each in answer.json["errors"] if each["message"]]


def test_every_wrong_body_is_refused_with_the_field_named(
    counsellor: Desk, supervisor: Desk
) -> None:
    found = {}
    for route, body, field in WRONG:
        answer = _desk(route, counsellor, supervisor).send(*route, body)
        if (named := _fields(answer)) != [field]:
            found[route, str(body)[:80]] = named

    assert found == {}


def test_every_wrong_shift_is_refused_with_the_field_named(
    office: Office, supervisor: Desk
) -> None:
    person = office.counsellor()
    found = {}
    for change, field in WRONG_SHIFTS:
        answer = supervisor.send(*SHIFTS, SHIFT | {"person_id": person.id} | change)
        if (named := _fields(answer)) != [field]:
            found[str(change)] = named

    assert found == {}
    assert (
        supervisor.get("/api/shifts?from=2000-01-01T00:00:00Z&to=2199-01-01T00:00:00Z").json["rows"]
        == []
    )


def test_supervisors_and_people_who_left_cannot_be_put_on_the_rota(
    office: Office, supervisor: Desk
) -> None:
    left = office.counsellor("left")
    office.parts.people.deactivate(left.id, office.parts.clock.now())

    for person_id in (left.id, supervisor.id):
        answer = supervisor.send(*SHIFTS, SHIFT | {"person_id": person_id})
        assert _fields(answer) == ["person_id"]


@pytest.mark.parametrize("body", NOT_AN_OBJECT, ids=range(len(NOT_AN_OBJECT)))
def test_whatever_is_no_json_object_is_told_so(
    counsellor: Desk, supervisor: Desk, body: bytes
) -> None:
    for route in READ_A_BODY:
        answer = _desk(route, counsellor, supervisor).raw(*route, body, "application/json")

        assert (answer.status_code, answer.mimetype) == (400, PROBLEM), route
        assert answer.json["detail"] == "A JSON object is expected."


def test_a_huge_body_is_refused_everywhere(counsellor: Desk, supervisor: Desk) -> None:
    body = b'{"note": "' + b"x" * 70_000 + b'"}'
    for route in READ_A_BODY:
        answer = _desk(route, counsellor, supervisor).raw(*route, body, "application/json")

        assert (answer.status_code, answer.mimetype) == (413, PROBLEM), route
        assert answer.json["title"] == "That is too much at once"


def test_an_empty_body_is_an_empty_object(counsellor: Desk) -> None:
    assert _fields(counsellor.raw(*DUTY, b"", "application/json")) == ["state"]
    assert counsellor.raw(*DECLINE, b"", "application/json").status_code == 409


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_reader_is_told_in_her_own_language(
    office: Office, counsellor: Desk, language: str
) -> None:
    office.parts.people.set_ui_language(counsellor.id, language)

    mine = counsellor.send(*DUTY, {"state": "asleep"})
    abroad = visitor(office, **{"Accept-Language": f"{language};q=0.9"}).send(*SESSION, {})

    assert mine.json["detail"] == WORDS[language]
    assert abroad.json["detail"] == WORDS[language]
    messages = {"kk": "Тізімнен", "ru": "Выберите", "en": "Choose"}
    assert mine.json["errors"][0]["message"].startswith(messages[language])


@pytest.mark.parametrize("thing", ["%00", "a%00b", "x" * 300, "%F0%9F%98%80", "%ED%A0%80", "'"])
def test_an_id_that_cannot_be_one_is_nothing_here(
    office: Office, counsellor: Desk, supervisor: Desk, thing: str
) -> None:
    found = {}
    for rule, method in rules(office):
        text = str(rule.rule)
        if not rule.arguments or text.startswith(("/prompts", "/static", "/i18n")):
            continue
        path = text.replace(f"<{next(iter(rule.arguments))}>", thing)
        for desk in (counsellor, supervisor):
            status = desk.send(method, path, None if method == "GET" else {}).status_code
            if status not in {403, 404}:
                found[method, text] = status

    assert found == {}


@pytest.mark.parametrize(
    "query",
    [
        "before=yesterday", "before=2026-01-01", "before=%00", "before=0001-01-01T00:00:00%2B14:00",
        "before=9999-12-31T23:59:59-12:00", "limit=0", "limit=201", "limit=-1", "limit=1e3",
        "limit=0002001", "limit=" + "9" * 40, "limit=%C2%B2", "limit=",
    ],
)  # fmt: skip
def test_a_wrong_query_is_refused_with_its_name(supervisor: Desk, query: str) -> None:
    for path in ("/api/calls", "/api/contacts"):
        assert _fields(supervisor.get(f"{path}?{query}")) == [query.partition("=")[0]]


def test_an_instant_out_of_all_bounds_is_refused_wherever_one_may_ask(counsellor: Desk) -> None:
    far = "9999-12-31T23:59:59.999999Z"

    assert _fields(counsellor.get(f"/api/shifts?from={far}")) == ["from"]
    assert _fields(counsellor.get(f"/api/shifts?to={far}")) == ["to"]
    assert _fields(counsellor.get(f"/api/on-shift?at={far}")) == ["at"]


def test_a_key_too_long_to_be_kept_is_refused(counsellor: Desk) -> None:
    answer = counsellor.send(*DUTY, {"state": "break"}, key="k" * 121)

    assert _fields(answer) == ["Idempotency-Key"]
    assert counsellor.get("/api/console").json["duty"] == "available"


def test_the_longest_key_and_the_longest_id_still_fit(counsellor: Desk) -> None:
    path = "/api/offers/" + "f" * 80 + "/accept"

    assert counsellor.send("POST", path, {}, key="k" * 120).status_code == 409


def test_an_unknown_address_and_a_wrong_method_are_problem_documents_too(
    counsellor: Desk,
) -> None:
    unknown = counsellor.get("/api/nothing-here")
    wrong = counsellor.send("PATCH", "/api/duty", {})

    assert (unknown.status_code, unknown.mimetype) == (404, PROBLEM)
    assert (wrong.status_code, wrong.mimetype) == (405, PROBLEM)
    assert "POST" in wrong.headers["Allow"]


def test_what_was_sent_is_not_repeated_in_the_answer(counsellor: Desk) -> None:
    answer = counsellor.send(*DUTY, {"state": "+77005550123"})

    assert "7005550123" not in answer.text
