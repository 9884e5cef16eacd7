"""What callers have left, as a page: in its order, heard, called back, seen to."""

import dataclasses
from datetime import timedelta
from html import unescape

import pytest

from helpline.calls.line_ports import Message, MessageKind, MessageState
from tests.helpline.console.desk import Desk, ringing
from tests.helpline.office import Office


def _left(office: Office, kind: MessageKind, number: int = 1, *, age_min: int = 0) -> Message:
    call_id, _ = ringing(office, number)
    at = office.parts.clock.now() - timedelta(minutes=age_min)
    message = Message(
        id=f"{number:032x}", call_id=call_id, kind=kind, made_at=at, place_since=at, language="kk"
    )
    if kind is MessageKind.VOICEMAIL:
        message = dataclasses.replace(message, seconds=75)
        office.parts.messages.book.add(message)
        office.parts.messages.book.keep_recording(message.id, b"RIFF sample")
    else:
        office.parts.messages.book.add(message, number="+77005550177")
    return message


def _page(desk: Desk) -> str:
    return unescape(desk.get("/messages").text)


def test_counsellors_and_supervisors_find_it_in_their_navigation(
    counsellor: Desk, supervisor: Desk
) -> None:
    assert all('href="/messages"' in desk.get("/rota").text for desk in (counsellor, supervisor))


def test_nothing_that_waits_is_said(counsellor: Desk) -> None:
    assert "No message waits." in _page(counsellor)


def test_a_spoken_message_is_played_from_the_recordings_own_route_and_only_on_wish(
    office: Office, counsellor: Desk
) -> None:
    message = _left(office, MessageKind.VOICEMAIL)

    page = _page(counsellor)
    heard = counsellor.get(f"/api/messages/{message.id}/recording")

    assert f'preload="none" src="/api/messages/{message.id}/recording"' in page
    assert "1:15" in page
    assert "Kazakh" in page
    assert heard.data == b"RIFF sample"
    assert [row.act for row in office.entries()] == ["message.heard"]


def test_the_oldest_stands_first_and_no_number_anywhere(office: Office, counsellor: Desk) -> None:
    counsellor.send("POST", "/api/duty", {"state": "available"})
    late = _left(office, MessageKind.VOICEMAIL, 1, age_min=5)
    other = office.counsellor("other")
    early = _left(office, MessageKind.CALLBACK, 2, age_min=9)

    page = _page(counsellor)

    assert other.id != counsellor.id
    assert page.index(f"message-{early.id}") < page.index(f"message-{late.id}")
    assert "5550177" not in page


def test_what_is_seen_to_is_gone_with_its_sound(office: Office, supervisor: Desk) -> None:
    office.counsellor()
    message = _left(office, MessageKind.VOICEMAIL)

    answers = [supervisor.post(f"/messages/{message.id}/done", {}).status_code for _ in range(2)]

    assert answers == [303, 409]
    assert "No message waits." in _page(supervisor)
    assert office.parts.messages.book.recording(message.id) is None


def test_whoever_is_second_is_told_so_above_the_list(office: Office, counsellor: Desk) -> None:
    message = _left(office, MessageKind.VOICEMAIL)
    counsellor.post(f"/messages/{message.id}/done", {})

    answer = counsellor.post(f"/messages/{message.id}/done", {})

    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert "Too late: somebody else was first, or it is over." in answer.text


def test_a_call_back_rings_the_caller_and_shows_who_sees_to_it(
    office: Office, counsellor: Desk
) -> None:
    message = _left(office, MessageKind.CALLBACK)

    answer = counsellor.post(f"/messages/{message.id}/call-back", {})

    kept = office.parts.messages.book.message(message.id)
    assert kept is not None
    assert answer.status_code == 303
    assert (kept.state, kept.taken_by, kept.attempts) == (MessageState.TAKEN, counsellor.id, 1)
    page = _page(counsellor)
    assert "being seen to" in page
    assert "Sample counsellor" in page


def test_only_a_counsellor_can_call_back_for_the_call_needs_her_desk(
    office: Office, supervisor: Desk
) -> None:
    office.counsellor()
    message = _left(office, MessageKind.CALLBACK)

    page = _page(supervisor)

    assert "/call-back" not in page
    assert "/done" in page
    assert supervisor.post(f"/messages/{message.id}/call-back", {}).status_code == 403


def test_a_message_that_is_not_there_is_not_found(counsellor: Desk) -> None:
    answers = {
        counsellor.post(f"/messages/{'0' * 32}/{verb}", {}).status_code
        for verb in ("done", "call-back")
    }

    assert answers == {404}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_speaks_the_readers_language(
    office: Office, counsellor: Desk, language: str
) -> None:
    office.parts.people.set_ui_language(counsellor.id, language)

    titles = {"kk": "Хабарлар", "ru": "Сообщения", "en": "Messages"}
    assert f"<h1>{titles[language]}</h1>" in _page(counsellor)
