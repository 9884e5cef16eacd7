"""A chart names what it draws, however long the name."""

import pypdfium2

from helpline.reports.files import as_pdf
from helpline.reports.tables import Report, Table

NAME = "A sample row with a name that is longer than the room before its bar, to its very last word"


def words(kind: str, code: str) -> str:
    return NAME if code == "long" else code


def test_a_long_name_stands_whole_before_its_bar() -> None:
    rows = ("long", *(f"row {number}" for number in range(60)))
    table = Table(
        name="sample",
        row_kind="rows",
        rows=rows,
        column_kind="columns",
        columns=("column",),
        cells=[[10, 10] for _ in (*rows, "total")],
    )
    report = Report(kind="yearly", period="2025", tables=(table,))

    pages = list(pypdfium2.PdfDocument(as_pdf(report, words)))

    printed = [page.get_textpage().get_text_range() for page in pages]
    whole = " ".join(" ".join(printed).split())
    assert whole.count(NAME) == 2  # in the table and in the chart
    assert whole.count("row 59") == 2
