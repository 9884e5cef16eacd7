"""Errors in the reader's language: problem documents for programs, pages for people."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

log = structlog.get_logger()

TITLES = {
    400: "The request does not make sense",
    401: "You are not signed in",
    403: "This is not allowed",
    404: "There is nothing here",
    405: "This cannot be done here",
    409: "Too late, or not possible now",
    413: "That is too much at once",
    415: "This kind of content is not understood",
    422: "Something is missing or wrong",
    429: "Too many tries",
    500: "Something went wrong on our side",
    503: "The line is not ready",
}


class Problem(Exception):
    """An answer that is not success. `detail` is an English message id of the catalogues."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        kind: str = "about:blank",
        errors: Sequence[tuple[str, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.errors = errors
        self.more = more


def mount_errors(app: Flask) -> None:
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _problem(problem: Problem) -> Response:
    errors = [{"field": field, "message": gettext(words)} for field, words in problem.errors]
    more = dict(problem.more) | ({"errors": errors} if errors else {})
    return _answer(int(problem.status), gettext(problem.detail), problem.kind, more)


def _http(error: HTTPException) -> Response:
    """The framework's own refusals, without its words: they may repeat what was sent."""
    code = error.code or 500
    answer = _answer(code, gettext(TITLES.get(code, TITLES[500])), "about:blank", {})
    for name, value in error.get_headers():
        if name in {"Allow", "Location"}:
            answer.headers[name] = value
    return answer


def _fault(error: Exception) -> Response:
    # The rule, not the address: what stands in an address was typed by somebody.
    log.error(
        "request.failed", route=str(request.url_rule), kind=type(error).__name__, exc_info=error
    )
    return _answer(500, gettext(TITLES[500]), "about:blank", {})


def _answer(code: int, detail: str, kind: str, more: dict[str, Any]) -> Response:
    title = gettext(TITLES.get(code, TITLES[500]))
    if not _for_people():
        body = {"type": kind, "title": title, "status": code, "detail": detail, **more}
        answer = jsonify(body)
        answer.mimetype = "application/problem+json"
    else:
        answer = Response(render_template("error.html", code=code, detail=detail, title=title))
    answer.status_code = code
    return answer


def _for_people() -> bool:
    if request.path.startswith(("/api/", "/twilio/", "/socket.io")):
        return False
    return request.accept_mimetypes.accept_html
