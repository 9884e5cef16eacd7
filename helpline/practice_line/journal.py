"""Everything that went in and out, bounded, with telephone numbers masked: for the debugger."""

import itertools
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from helpline.practice_line.clock import Now, machine_time

_KEPT = 2000
# A name drawn by chance may have as many digits in a row, and is no number: long words with
# letters in them, and those with dashes.
_NAME_OR_NUMBER = re.compile(
    r"(?P<name>(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{20,}"
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"
    r"|\+?\d{7,15}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    number: int
    at: datetime
    kind: str
    fields: Mapping[str, Any]


@dataclass(slots=True)
class Journal:
    """`kind` is request, twiml, rest, signal, call, warning, error or fault."""

    now: Now = machine_time
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=_KEPT))
    listeners: list[Callable[[Entry], None]] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def note(self, kind: str, **fields: Any) -> None:
        masked = {name: _masked(value) for name, value in fields.items()}
        entry = Entry(number=next(self._numbers), at=self.now(), kind=kind, fields=masked)
        self.entries.append(entry)
        for listener in self.listeners:
            listener(entry)

    def of_kind(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]


def _masked(value: Any) -> Any:
    match value:
        case str():
            return _NAME_OR_NUMBER.sub(
                lambda found: found["name"] or f"…{found.group()[-2:]}", value
            )
        case dict():
            return {key: _masked(each) for key, each in value.items()}
        case _:
            return value
