"""Cases on their pages: opened from a contact, written, flagged, handed over, closed by two people."""

import uuid
from datetime import timedelta

import pytest

from helpline.cases.case import CaseState
from tests.helpline.console.desk import Desk, at_a_desk, contact_of, talking
from tests.helpline.office import Office


@pytest.fixture
def contact_id(office: Office, counsellor: Desk) -> str:
    talking(office, counsellor)
    return str(contact_of(counsellor)["id"])


@pytest.fixture
def path(counsellor: Desk, contact_id: str) -> str:
    """The page of a case that the counsellor has just opened."""
    answer = counsellor.post("/cases", {"contact_id": contact_id})
    assert answer.status_code == 303
    return str(answer.location)


def _act(desk: Desk, path: str, act: str, **fields: str) -> int:
    return int(desk.post(path, {"act": act, **fields}).status_code)


def _state(office: Office, path: str) -> str:
    case = office.parts.cases.case(path.rpartition("/")[2])
    assert case is not None
    return case.state.value


def test_a_contact_opens_one_case_however_often_it_is_asked(
    counsellor: Desk, contact_id: str, path: str
) -> None:
    again = counsellor.post("/cases", {"contact_id": contact_id})

    assert again.location == path
    assert path in counsellor.get("/cases").text
    assert f"/contacts/{contact_id}" not in counsellor.get("/cases").text


def test_its_name_says_nothing_about_the_child_and_two_are_not_alike(
    office: Office, counsellor: Desk, path: str
) -> None:
    case = office.parts.cases.case(path.rpartition("/")[2])
    assert case is not None

    how, what, number = case.label.split("-")
    assert (how.islower(), what.islower(), len(number)) == (True, True, 3)
    assert case.label not in case.id


def test_what_is_written_stands_in_the_timeline_once_and_encrypted(
    office: Office, counsellor: Desk, path: str
) -> None:
    entry = {"id": uuid.uuid4().hex, "kind": "household", "text": "Ата-әжесімен тұрады."}

    statuses = [_act(counsellor, path, "write", **entry) for _ in range(2)]

    assert statuses == [303, 303]
    assert counsellor.get(path).text.count("Ата-әжесімен тұрады.") == 1
    with office.parts.database.reading() as connection:
        (sealed,) = connection.exec_driver_sql(
            "SELECT sealed FROM case_entries WHERE kind = 'household'"
        ).one()
    assert "Ата".encode() not in bytes(sealed)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "note", "text": "  "}, "text"),
        ({"kind": "note", "text": "x" * 4001}, "text"),
        ({"kind": "gossip", "text": "x"}, "kind"),
        ({"kind": "follow_up", "text": "x"}, "due_on"),
        ({"kind": "follow_up", "text": "x", "due_on": "soon"}, "due_on"),
    ],
)
def test_a_wrong_section_is_named_and_what_was_typed_stays(
    counsellor: Desk, path: str, fields: dict[str, str], field: str
) -> None:
    answer = counsellor.post(path, {"act": "write", **fields})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert fields["text"].strip() in answer.text


def test_a_follow_up_is_due_until_it_is_done(office: Office, counsellor: Desk, path: str) -> None:
    yesterday = (office.parts.clock.now() - timedelta(days=2)).date().isoformat()
    entry = {"id": uuid.uuid4().hex, "kind": "follow_up", "text": "ask again"}
    _act(counsellor, path, "write", due_on=yesterday, **entry)
    due = counsellor.get("/cases?view=due").text
    assert path in due
    assert "overdue" in counsellor.get(path).text

    assert _act(counsellor, path, "finish", entry_id=entry["id"]) == 303

    assert path not in counsellor.get("/cases?view=due").text
    assert "overdue" not in counsellor.get(path).text


def test_a_case_is_closed_by_a_supervisor_who_was_asked(
    office: Office, counsellor: Desk, supervisor: Desk, path: str
) -> None:
    assert _act(counsellor, path, "move", state="closed") == 409
    assert _act(counsellor, path, "move", state="closing") == 303
    assert _act(counsellor, path, "move", state="closed") == 409
    assert path in supervisor.get("/cases?view=closing").text

    assert _act(supervisor, path, "move", state="closed") == 303

    assert _state(office, path) == "closed"
    assert _act(counsellor, path, "write", kind="note", text="late") == 409
    assert _act(counsellor, path, "move", state="in_progress") == 409
    assert _act(supervisor, path, "move", state="in_progress") == 303
    assert _state(office, path) == "in_progress"


def test_whoever_asked_to_close_it_does_not_approve_it_herself(
    office: Office, supervisor: Desk, path: str
) -> None:
    assert _act(supervisor, path, "move", state="closing") == 303

    assert _act(supervisor, path, "move", state="closed") == 409
    assert _state(office, path) == "closing"


