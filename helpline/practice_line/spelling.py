"""How a request is spelled and signed: as a form, as a query or as JSON, with its port or without."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

from helpline.practice_line.signature import signature
from helpline.practice_line.transport import Request

AGENT = "TwilioProxy/1.1"
_PORTS = {"http": 80, "https": 443}

Body = Literal["form", "json"]
SignedPort = Literal["as it is", "always", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, the same at every attempt; `url` has no fragment any more."""

    url: str
    params: Mapping[str, str]
    method: str
    purpose: str
    accept: str
    token: str
    cookie: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The account's ways: most accounts have the first of each."""

    body: Body = "form"
    signed_port: SignedPort = "as it is"

    def spelled(self, question: Question, auth_token: str) -> Request:
        """A query and a JSON body's hash are part of the signed address; a form is signed beside it."""
        url, params, body, kind = question.url, question.params, None, ""
        if question.method != "POST":
            url, params = _with_query(url, urlencode(params)), {}
        elif self.body == "json":
            body, kind = json.dumps(dict(params), ensure_ascii=False), "application/json"
            url = _with_query(url, f"bodySHA256={sha256(body.encode()).hexdigest()}")
            params = {}
        else:
            body = urlencode(params)
            kind = "application/x-www-form-urlencoded; charset=utf-8"
        headers = {
            "User-Agent": AGENT,
            "Accept": question.accept,
            "Cache-Control": "max-age=259200",
            "X-Twilio-Signature": signature(auth_token, self._signed(url), params),
            "I-Twilio-Idempotency-Token": question.token,
        }
        if kind:
            headers["Content-Type"] = kind
        if question.cookie:
            headers["Cookie"] = question.cookie
        return Request(method=question.method, url=url, body=body, headers=headers)

    def _signed(self, url: str) -> str:
        """Carriers are known to sign an address with its port and without: both must be accepted."""
        if self.signed_port == "as it is":
            return url
        parts = urlsplit(url)
        host = parts.netloc.removesuffix(f":{parts.port}") if parts.port else parts.netloc
        if self.signed_port == "always":
            host = f"{host}:{parts.port or _PORTS[parts.scheme]}"
        return urlunsplit(parts._replace(netloc=host))


def _with_query(url: str, query: str) -> str:
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"
