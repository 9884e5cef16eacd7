"""A report as a file: CSV, XLSX or PDF, in whatever language the words are given."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from helpline.reports.tables import Report, Table

FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
HIDDEN = "*"
_FULL_MM = 270  # of a page of 297: below it two lines have no room
_FONTS = Path(__file__).with_name("fonts")
_TOTAL = "report:total"

# (kind, code) -> the words of a code; ("text", id) -> a text of the catalogues.
Words = Callable[[str, str], str]


def heading(report: Report, words: Words) -> str:
    return f"{words('report', report.kind)} · {report.period}"


def lines(table: Table, words: Words) -> Iterator[list[str]]:
    """The head, then a line a row, then the totals; hidden counts as a star."""
    total = words("report", "total")
    yield ["", *(words(table.column_kind, code) for code in table.columns), total]
    names = [*(words(table.row_kind, code) for code in table.rows), total]
    for name, row in zip(names, table.cells, strict=True):
        yield [name, *(HIDDEN if cell is None else str(cell) for cell in row)]


def as_csv(report: Report, words: Words) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([heading(report, words)])
    rows.writerow([words("report", "explained")])
    for table in report.tables:
        rows.writerow([])
        rows.writerow([words("report_table", table.name)])
        rows.writerows(lines(table, words))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report, words: Words) -> bytes:
    """A sheet a table, numbers as numbers, with a chart of the totals of its rows."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load, and only here
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above

    book = Workbook()
    book.remove(book.active)
    for place, table in enumerate(report.tables, start=1):
        sheet = book.create_sheet(f"{place} {words('report_table', table.name)}"[:31])
        sheet.append([heading(report, words)])
        sheet.append([words("report", "explained")])
        for line in lines(table, words):
            sheet.append(
                [int(cell) if cell.isascii() and cell.isdigit() else cell for cell in line]
            )
        for cell in (*sheet[1], *sheet[3]):
            cell.font = Font(bold=True)
        _lay_out(sheet, len(table.columns) + 1)
        _add_chart(sheet, table, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lay_out(sheet: Any, columns: int) -> None:
    """Whole words in the head, and on paper as wide as a page."""
    from openpyxl.styles import Alignment  # noqa: PLC0415 -- as above
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 -- as above

    sheet.column_dimensions["A"].width = 46
    for place in range(columns):
        sheet.column_dimensions[chr(ord("B") + place)].width = 16
    for row in sheet.iter_rows(min_row=3, min_col=2):
        for cell in row:
            cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
    sheet.freeze_panes = "B4"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes


def _add_chart(sheet: Any, table: Table, words: Words) -> None:
    from openpyxl.chart import BarChart, Reference  # noqa: PLC0415 -- as above

    chart = BarChart()
    chart.type, chart.legend = "bar", None
    chart.title = words("report_table", table.name)
    column, last = len(table.columns) + 2, 3 + len(table.rows)
    chart.add_data(Reference(sheet, min_col=column, min_row=4, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last))
    chart.height, chart.width = max(7, 2 + len(table.rows) * 0.7), 18
    chart.x_axis.scaling.orientation = "maxMin"  # from the top down, as the rows of the table
    chart.x_axis.tickLblSkip = 1  # a name at every bar
    sheet.add_chart(chart, f"{chr(ord('A') + column + 1)}3")


def as_pdf(report: Report, words: Words) -> bytes:
    from fpdf import FPDF  # noqa: PLC0415 -- slow to load, and only here

    page = FPDF(orientation="portrait", format="A4")
    page.set_title(heading(report, words))
    page.add_font("words", "", _FONTS / "DejaVuSans.ttf")
    page.add_font("words", "B", _FONTS / "DejaVuSans-Bold.ttf")
    page.set_auto_page_break(auto=True, margin=15)
    for table in report.tables:
        page.add_page()
        page.set_font("words", "B", 15)
        page.multi_cell(0, 8, heading(report, words), new_x="LMARGIN", new_y="NEXT")
        page.set_font("words", "", 9)
        page.multi_cell(0, 5, words("report", "explained"), new_x="LMARGIN", new_y="NEXT")
        page.ln(3)
        page.set_font("words", "B", 12)
        page.multi_cell(0, 7, words("report_table", table.name), new_x="LMARGIN", new_y="NEXT")
        _draw_table(page, list(lines(table, words)))
        _draw_chart(page, table, words)
    return bytes(page.output())


def _draw_table(page: Any, rows: list[list[str]]) -> None:
    page.set_fill_color(255, 255, 255)  # the colour of a chart before it would fill the cells
    page.set_font("words", "", 8)
    widths = (72, *([28] * (len(rows[0]) - 1)))
    aligned = ("LEFT", *(["RIGHT"] * (len(rows[0]) - 1)))
    with page.table(
        col_widths=widths, text_align=aligned, line_height=4.6, borders_layout="HORIZONTAL_LINES"
    ) as drawn:
        for row in rows:
            line = drawn.row()
            for cell in row:
                line.cell(cell)


def _draw_chart(page: Any, table: Table, words: Words) -> None:
    """A bar a row, as long as its total; the table above says which rows are hidden and have none."""
    totals = {code: row[-1] or 0 for code, row in zip(table.rows, table.cells, strict=False)}
    shown = {code: total for code, total in totals.items() if total > 0}
    if not shown:
        return
    longest = max(shown.values())
    page.ln(4)
    page.set_font("words", "", 8)
    page.set_fill_color(11, 107, 91)
    for code, total in shown.items():
        if page.get_y() > _FULL_MM:
            page.add_page()
        y = page.get_y()
        name = words(table.row_kind, code)
        page.multi_cell(72, 5, name, align="L", new_x="LMARGIN", new_y="NEXT")
        below = page.get_y()
        page.rect(page.l_margin + 73, y + 0.8, 90 * total / longest, 3.4, style="F")
        page.set_xy(page.l_margin + 165, y)
        page.cell(20, 5, str(total), align="R")
        page.set_xy(page.l_margin, below)


MAKERS: dict[str, Callable[[Report, Words], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
}
