"""The training page, as plain forms: start a session, let a caller ring, see its calls, end it."""

import dataclasses
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from helpline.app import create_app
from tests.helpline.console.desk import Desk, at_a_desk, at_the_board
from tests.helpline.office import Office, open_office
from tests.helpline.training_day import in_training, offered_to, practises, talks

NONE_HERE = "Training needs the practice line, which is not here"


def _started(supervisor: Desk, counsellor: Desk, language: str = "kk") -> str:
    """Through the form; gives the session's id."""
    typed = {"counsellor_id": counsellor.id, "language": language}
    assert supervisor.post("/training", typed).status_code == 303
    (session,) = supervisor.get("/api/training").json["sessions"]
    return str(session["id"])


def _page(desk: Desk) -> str:
    return unescape(desk.get("/training").text)


def test_a_supervisor_finds_it_in_her_navigation_and_a_counsellor_does_not(
    counsellor: Desk, supervisor: Desk
) -> None:
    assert 'href="/training"' in supervisor.get("/rota").text
    assert 'href="/training"' not in counsellor.get("/rota").text
    assert counsellor.get("/training").status_code == 403


def test_a_session_that_is_started_is_shown_with_the_childs_phone(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session_id = _started(supervisor, counsellor)

    page = _page(supervisor)
    assert "Sample counsellor · Kazakh" in page
    assert f"http://127.0.0.1:8112/phone?training={session_id}~" in page
    assert "Ready for a call" in page
    assert office.parts.training.marked_in_training() == {counsellor.id: session_id}


def test_the_form_sent_twice_is_one_session(counsellor: Desk, supervisor: Desk) -> None:
    first = _started(supervisor, counsellor)

    assert _started(supervisor, counsellor) == first


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"counsellor_id": ""}, "counsellor_id", "Choose who practises."),
        ({"counsellor_id": "0" * 32}, "counsellor_id", "Choose who practises."),
        ({"counsellor_id": "a\0b"}, "counsellor_id", "Choose who practises."),
        ({"language": "xx"}, "language", "Choose one of the list."),
        ({"language": ""}, "language", "Choose one of the list."),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_chosen(
    counsellor: Desk, supervisor: Desk, change: dict[str, str], field: str, words: str
) -> None:
    typed = {"counsellor_id": counsellor.id, "language": "ru"} | change

    answer = supervisor.post("/training", typed)

    assert answer.status_code == 422
    assert f'<a href="#{field}">{words}</a>' in answer.text
    assert f'aria-describedby="{field}-wrong"' in answer.text
    kept = counsellor.id if field == "language" else "ru"
    assert f'value="{kept}" selected' in answer.text
    assert supervisor.get("/api/training").json["sessions"] == []


def test_a_counsellor_in_training_with_another_is_refused(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    _started(supervisor, counsellor)
    other = at_the_board(office, "other")

    answer = other.post("/training", {"counsellor_id": counsellor.id, "language": "kk"})

    assert answer.status_code == 422
    assert "This counsellor is in training already." in answer.text


def test_a_scripted_caller_is_started_with_the_sessions_ticket(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session_id = _started(supervisor, counsellor)
    office.parts.people.set_ui_language(supervisor.id, "ru")

    page = _page(supervisor)
    answer = supervisor.post(
        f"/training/{session_id}/callers", {"script": "sample", "language": "ru"}
    )

    assert "Пример разговора" in page
    assert (answer.status_code, answer.location) == (303, "/training")
    ((script, language, ticket),) = office.practice_line.started
    assert (script, language) == ("sample", "ru")
    assert ticket.startswith(f"{session_id}~")


def test_an_unknown_script_starts_nobody(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session_id = _started(supervisor, counsellor)

    answer = supervisor.post(f"/training/{session_id}/callers", {"script": "x"})

    assert answer.status_code == 422
    assert f'<a href="#script-{session_id}">Choose one of the list.</a>' in answer.text
    assert office.practice_line.started == []


def test_a_practice_line_that_does_not_answer_is_said_in_words_and_the_rest_works(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session_id = _started(supervisor, counsellor)
    office.practice_line.fails = True

    page = _page(supervisor)
    answer = supervisor.post(f"/training/{session_id}/callers", {"script": "sample"})

    assert "so no scripted caller can be started now" in page
    assert "/phone?training=" in page
    assert answer.status_code == 503
    assert "The practice line does not answer." in answer.text
    assert supervisor.post(f"/training/{session_id}/end", {}).status_code == 303


def test_practice_calls_of_the_session_are_listed_and_no_other(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    other = at_a_desk(office, "other")
    session = in_training(office, counsellor.person)  # type: ignore[arg-type]  # signed in
    mine = practises(office, session, "CA1")
    theirs = practises(office, in_training(office, other.person), "CA2")  # type: ignore[arg-type]

    page = _page(supervisor)
    own = page.partition(f'id="session-{session.id}"')[2].partition("</section>")[0]

    assert (f"/calls/{mine}" in own, f"/calls/{theirs}" in own) == (True, False)
    assert "It rings" in own


def test_a_session_that_is_ended_is_gone_and_its_calls_with_it(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    session = in_training(office, counsellor.person)  # type: ignore[arg-type]  # signed in
    call_id = practises(office, session, "CA1")
    talks(office, call_id, "CA1")

    answers = [supervisor.post(f"/training/{session.id}/end", {}).status_code for _ in range(2)]

    assert answers == [303, 404]
    assert offered_to(office, call_id) is None
    assert session.id not in _page(supervisor)
    assert supervisor.post(f"/training/{session.id}/callers", {}).status_code == 404
    call = office.parts.store.call(call_id)
    assert call is not None
    assert (call.state, call.ended_by) == ("ended", "system")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_speaks_the_readers_language(
    office: Office, counsellor: Desk, supervisor: Desk, language: str
) -> None:
    _started(supervisor, counsellor)
    office.parts.people.set_ui_language(supervisor.id, language)

    page = _page(supervisor)

    titles = {"kk": "Жаттығу", "ru": "Обучение", "en": "Training"}
    assert f"<h1>{titles[language]}</h1>" in page
    assert f'<html lang="{language}"' in page


@pytest.fixture
def real_line(tmp_path: Path, database_url: str) -> Iterator[Office]:
    """An office whose calls come through a real carrier."""
    opened = open_office(tmp_path, database_url)
    opened.parts = dataclasses.replace(opened.parts, practice_line=None)
    opened.http = create_app(opened.parts.config, parts=opened.parts).test_client()
    yield opened
    opened.close()


def test_without_a_practice_line_the_page_says_so_and_nothing_can_be_started(
    real_line: Office,
) -> None:
    supervisor = at_the_board(real_line)
    counsellor = real_line.counsellor()
    wanted = {"counsellor_id": counsellor.id, "language": "kk"}

    page, form = supervisor.get("/training"), supervisor.post("/training", wanted)
    json = supervisor.send("POST", "/api/training", wanted)
    scripts = supervisor.get("/api/training/scripts")

    assert (page.status_code, NONE_HERE in page.text) == (200, True)
    assert '<form method="post" action="/training"' not in page.text
    assert (form.status_code, json.status_code, scripts.status_code) == (409, 409, 409)
    assert NONE_HERE in form.text
    assert json.json["detail"].startswith(NONE_HERE)
    assert real_line.parts.training.running(real_line.parts.clock.now()) == []
    assert supervisor.get("/api/training").json == {"practice": False, "sessions": []}
