"""Who may do what: the one table of every route, socket event, field and command, as it lies beside this file.

Guards stand at the routes; a test walks the real routes, sockets and commands and holds them against it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("access_matrix.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One line. `otherwise` says who else: `all: why`, `carrier signature`, `server` for its command line."""

    kind: str
    what: str
    roles: frozenset[str]
    otherwise: str


def rights() -> Iterator[Right]:
    """Every line, in the table's order. An `x` means: may."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, what, otherwise = row.pop("kind"), row.pop("what"), row.pop("otherwise")
            roles = frozenset(role for role, mark in row.items() if mark == "x")
            yield Right(kind=kind, what=what, roles=roles, otherwise=otherwise)
