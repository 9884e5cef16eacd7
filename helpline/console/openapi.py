"""The description of the JSON API, built from one table. A test holds the table against the routes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import EVERYBODY, cookie_name, open_to, parts
from helpline.console.case_acts import VIEWS
from helpline.console.openapi_cases import CASE_ROUTES, CASE_SHAPES
from helpline.console.openapi_line_work import LINE_WORK, LINE_WORK_SHAPES
from helpline.console.openapi_makings import MAKINGS, MAKINGS_ROWS
from helpline.console.openapi_records import RECORD_ROUTES, RECORDS
from helpline.console.openapi_rosters import ROSTER_ROWS, ROSTERS
from helpline.console.openapi_rota import ROTA, ROTA_ROWS
from helpline.console.openapi_row import ASK, CALL, COMMAND, ONE, READ, START, WRITE, Row
from helpline.console.openapi_schemas import ANSWERED, INSTANT, SENT, schema
from helpline.console.openapi_staff import STAFF
from helpline.console.openapi_training import TRAINING
from helpline.console.problems import TITLES

routes = Blueprint("openapi", __name__, url_prefix="/api")


_PAGED = ("before", "limit")
_FILTERS = ("actor", "act", "thing", "from", "to", "before", "limit")
TABLE = (
    *LINE_WORK,
    *ROTA_ROWS,
    *MAKINGS_ROWS,
    *ROSTER_ROWS,
    Row("post", "/api/session", "Sign in", "SignIn", (), "Session", 200, (401, 403, 422, 429)),
    Row("get", "/api/session", "Who is signed in", "", (), "Session", 200, READ),
    Row("delete", "/api/session", "Sign out", "", (), "", 204, READ),
    Row("post", "/api/session/cover", "Cover the screen", "", (), "", 204, READ),
    Row("post", "/api/session/uncover", "Show it again", "Password", (), "", 204, (*WRITE, 429)),
    Row("get", "/api/openapi.json", "This description", "", (), "Description", 200, READ),
    Row("get", "/api/console", "A counsellor's own desk", "", (), "Console", 200, READ),
    Row("post", "/api/duty", "Go on or off duty", "ChooseDuty", (), "Console", 200, COMMAND),
    Row("post", "/api/offers/{offer_id}/accept", "Take the call", "", (), "Ticket", 200, COMMAND),
    Row("post", "/api/offers/{offer_id}/decline", "Pass it on", "Decline", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/hold", "Put the caller on hold", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/resume", "Go on talking", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/mute", "Mute oneself or not", "Mute", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/hang-up", "End the call", "", (), "Console", 200, COMMAND),
    Row("post", "/api/wrap-up/done", "Be free again", "", (), "Console", 200, COMMAND),
    Row("get", "/api/softphone-token", "A pass for the softphone", "", (), "SoftphoneToken", 200, READ),
    Row("get", "/api/contacts", "Contacts, newest first", "", _PAGED, "Contacts", 200, WRITE),
    Row("get", "/api/contacts/{contact_id}", "One contact; put on record", "", (), "Contact", 200, ONE),
    Row("post", "/api/contacts/{contact_id}/read", "Read another's", "Why", (), "Contact", 200, (*ONE, 422)),
    Row("put", "/api/contacts/{contact_id}", "Save a draft", "Written", (), "Saved", 200, COMMAND),
    Row("post", "/api/contacts/{contact_id}/complete", "Complete it", "Written", (), "Contact", 200, COMMAND),
    *RECORD_ROUTES,
    *CASE_ROUTES,
    Row("get", "/api/audit", "Who saw or changed what", "", _FILTERS, "AuditEntries", 200, WRITE),
    Row("get", "/api/people", "Who works here", "", (), "Colleagues", 200, READ),
    Row("post", "/api/people", "Invite somebody", "Invite", (), "Invited", 201, (*WRITE, 409)),
    Row("post", "/api/people/{person_id}/reset", "A new link", "", (), "Link", 200, ONE),
    Row("post", "/api/people/{person_id}/disable", "Disable her", "", (), "", 204, ONE),
    Row("post", "/api/people/{person_id}/readmit", "Let her in again", "", (), "Link", 200, ONE),
    Row("put", "/api/people/{person_id}/roles", "Give her roles", "Roles", (), "", 204, (*ONE, 422)),
    Row("get", "/api/disclosures", "Requests of a week", "", (), "Disclosures", 200, READ),
    Row("post", "/api/disclosures", "Ask to see one contact", "Ask", (), "Disclosure", 201, (*ONE, 422)),
    Row("get", "/api/disclosures/{request_id}", "What was allowed; on record", "", (), "Contact", 200, ONE),
    Row("post", "/api/disclosures/{request_id}/approve", "Allow it", "", (), "", 204, (*ONE, 409)),
    Row("post", "/api/disclosures/{request_id}/refuse", "Refuse it", "", (), "", 204, (*ONE, 409)),
    Row("get", "/api/line", "The supervisor's board", "", (), "Line", 200, READ),
    Row("get", "/api/calls", "Calls, newest first", "", _PAGED, "Calls", 200, WRITE),
    Row("get", "/api/shifts", "Shifts that touch a stretch", "", ("from", "to"), "Shifts", 200, WRITE),
    Row("post", "/api/shifts", "Put somebody on the rota", "NewShift", (), "Shift", 201, START),
    Row("delete", "/api/shifts/{shift_id}", "Remove it, or end it now", "", (), "", 204, ONE),
    Row("get", "/api/on-shift", "Who is on shift at an instant", "", ("at",), "OnShift", 200, WRITE),
    Row("get", "/api/training", "Training sessions that run", "", (), "Training", 200, READ),
    Row("post", "/api/training", "Start a session", "NewTraining", (), "TrainingSession", 201, START),
    Row("post", "/api/training/{training_id}/end", "End it and its calls", "", (), "", 204, ONE),
    Row("get", "/api/training/scripts", "Scripted callers", "", (), "Scripts", 200, ASK),
    Row("post", "/api/training/{training_id}/callers", "Let one ring", "NewCaller", (), "Caller", 201, CALL),
)  # fmt: skip
_OPEN = {("post", "/api/session")}
_WITH_A_TAG = {"/api/console", "/api/line"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
_CODE = {"type": "string", "maxLength": 80}
_QUERY: Mapping[str, Mapping[str, Any]] = {
    "actor": _CODE,
    "act": _CODE,
    "thing": _CODE,
    "view": {"type": "string", "enum": list(VIEWS)},
    "label": _CODE,
    "limit": {"type": "integer", "minimum": 1, "maximum": reading.LONGEST_PAGE, "default": 50},
}


@routes.get("/openapi.json")
@open_to(*EVERYBODY)
def openapi() -> Response:
    return jsonify(description(release=parts().release, cookie=cookie_name()))


def description(*, release: str, cookie: str) -> Mapping[str, Any]:
    """OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for row in TABLE:
        paths.setdefault(row.path, {})[row.method] = _operation(row)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Helpline 111", "version": release},
        "paths": paths,
        "components": {
            "schemas": {
                **SENT,
                **ANSWERED,
                **STAFF,
                **RECORDS,
                **CASE_SHAPES,
                **TRAINING,
                **LINE_WORK_SHAPES,
                **ROTA,
                **MAKINGS,
                **ROSTERS,
                "Description": {"type": "object"},
            },
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
        "security": [{"session": []}],
    }


