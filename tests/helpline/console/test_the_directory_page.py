"""The directory on its page, and referrals: a name is passed on only if the child agreed."""

import io

import pytest

from helpline.cases.directory import as_csv, samples
from tests.helpline.console.desk import Answer, Desk, contact_of, talking
from tests.helpline.office import PUBLIC_URL, Office


@pytest.fixture
def filled(office: Office) -> Office:
    office.parts.services.replace_all(samples())
    return office


@pytest.fixture
def path(filled: Office, counsellor: Desk) -> str:
    """The page of a case."""
    talking(filled, counsellor)
    contact_id = contact_of(counsellor)["id"]
    return str(counsellor.post("/cases", {"contact_id": contact_id}).location)


def _upload(desk: Desk, content: bytes) -> Answer:
    return desk.http.post(
        "/directory",
        data={"csrf": desk.csrf, "file": (io.BytesIO(content), "directory.csv")},
        base_url=PUBLIC_URL,
        headers={"Accept": "text/html", "Origin": PUBLIC_URL},
        content_type="multipart/form-data",
    )


def test_it_is_searched_by_what_the_child_needs(filled: Office, counsellor: Desk) -> None:
    page = counsellor.get("/directory?q=psychologist&region=astana&age=12").text

    assert "Sample: Psychologist" in page
    assert "Sample: Youth health centre" not in page
    assert "sample, invented" in page


@pytest.mark.parametrize("query", ["age=x", "age=999", "region=moon", "q=%00", "cost=1"])
def test_a_nonsensical_search_is_a_page_all_the_same(
    filled: Office, counsellor: Desk, query: str
) -> None:
    assert counsellor.get(f"/directory?{query}").status_code == 200


def test_it_goes_out_and_comes_back_in(filled: Office, supervisor: Desk) -> None:
    taken = supervisor.get("/directory.csv")

    back = _upload(supervisor, taken.data)

    assert taken.mimetype == "text/csv"
    assert back.status_code == 303
    by_code = {each.code: each for each in filled.parts.services.everything()}
    assert by_code == {each.code: each for each in samples()}
    assert "directory.replaced" in [entry.act for entry in filled.entries()]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"code,kind\nx,y\n"])
def test_a_file_that_does_not_fit_changes_nothing(
    filled: Office, supervisor: Desk, content: bytes
) -> None:
    answer = _upload(supervisor, content)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(filled.parts.services.everything()) == 7


def test_every_wrong_line_is_named(filled: Office, supervisor: Desk) -> None:
    text = as_csv(samples()).replace(",free,", ",gratis,")

    answer = _upload(supervisor, text.encode())

    assert [f"Line {line} · cost" in answer.text for line in range(2, 9)].count(True) == 6


def test_a_large_file_fits_and_a_counsellor_takes_none_in(
    filled: Office, supervisor: Desk, counsellor: Desk
) -> None:
    first, *_ = samples()
    rows = as_csv([first]).splitlines()
    many = [rows[0], *(rows[1].replace(first.code, f"sample-{n}") for n in range(1000))]

    assert _upload(counsellor, b"").status_code == 403
    assert _upload(supervisor, "\n".join(many).encode()).status_code == 303
    assert len(filled.parts.services.everything()) == 1000


def test_no_name_is_passed_on_before_the_child_has_agreed(
    filled: Office, counsellor: Desk, path: str
) -> None:
    case_id = path.rpartition("/")[2]
    named = {"act": "refer", "service": "sample-clinic", "with_identity": "yes"}
    assert counsellor.post(path, named).status_code == 409
    counsellor.post(path, {"act": "consent", "consent": "call_back", "given": "yes"})
    assert counsellor.post(path, named).status_code == 409
    counsellor.post(path, {"act": "consent", "consent": "share_identity", "given": "yes"})

    assert counsellor.post(path, named).status_code == 303

    counsellor.post(path, {"act": "consent", "consent": "share_identity", "given": "no"})
    assert counsellor.post(path, named).status_code == 409
    made = [each for each in filled.parts.cases.entries(case_id) if each.kind == "referral"]
    assert [(each.service_id, each.yes) for each in made] == [("sample-clinic", True)]


def test_without_a_name_a_child_is_sent_on_at_once_and_what_became_of_it_is_noted(
    filled: Office, counsellor: Desk, path: str
) -> None:
    case_id = path.rpartition("/")[2]
    counsellor.post(path, {"act": "refer", "service": "sample-lawyer"})
    (made,) = filled.parts.cases.entries(case_id)

    followed = counsellor.post(path, {"act": "follow", "entry_id": made.id, "outcome": "helped"})

    assert followed.status_code == 303
    page = counsellor.get(path).text
    assert "Sample: Free lawyer" in page
    assert "the child was helped" in page
    assert "without a name" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "refer", "service": "nowhere"},
        {"act": "consent", "consent": "everything", "given": "yes"},
        {"act": "consent", "consent": "call_back"},
    ],
)
def test_what_is_not_of_the_list_is_refused(
    counsellor: Desk, path: str, fields: dict[str, str]
) -> None:
    assert counsellor.post(path, fields).status_code == 422
