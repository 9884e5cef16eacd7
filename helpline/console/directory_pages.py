"""The referral directory as a page: search, and the whole of it as CSV, in and out."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.directory import COSTS, BadRows, WantedServices, as_csv, from_csv, search
from helpline.cases.form import AGES, REFERRALS, REGIONS
from helpline.console import reading
from helpline.console.access import ON_THE_LINE, open_to, parts, put_on_record
from helpline.console.translations import LANGUAGES, reader_language
from helpline.people.ports import Role

routes = Blueprint("directory", __name__)
_LARGEST_FILE = 4 * 1024 * 1024
_MOST_FAULTS = 50


@routes.before_request
def _room_for_a_file() -> None:
    """Before the form token is looked for in the form."""
    if request.endpoint == "directory.take_in":
        request.max_content_length = request.max_form_memory_size = _LARGEST_FILE


@routes.teardown_request
def _close_what_was_sent(_fault: BaseException | None) -> None:
    """Also when the guard refused it."""
    for file in request.__dict__.get("files", {}).values():
        file.close()


@routes.get("/directory")
@open_to(*ON_THE_LINE)
def directory() -> str:
    return _page([])


@routes.get("/directory.csv")
@open_to(*ON_THE_LINE)
def take_out() -> Response:
    text = "\ufeff" + as_csv(parts().records.services.everything())
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="directory.csv"'
    return answer


@routes.post("/directory")
@open_to(Role.SUPERVISOR)
def take_in() -> Any:
    """The whole directory anew, or nothing and every fault with its line."""
    file = request.files.get("file")
    try:
        services = from_csv("" if file is None else file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _page([gettext("The file must be CSV in UTF-8.")]), HTTPStatus.UNPROCESSABLE_ENTITY
    except BadRows as fault:
        told = [_told(*each) for each in fault.faults[:_MOST_FAULTS]]
        return _page(told), HTTPStatus.UNPROCESSABLE_ENTITY
    put_on_record("directory.replaced", str(len(services)))
    parts().records.services.replace_all(services)
    return redirect(url_for("directory.directory"), HTTPStatus.SEE_OTHER)


def _told(line: int, column: str, words: str) -> str:
    place = gettext("Line {line}").replace("{line}", str(line)) if line else ""
    return " · ".join(part for part in (place, column, gettext(words)) if part)


def _page(faults: list[str]) -> str:
    wanted = _wanted()
    return render_template(
        "directory.html",
        rows=search(parts().records.services.everything(), wanted),
        wanted=wanted,
        faults=faults,
        kinds=REFERRALS,
        regions=REGIONS,
        costs=COSTS,
        tongues=LANGUAGES,
        tongue_of_reader=reader_language(),
    )


def _wanted() -> WantedServices:
    words = request.args.get("q", "")[:100]
    age = request.args.get("age", "")
    return WantedServices(
        words=words if reading.is_text(words) else "",
        kind=_code("kind", REFERRALS),
        region=_code("region", REGIONS),
        language=_code("language", LANGUAGES),
        cost=_code("cost", COSTS),
        age=int(age) if age.isascii() and age.isdigit() and int(age[:3]) in AGES else None,
    )


def _code(name: str, allowed: tuple[str, ...]) -> str:
    value = request.args.get(name, "")
    return value if value in allowed else ""
