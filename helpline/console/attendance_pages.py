"""Coming and going from the page of one's own shifts."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, url_for

from helpline.console import attendance
from helpline.console.access import ON_THE_LINE, open_to

routes = Blueprint("attendance", __name__)


@routes.post("/rota/arrive")
@open_to(*ON_THE_LINE)
def arrive() -> Any:
    """She is here, whatever becomes of her browser: the first sign of life of her shift."""
    attendance.come("page")
    return _done()


@routes.post("/rota/go")
@open_to(*ON_THE_LINE)
def go() -> Any:
    attendance.go()
    return _done()


def _done() -> Any:
    return redirect(url_for("my_rota.mine"), HTTPStatus.SEE_OTHER)
