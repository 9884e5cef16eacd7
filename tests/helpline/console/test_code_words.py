"""Code words: chosen by a child, looked up in a talk only, five times a minute, gone after ninety days."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from helpline.cases.code_words import BadWords, normal
from helpline.cases.erase_due import EraseDue
from helpline.record_parts import record_parts
from helpline.store.erasure import SqlErasure
from helpline.store.tables.code_words import code_words
from tests.helpline.console.desk import Answer, Desk, at_a_desk, contact_of, talking
from tests.helpline.office import Office

WORDS = "Көк шырша 4815"
DAY = timedelta(days=1)


@pytest.fixture
def first(office: Office, counsellor: Desk) -> str:
    """A contact with words and a case."""
    talking(office, counsellor)
    contact_id = str(contact_of(counsellor)["id"])
    assert _keep(counsellor, contact_id).status_code == 204
    return contact_id


@pytest.fixture
def later(office: Office, counsellor: Desk, first: str) -> str:
    """The child rings again; a call in which she talks with the same counsellor."""
    assert first
    counsellor.send("POST", f"/api/calls/{1:032x}/hang-up")
    counsellor.send("POST", "/api/wrap-up/done")
    return talking(office, counsellor, 2)


def _keep(desk: Desk, contact_id: str, words: str = WORDS) -> Answer:
    return desk.send("PUT", f"/api/contacts/{contact_id}/code-words", {"words": words})


def _look_up(desk: Desk, call_id: str, words: str = WORDS) -> Answer:
    return desk.send("POST", f"/api/calls/{call_id}/code-words", {"words": words})


def _rows(office: Office) -> list[sa.RowMapping]:
    with office.parts.database.reading() as connection:
        return list(connection.execute(sa.select(code_words)).mappings())


def _acts(office: Office) -> list[str]:
    return [entry.act for entry in office.entries() if entry.act.startswith("words.")]


def test_who_says_the_words_again_is_known_and_joins_the_case(
    office: Office, counsellor: Desk, first: str, later: str
) -> None:
    case = counsellor.send("POST", "/api/cases", {"contact_id": first}).json

    found = _look_up(counsellor, later, " КӨК, шырша-4815! ").json

    assert found["known"] is True
    assert found["case"] == {"id": case["id"], "label": case["label"]}
    assert found["linked"] is True
    assert contact_of(counsellor)["case_id"] == case["id"]
    assert _acts(office) == ["words.known", "words.looked_up", "words.kept"]
    assert _rows(office)[0]["contact_id"] == contact_of(counsellor)["id"]


def test_without_a_case_a_child_is_known_and_nothing_more(counsellor: Desk, later: str) -> None:
    found = _look_up(counsellor, later).json

    assert found == {"known": True, "case": None, "linked": False, "elsewhere": False}


def test_other_words_are_not_known(office: Office, counsellor: Desk, later: str) -> None:
    assert _look_up(counsellor, later, "көк шырша 4816").json["known"] is False
    assert _acts(office) == ["words.looked_up", "words.kept"]


def test_a_colleagues_case_is_not_named_and_not_joined(
    office: Office, counsellor: Desk, first: str
) -> None:
    case = counsellor.send("POST", "/api/cases", {"contact_id": first}).json
    colleague = at_a_desk(office, "colleague")
    call_id = talking(office, colleague, 2)

    answer = _look_up(colleague, call_id)

    assert answer.json == {"known": True, "case": None, "linked": False, "elsewhere": True}
    assert case["label"] not in answer.text
    assert contact_of(colleague)["case_id"] is None
    assert _rows(office)[0]["contact_id"] == first


def test_what_is_kept_says_neither_the_words_nor_who(office: Office, first: str) -> None:
    (row,) = _rows(office)

    assert set(row) == {"digest", "contact_id", "used_at"}
    assert len(row["digest"]) == 64
    office.parts.keys.destroy("code-words")
    book = record_parts(office.parts).code_words.words
    assert book.digest(":көк шырша 4815") != row["digest"]
    assert first == row["contact_id"]


def test_the_sixth_try_in_a_minute_is_refused_and_on_record(
    office: Office, counsellor: Desk, later: str
) -> None:
    """Keeping them was the first."""
    for _ in range(4):
        assert _look_up(counsellor, later, "no such 1234").status_code == 200

    assert _look_up(counsellor, later).status_code == 429
    assert _keep(counsellor, str(contact_of(counsellor)["id"]), "no such 1234").status_code == 429
    assert _acts(office).count("words.looked_up") == 5


def test_words_are_looked_up_only_in_a_talk_of_ones_own(
    office: Office, counsellor: Desk, supervisor: Desk, later: str
) -> None:
    colleague = at_a_desk(office, "colleague")
    assert _look_up(colleague, later).status_code == 404
    assert _look_up(supervisor, later).status_code == 403
    counsellor.send("POST", f"/api/calls/{later}/hang-up")

    assert _look_up(counsellor, later).status_code in {404, 409}
    assert _acts(office) == ["words.kept"]


def test_nobody_chooses_words_for_anothers_contact_or_taken_ones(
    office: Office, counsellor: Desk, first: str, later: str
) -> None:
    colleague = at_a_desk(office, "colleague")
    present = str(contact_of(counsellor)["id"])
    assert later
    assert _keep(colleague, first).status_code == 404

    taken = _keep(counsellor, present)

    assert taken.status_code == 422
    assert taken.json["errors"][0]["message"] == "Please choose other words."
    assert _keep(counsellor, first, "ақ теңіз 1234").status_code == 204
    assert len(_rows(office)) == 1


def test_ninety_days_after_the_last_use_they_are_gone(office: Office, first: str) -> None:
    now = office.parts.clock.now() + 1 * DAY
    assert first
    for days, left in ((88, 1), (90, 0)):
        _erase(office, now + days * DAY)
        assert len(_rows(office)) == left


def _erase(office: Office, now: datetime) -> None:
    erasure = SqlErasure(office.parts.database, office.parts.keys)
    EraseDue(erasure=erasure, audit=office.parts.audit, now=lambda: now)(actor="jobs")


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        (" Синий, КИТ... 0420 ", "синий кит 0420"),
        ("4815 көк шырша", "көк шырша 4815"),
        ("Ёлка зелёная ٠٤٢٠", "елка зеленая 0420"),
        ("blue-whale_0420", "blue whale 0420"),
    ],
)
def test_they_are_compared_without_signs_capitals_and_order_of_the_digits(
    said: str, plain: str
) -> None:
    assert normal(said) == plain


@pytest.mark.parametrize(
    "said",
    ["", "кит 0420", "синий кит", "синий кит 42", "синий кит 04201", "синий кит 0420 1", "я ты 0420", "да ну 0420",
     "слово " * 20 + "0420", "8 705 555 0101 синий кит"],
)  # fmt: skip
def test_what_is_too_easily_guessed_or_a_number_is_refused(said: str) -> None:
    with pytest.raises(BadWords):
        normal(said)
