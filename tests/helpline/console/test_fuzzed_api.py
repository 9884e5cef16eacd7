"""The JSON API under generated requests, for every role: no fault of ours, no answer outside the description.

`FUZZ=500` asks for more requests an operation than the few that every run makes.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from helpline.people.ports import Role
from tests.helpline.console.desk import Desk, at_a_desk, contact_of, signed_in, talking
from tests.helpline.office import PUBLIC_URL, Office, open_office

MORE = int(os.environ.get("FUZZ", "8"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SECRET = "what-a-child-said"
# They end or cover the session that asks; they have tests of their own.
NOT_HERE = {("/api/session", "DELETE"), ("/api/session", "POST"), ("/api/session/cover", "POST")}


@pytest.mark.parametrize("role", list(Role))
def test_no_generated_request_finds_a_fault_or_an_answer_that_is_not_described(
    tmp_path: Path, fresh_url: Callable[[str], str], role: Role
) -> None:
    office = open_office(tmp_path, fresh_url("sqlite"))
    owner = at_a_desk(office, "owner")
    talking(office, owner)
    contact = contact_of(owner)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": SECRET}
    owner.send("PUT", f"/api/contacts/{contact['id']}", body)
    desk = signed_in(office, office.person("fuzzer", role))
    described = desk.get("/api/openapi.json").json

    seen = [_try(desk, operation) for operation in _operations(office, described)]

    assert len(seen) > 25
    may_see = role is Role.SUPERVISOR
    assert may_see or not any(seen)
    read = {"reason": "The follow-up of yesterday"}
    answer = desk.send("POST", f"/api/contacts/{contact['id']}/read", read)
    assert (SECRET in answer.text) is may_see
    office.close()


def _operations(office: Office, described: Any) -> list[Any]:
    schema = schemathesis.openapi.from_dict(described)
    schema.app = office.http.application
    found = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    return [each for each in found if (each.path, each.method.upper()) not in NOT_HERE]


def _try(desk: Desk, operation: Any) -> bool:
    """True when content was seen."""
    seen: list[bool] = []

    @settings(
        max_examples=MORE,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        cookie = desk.http.get_cookie("__Host-helpline_session", "line.example")
        assert cookie is not None
        case.headers = dict(case.headers or {}) | {
            "Origin": PUBLIC_URL,
            "X-CSRF-Token": desk.csrf,
            "Cookie": f"__Host-helpline_session={cookie.value}",
        }
        answer = case.call(base_url=PUBLIC_URL)
        case.validate_response(answer, checks=CHECKS)
        seen.append(SECRET in answer.text)

    ask()
    return any(seen)