@pytest.mark.parametrize("state", ["", "open", "burnt"])
def test_no_case_goes_where_it_cannot(
    office: Office, counsellor: Desk, path: str, state: str
) -> None:
    assert _act(counsellor, path, "move", state=state) in {409, 422}
    assert _state(office, path) == CaseState.OPEN


def test_a_flag_keeps_a_case_open_until_it_is_settled(
    office: Office, counsellor: Desk, supervisor: Desk, path: str
) -> None:
    assert _act(counsellor, path, "flag", reason="because") == 422
    assert _act(counsellor, path, "flag", reason="danger") == 303
    assert path in supervisor.get("/cases?view=flagged").text
    assert _act(counsellor, path, "move", state="closing") == 409

    (flag,) = office.parts.cases.entries(path.rpartition("/")[2])
    assert _act(supervisor, path, "finish", entry_id=flag.id) == 303

    assert _act(counsellor, path, "move", state="closing") == 303


def test_a_case_goes_to_a_colleague_only_when_she_takes_it(
    office: Office, counsellor: Desk, path: str
) -> None:
    colleague = at_a_desk(office, "colleague")
    assert colleague.get(path).status_code == 404
    assert _act(counsellor, path, "hand", person_id=colleague.id) == 303
    assert "You are asked to take it" in colleague.get("/cases").text
    assert colleague.get(path).status_code == 200
    assert _act(colleague, path, "write", kind="note", text="not yet hers") == 404

    assert _act(colleague, path, "answer", takes="yes") == 303

    assert _act(colleague, path, "write", kind="note", text="now hers") == 303
    assert counsellor.get(path).status_code == 404


def test_a_case_that_is_declined_stays_where_it_was(
    office: Office, counsellor: Desk, path: str
) -> None:
    colleague = at_a_desk(office, "colleague")
    _act(counsellor, path, "hand", person_id=colleague.id)

    assert _act(colleague, path, "answer", takes="no") == 303

    assert colleague.get(path).status_code == 404
    assert counsellor.get(path).status_code == 200


def test_a_second_contact_joins_by_the_name_of_the_case_and_can_be_taken_out(
    office: Office, counsellor: Desk, contact_id: str, path: str
) -> None:
    case = office.parts.cases.case(path.rpartition("/")[2])
    assert case is not None
    colleague = at_a_desk(office, "colleague")
    talking(office, colleague, 2)
    second = contact_of(colleague)["id"]

    joined = colleague.post("/cases", {"contact_id": second, "label": case.label.upper()})

    assert (joined.status_code, joined.location) == (303, f"/contacts/{second}")
    assert [each.id for each in office.parts.contacts.of_case(case.id)] == [contact_id, second]
    assert _act(counsellor, path, "unlink", contact_id=contact_id) == 303
    assert _act(counsellor, path, "unlink", contact_id=second) == 409
    assert colleague.post("/cases", {"contact_id": second, "label": "no-such"}).status_code == 404


def test_somebody_elses_case_and_contact_answer_as_if_they_were_not_there(
    office: Office, contact_id: str, path: str
) -> None:
    stranger = at_a_desk(office, "stranger")

    assert stranger.get(path).status_code == 404
    assert stranger.post("/cases", {"contact_id": contact_id}).status_code == 404
    for act in ("write", "flag", "move", "hand", "finish", "answer", "unlink"):
        fields = {"kind": "note", "text": "x", "reason": "danger", "state": "closing"}
        fields |= {"person_id": stranger.id}
        assert _act(stranger, path, act, **fields) == 404, act
    assert path not in stranger.get("/cases").text


def test_every_reading_and_change_of_a_case_is_on_record(
    office: Office, counsellor: Desk, supervisor: Desk, path: str
) -> None:
    supervisor.get(path)
    _act(counsellor, path, "flag", reason="quality")

    acts = [entry.act for entry in office.entries()][::-1]

    assert acts == ["case.opened", "case.read", "case.flagged"]


def test_an_unknown_act_is_refused(counsellor: Desk, path: str) -> None:
    assert _act(counsellor, path, "burn") == 422


def test_a_supervisor_reads_a_note_of_the_case_for_a_reason_only(
    office: Office, counsellor: Desk, supervisor: Desk, contact_id: str, path: str
) -> None:
    note = "Әжесімен тұрады, мектепте қиын."
    written = {"version": 0, "form": {"call_type": "counselling"}, "note": note}
    saved = counsellor.send("PUT", f"/api/contacts/{contact_id}", written)

    hers, others = counsellor.get(path).text, supervisor.get(path).text

    assert saved.status_code == 200
    assert note in hers
    assert note not in others
    assert f'href="/contacts/{contact_id}"' in others
