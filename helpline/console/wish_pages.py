"""A person's wishes for days to come, beside her own shifts; rosters keep them where they can."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext

from helpline.console import my_rota_pages, reading, rota_makings
from helpline.console.access import ON_THE_LINE, open_to
from helpline.console.problems import Problem

routes = Blueprint("wish_pages", __name__)
_OFF = "off"


@routes.post("/rota/wishes")
@open_to(*ON_THE_LINE)
def put_wish() -> Any:
    """`off`, or a kind of shift behind `work-` or `not-`."""
    typed, want = request.form.get("wish_day", "")[:10], request.form.get("want", "")[:40]
    verb, _, code = want.partition("-")
    body = {"works": verb == "work", "code": None if want == _OFF else code or "-"}
    return _done(lambda: rota_makings.put_wish(reading.day(typed, "day"), body))


@routes.post("/rota/wishes/<day>/remove")
@open_to(*ON_THE_LINE)
def remove_wish(day: str) -> Any:
    on = reading.day(day, "day")
    return _done(lambda: rota_makings.remove_wish(on))


def _done(change: Callable[[], object]) -> Any:
    try:
        change()
    except Problem as problem:
        if problem.status is HTTPStatus.NOT_FOUND:
            raise
        fields = {"day": "wish_day", "code": "want", "works": "want"}
        faults = [(fields[name], gettext(words)) for name, words in problem.errors]
        return my_rota_pages.page(faults), problem.status
    return redirect(url_for("my_rota.mine"), HTTPStatus.SEE_OTHER)
