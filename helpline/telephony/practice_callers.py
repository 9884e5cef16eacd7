"""Asking the practice line for a scripted caller: a short wait, and every failure said in a word."""

import json
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from helpline.training.ports import NoScriptedCaller, Script

_TIMEOUT_S = 3
_LONGEST = 256 * 1024
# The machine's proxies lead outside; the practice line is on this one.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpPracticeLine:
    """Implements `helpline.training.ports.PracticeLine` over the practice line's own pages."""

    url: str

    def phone_page(self, ticket: str) -> str:
        return f"{self.url}/phone?{urlencode({'training': ticket})}"

    def scripts(self) -> Sequence[Script]:
        answer = self._ask("GET", "/practice/scripts")
        try:
            return [_script(each) for each in answer["scripts"]]
        except (KeyError, TypeError) as error:
            raise NoScriptedCaller("its list of scripts cannot be read") from error

    def start_caller(self, *, script: str, language: str, ticket: str) -> str:
        body = {"script": script, "language": language, "training": ticket}
        answer = self._ask("POST", "/practice/callers", body)
        leg = answer.get("call_sid")
        if not isinstance(leg, str):
            raise NoScriptedCaller("it named no call")
        return leg

    def _ask(
        self, method: str, path: str, body: Mapping[str, str] | None = None
    ) -> Mapping[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(  # noqa: S310 -- the configured address, http or https
            self.url + path, data=data, headers=headers, method=method
        )
        try:
            with _DIRECT.open(request, timeout=_TIMEOUT_S) as answer:
                read = json.loads(answer.read(_LONGEST))
        except (OSError, ValueError, HTTPException) as error:
            raise NoScriptedCaller(f"{method} {path}: {type(error).__name__}") from error
        if not isinstance(read, dict):
            raise NoScriptedCaller(f"{method} {path}: no JSON object")
        return read


def _script(value: Mapping[str, Any]) -> Script:
    """Raises KeyError or TypeError when it is none."""
    name, title = value["name"], value["title"]
    if not isinstance(name, str) or not isinstance(title, dict):
        raise TypeError(name)
    return Script(name=name, title={str(code): str(words) for code, words in title.items()})
