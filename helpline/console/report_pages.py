"""Reports: the tables on the page, and each as a file."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext

from helpline.console.access import open_to, parts, put_on_record
from helpline.console.form_words import coded
from helpline.console.problems import Problem
from helpline.people.ports import Role
from helpline.reports.files import FORMATS, MAKERS, lines
from helpline.reports.tables import KINDS, NoSuchReport, Report, periods, report

routes = Blueprint("reports", __name__)
_READERS = (Role.ANALYST, Role.SUPERVISOR)


@routes.get("/reports")
@open_to(*_READERS)
def reports() -> str:
    """What is finished, and one of it when it is chosen."""
    months = parts().records.statistics.months()
    offered = {kind: periods(kind, months, _this_month()) for kind in KINDS}
    kind, _, period = request.args.get("report", "")[:40].partition(" ")
    chosen = _report(kind, period) if kind else None
    tables = [] if chosen is None else [(each, list(lines(each, words))) for each in chosen.tables]
    return render_template(
        "reports.html", offered=offered, chosen=chosen, tables=tables, formats=FORMATS
    )


@routes.get("/reports/<name>")
@open_to(*_READERS)
def file(name: str) -> Response:
    """Such as monthly.2026-10.csv."""
    kind, _, rest = name.partition(".")
    period, _, shape = rest.rpartition(".")
    if shape not in MAKERS:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    made = MAKERS[shape](_report(kind, period), words)
    put_on_record("report.taken", name)
    answer = Response(made, mimetype=FORMATS[shape])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@routes.get("/api/reports/<name>")
@open_to(*_READERS)
def by_json(name: str) -> Response:
    """Such as monthly.2026-10; null is a hidden count."""
    kind, _, period = name.partition(".")
    made = _report(kind, period)
    tables = [
        {"name": each.name, "rows": each.rows, "columns": each.columns, "cells": each.cells}
        for each in made.tables
    ]
    return jsonify({"kind": made.kind, "period": made.period, "tables": tables})


def words(kind: str, code: str) -> str:
    if kind == "region" and code == "unknown":
        return str(gettext("not known"))
    if kind == "call_type" and code == "unknown":
        return str(gettext("not known"))
    return coded(kind, code)


def _report(kind: str, period: str) -> Report:
    try:
        return report(parts().records.statistics, kind, period, _this_month())
    except NoSuchReport:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None


def _this_month() -> str:
    return f"{parts().now().astimezone(parts().zone):%Y-%m}"
