"""How long a request may take and when it is tried again: defaults, and overrides in the fragment."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_HARD_LIMIT_MS = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Milliseconds; `rp` names what is tried again: 4xx, 5xx, ct, rt, all."""

    connect_ms: int = 5_000
    read_ms: int = 15_000
    total_ms: int = _HARD_LIMIT_MS
    retries: int = 1
    retry_on: frozenset[str] = frozenset({"ct"})

    def retries_on(self, kind: str) -> bool:
        return kind in self.retry_on or "all" in self.retry_on


def limits_of(url: str) -> Limits:
    """Reads `#ct=…&rt=…&tt=…&rc=…&rp=…`; nonsense in it is ignored, as the carrier does."""
    said = parse_qs(urlsplit(url).fragment)

    def number(name: str, default: int, low: int, high: int) -> int:
        text = said.get(name, [""])[0]
        return min(max(int(text), low), high) if text.isdecimal() else default

    wanted = frozenset(said["rp"][0].split(",")) if "rp" in said else frozenset({"ct"})
    return Limits(
        connect_ms=number("ct", 5_000, 100, 10_000),
        read_ms=number("rt", 15_000, 100, 15_000),
        total_ms=number("tt", _HARD_LIMIT_MS, 100, _HARD_LIMIT_MS),
        retries=number("rc", 1, 0, 5),
        retry_on=wanted,
    )
