"""The journal as rows of the page: newest first, of one kind or one call where that is wanted."""

import json
import re
from collections.abc import Mapping, Reversible
from dataclasses import asdict, dataclass
from itertools import islice, takewhile
from string import Formatter
from typing import Any
from urllib.parse import parse_qsl

from helpline.practice_line.journal import Entry

MOST = 300
KINDS = {
    "call": "ends of calls",
    "callback": "callbacks",
    "document": "documents asked for",
    "twiml": "documents answered",
    "sound": "sounds asked for",
    "rest": "requests of the API",
    "signal": "messages of browsers",
    "warning": "warnings",
    "error": "errors",
    "fault": "faults",
}
_SUMMARIES = {
    "request": "{method} {url} → {status}",
    "rest": "{method} {path}",
    "fault": "{fault}. {name}, occasion {occasion}",
    "error": "{code} {words}",
    "warning": "{code} {words}",
    "call": "{status} after {seconds} s",
    "signal": "{message}",
    "twiml": "{document}",
}
_CALL = re.compile(r"CA[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`call` is the first SID of a call that the entry speaks of, or nothing.

    `summary` says in few words what the fields say, `details` says the others as JSON, or nothing.
    """

    number: int
    time: str
    kind: str
    call: str
    summary: str
    details: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Empty words want everything; `after` is the number of the last entry that is known."""

    kind: str = ""
    call: str = ""
    after: int = 0

    def rows(self, entries: Reversible[Entry]) -> list[Row]:
        """The newest so many, newest first; what is known already is not even looked at."""
        fresh = takewhile(lambda entry: entry.number > self.after, reversed(entries))
        return list(islice((each for each in map(row, fresh) if self._has(each)), MOST))

    def _has(self, row: Row) -> bool:
        said = f"{row.call} {row.summary} {row.details}"
        return self.kind in ("", row.kind) and self.call in said


def wanted(query: Mapping[str, str]) -> Wanted:
    """Nonsense wants everything: a page that is looked at should show something."""
    kind, after = query.get("kind", ""), query.get("after", "")
    return Wanted(
        kind=kind if kind in KINDS else "",
        call=query.get("call", "").strip(),
        after=int(after) if re.fullmatch(r"[0-9]{1,15}", after) else 0,
    )


def row(entry: Entry) -> Row:
    """A request is shown as what it was for."""
    fields = dict(entry.fields)
    kind = str(fields.pop("purpose", entry.kind))
    summary = _sendable(_summary(entry.kind, fields))
    said = _sendable(json.dumps(fields, ensure_ascii=False, default=str))
    found = _CALL.search(f"{fields.get('call', '')} {said} {summary}")
    call = found.group() if found else ""
    return Row(
        number=entry.number,
        time=f"{entry.at:%H:%M:%S}",
        kind=kind,
        call=call,
        summary=summary,
        details=_sendable(_details(fields, call)),
    )


def _summary(kind: str, fields: dict[str, Any]) -> str:
    """Takes what it says out of the fields."""
    pattern = _SUMMARIES.get(kind, "")
    names = [name for _, name, _, _ in Formatter().parse(pattern) if name]
    if not names or not all(name in fields for name in names):
        return ""
    return pattern.format(**{name: fields.pop(name) for name in names})


def _details(fields: Mapping[str, Any], call: str) -> str:
    """What is empty says nothing, nor does the call once more."""
    shown = {name: _readable(name, value) for name, value in fields.items() if value != call}
    told = {name: value for name, value in shown.items() if value not in ({}, "")}
    return json.dumps(told, ensure_ascii=False, default=str) if told else ""


def _readable(name: str, value: Any) -> Any:
    if name != "params":
        return value
    params = value if isinstance(value, dict) else dict(parse_qsl(str(value)))
    return {name: each for name, each in params.items() if each}


def _sendable(text: str) -> str:
    """Half a surrogate pair is no text: it is shown as a question mark."""
    return text.encode("utf-8", "replace").decode()
