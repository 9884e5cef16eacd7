"""Signed requests, judged by the carrier's own libraries for Python and for Node."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from helpline.practice_line.signature import signature
from helpline.practice_line.spelling import Body, Question, SignedPort, Spelling

_TOKEN = "a sample token"
_NODE = Path(__file__).parent / "node"
_FORMS: dict[str, dict[str, str]] = {
    "usual": {"CallSid": "CA" + "0" * 32, "From": "+77010000001", "CallStatus": "ringing"},
    "Kazakh": {"Note": "Әлі де осындамыз, күте тұрыңыз", "Ұ": "ұзақ ә қазақша"},
    "empty values": {"FromCity": "", "ToCity": "", "Digits": "", "From": "anonymous"},
    "marks": {"a&b": "c=d&e=f", "=": "&", "plus": "1+1 = 2", "percent": "100%25 %", "q": "?#/;:@"},
    "lines": {"Text": "one\r\ntwo\n\tthree", "quotes": "\"'`<>\\"},
    "letters of every plane": {"Emoji": "🙂 ✆", "Accent": "é e\u0301"},
    "capitals before small letters": {"b": "1", "B": "2", "a": "3", "A": "4", "_": "5"},
    "none": {},
}
_URLS = {
    "plain": "https://line.example/twilio/voice",
    "query": "https://line.example/twilio/turn?call=1&turn=2&text=%D2%9B%20a%26b",
    "another port": "http://127.0.0.1:8111/twilio/voice?x=1",
    "the usual port": "https://line.example:443/twilio/voice",
    "the usual port of http": "http://line.example:80/",
    "a path of dots": "https://line.example/a.b/c-d_e~f/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """As a server has it: the address, the form's values by name, or the body as it came."""

    token: str
    signature: str
    url: str
    params: dict[str, Any]
    body: str | None


def _sent(
    url: str, form: Mapping[str, str], *, method: str, body: Body, signed_port: SignedPort
) -> Case:
    question = Question(
        url=url, params=form, method=method, purpose="callback", accept="*/*", token="sample"
    )
    sent = Spelling(body=body, signed_port=signed_port).spelled(question, _TOKEN)
    signed, is_json = sent.headers["X-Twilio-Signature"], method == "POST" and body == "json"
    params = {} if is_json else _values(sent.body or "")
    return Case(
        token=_TOKEN,
        signature=signed,
        url=sent.url,
        params=params,
        body=sent.body if is_json else None,
    )


def _values(form: str) -> dict[str, Any]:
    """One value as such, several as a list: as servers hand them on."""
    found = parse_qs(form, keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _by_python(case: Case) -> bool:
    validator = RequestValidator(case.token)
    said = MultiDict(case.params) if case.body is None else case.body
    return bool(validator.validate(case.url, said, case.signature))


def _by_node(cases: list[Case]) -> list[bool]:
    assert (_NODE / "node_modules").is_dir(), "`make judges` installs the library for Node"
    asked = json.dumps([asdict(case) for case in cases])
    command = ["node", str(_NODE / "judge.js")]
    done = subprocess.run(  # noqa: S603 -- our own script
        command, input=asked, capture_output=True, text=True, check=True
    )
    judged: list[bool] = json.loads(done.stdout)
    return judged


def _every_case() -> list[Case]:
    ways: list[tuple[str, Body]] = [("POST", "form"), ("GET", "form"), ("POST", "json")]
    sent = [
        _sent(url, form, method=method, body=body, signed_port=port)
        for url in _URLS.values()
        for form in _FORMS.values()
        for method, body in ways
        for port in get_args(SignedPort)
    ]
    repeated = {"To": ["+7", "+1", "+7"], "Empty": ["", "a", ""], "Әріп": ["ә", "а"]}
    return [
        *sent,
        *(
            Case(
                token=_TOKEN,
                signature=signature(_TOKEN, url, repeated),
                url=url,
                params=repeated,
                body=None,
            )
            for url in _URLS.values()
        ),
    ]


def test_both_libraries_accept_whatever_is_sent() -> None:
    cases = _every_case()

    assert len(cases) > 400
    assert [case for case in cases if not _by_python(case)] == []
    judged = zip(cases, _by_node(cases), strict=True)
    assert [case for case, is_good in judged if not is_good] == []


def _spoilt(case: Case) -> list[Case]:
    """The same with another token, another address, or something else said."""
    said = (
        replace(case, params={**case.params, "Extra": "1"})
        if case.body is None
        else replace(case, body=case.body + " ")
    )
    mark = "&" if "?" in case.url else "?"
    return [replace(case, token="another"), replace(case, url=f"{case.url}{mark}z=1"), said]


def test_both_libraries_refuse_whatever_is_changed_on_the_way() -> None:
    cases = [each for case in _every_case()[::7] for each in _spoilt(case)]

    assert [case for case in cases if _by_python(case)] == []
    judged = zip(cases, _by_node(cases), strict=True)
    assert [case for case, is_good in judged if is_good] == []


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(form=st.dictionaries(_TEXT.filter(bool), _TEXT), port=st.sampled_from(get_args(SignedPort)))
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_no_text_at_all_is_signed_in_another_way_than_the_carriers(
    method: str, form: dict[str, str], port: SignedPort
) -> None:
    url = "https://line.example/twilio/voice?x=1"

    assert _by_python(_sent(url, form, method=method, body="form", signed_port=port))


@given(form=st.dictionaries(_TEXT, _TEXT))
def test_a_json_body_is_signed_by_its_hash_whatever_it_says(form: dict[str, str]) -> None:
    url = "https://line.example/twilio/voice"

    case = _sent(url, form, method="POST", body="json", signed_port="as it is")

    assert "bodySHA256=" in case.url
    assert _by_python(case)
