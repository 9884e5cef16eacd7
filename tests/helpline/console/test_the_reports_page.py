"""Reports: finished times only, through the one door, on the page and as files in three languages."""

import csv
import io
import random
from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from helpline.cases.form import REGIONS, category_codes
from helpline.cases.statistics import StatisticsRow
from helpline.people.ports import Role
from helpline.reports.tables import KINDS
from helpline.store.statistics_book import write_row
from tests.helpline.console.desk import Desk, signed_in
from tests.helpline.office import Office
from tests.helpline.reports.attack import narrowest


@pytest.fixture
def analyst(office: Office) -> Desk:
    return signed_in(office, office.person("analyst", Role.ANALYST))


@pytest.fixture
def last_year(office: Office) -> str:
    """With contacts in every month of it."""
    year = str(office.parts.clock.now().year - 1)
    with office.parts.database.writing() as connection:
        for row in _rows(year):
            write_row(connection, row)
    return year


def _rows(year: str) -> Iterator[StatisticsRow]:
    chance, codes = random.Random(1), sorted(category_codes())
    for _ in range(600):
        yield StatisticsRow(
            month=f"{year}-{chance.randrange(1, 13):02}",
            channel=chance.choice(("voice", "voice", "paper")),
            call_type=chance.choice(("counselling", "counselling", "silent", "test")),
            region=chance.choice(REGIONS),
            age_band=chance.choice(("10_12", "13_15", "unknown")),
            gender=chance.choice(("girl", "boy", "other")),
            categories=(chance.choice(codes[:20]),),
            actions=("listened",),
        )


def _name(kind: str, year: str) -> str:
    period = {"monthly": f"{year}-03", "quarterly": f"{year}-Q2"}.get(kind, year)
    return f"{kind}.{period}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_export_withstands_the_linear_programme(
    analyst: Desk, last_year: str, kind: str
) -> None:
    made = analyst.get(f"/api/reports/{_name(kind, last_year)}").json

    for table in made["tables"]:
        assert narrowest(table["cells"]) >= 8, table["name"]
        shown = {cell for row in table["cells"] for cell in row}
        assert not any(cell is not None and (cell % 5 or 0 < cell < 8) for cell in shown)


def test_only_finished_times_are_offered_and_given(
    office: Office, analyst: Desk, last_year: str
) -> None:
    now = office.parts.clock.now()
    with office.parts.database.writing() as connection:
        write_row(
            connection,
            StatisticsRow(month=f"{now:%Y-%m}", channel="voice", call_type="test"),
        )
    page = analyst.get("/reports").text

    assert f"monthly {last_year}-03" in page
    assert f"monthly {now:%Y-%m}" not in page
    later = (now + timedelta(days=400)).year
    for name in (
        f"monthly.{now:%Y-%m}",
        f"yearly.{now.year}",
        f"yearly.{later}",
        "monthly.2025-13",
        "weekly.2025-W10",
        "monthly",
    ):
        assert analyst.get(f"/api/reports/{name}").status_code == 404, name


@pytest.mark.parametrize("kind", ["yearly", "ombudsman"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_reports_open_as_csv_xlsx_and_pdf_in_each_language(
    analyst: Desk, last_year: str, kind: str, language: str
) -> None:
    analyst.post("/language", {"language": language, "next": "/reports"})
    name = _name(kind, last_year)
    total = {"kk": "Барлығы", "ru": "Всего", "en": "Total"}[language]

    text = analyst.get(f"/reports/{name}.csv").data.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(analyst.get(f"/reports/{name}.xlsx").data))
    pages = list(pypdfium2.PdfDocument(analyst.get(f"/reports/{name}.pdf").data))

    rows = list(csv.reader(io.StringIO(text)))
    assert len([row for row in rows if row and row[0] == total]) == 4
    assert len(book.sheetnames) == 4
    assert all(sheet._charts for sheet in book)
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    assert total in printed
    assert last_year in printed
    for page in pages:
        picture = page.render(scale=1).to_numpy()
        assert picture.min() < 100  # something is drawn on it


def test_the_page_shows_what_the_file_holds_and_taking_it_out_is_on_record(
    office: Office, analyst: Desk, last_year: str
) -> None:
    page = analyst.get(f"/reports?report=quarterly%20{last_year}-Q2").text
    analyst.get(f"/reports/quarterly.{last_year}-Q2.csv")

    assert "Topics by region" in page
    assert "Ulytau" in page
    assert ("report.taken", f"quarterly.{last_year}-Q2.csv") in [
        (entry.act, entry.thing) for entry in office.entries()
    ]


def test_a_counsellor_takes_no_report_out(counsellor: Desk, last_year: str) -> None:
    assert counsellor.get("/reports").status_code == 403
    assert counsellor.get(f"/reports/yearly.{last_year}.csv").status_code == 403