def _operation(row: Row) -> Mapping[str, Any]:
    is_open = (row.method, row.path) in _OPEN
    operation: dict[str, Any] = {
        "operationId": _name(row),
        "summary": row.says,
        "parameters": list(_parameters(row, is_open=is_open)),
        "responses": _answers(row),
    }
    if row.sent:
        operation["requestBody"] = {"required": True, **_json(row.sent)}
    if is_open:
        operation["security"] = []
    return operation


def _name(row: Row) -> str:
    return "_".join([row.method, *re.findall(r"[a-z]+", row.path.removeprefix("/api/"))])


def _answers(row: Row) -> Mapping[str, Any]:
    done = _json(row.answered) if row.answered else {}
    answers: dict[str, Any] = {str(row.status): {"description": row.says, **done}}
    if row.path in _WITH_A_TAG:
        answers["304"] = {"description": "Nothing has changed since the tag in If-None-Match"}
    of_any_body = (400, 413) if row.sent else ()
    for code in sorted({*row.problems, *of_any_body}):
        answers[str(code)] = _problem(code)
    return answers


def _parameters(row: Row, *, is_open: bool) -> Iterator[Mapping[str, Any]]:
    text = {"type": "string"}
    for name in re.findall(r"\{(\w+)\}", row.path):
        yield {"name": name, "in": "path", "required": True, "schema": text}
    for name in row.query:
        shape = (
            _NUMBER if (row.path, name) == ("/api/audit", "before") else _QUERY.get(name, INSTANT)
        )
        yield {"name": name, "in": "query", "schema": shape}
    if row.method != "get" and not is_open:
        yield {"name": "X-CSRF-Token", "in": "header", "required": True, "schema": text}
        key = {**text, "maxLength": reading.KEY_LENGTH}
        yield {"name": "Idempotency-Key", "in": "header", "schema": key}


def _json(name: str) -> Mapping[str, Any]:
    return {"content": {"application/json": {"schema": schema(name)}}}


def _problem(code: int) -> Mapping[str, Any]:
    content = {"application/problem+json": {"schema": schema("Problem")}}
    return {"description": TITLES[code], "content": content}
