"""The rights of the real application, read from its routes, sockets and commands."""

import csv
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from helpline.cli import commands
from helpline.console.live import HEARD, SAID
from helpline.console.snapshots import contact_view
from helpline.people.access_matrix import TABLE, Right
from helpline.people.ports import Role
from tests.helpline.store.samples import a_contact

_ALL = frozenset(Role)
_CONTENT = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})


def rights_of(app: Flask) -> Iterator[Right]:
    yield from sorted(_routes(app), key=lambda right: right.what.split(" ")[::-1])
    for name, roles in {**HEARD, **SAID}.items():
        yield Right(kind="socket", what=name, roles=frozenset(roles), otherwise="")
    for name in contact_view(a_contact()):
        yield Right(kind="field", what=f"contact.{name}", roles=_CONTENT, otherwise="")
    for name in sorted(commands.commands):
        yield Right(kind="command", what=name, roles=frozenset(), otherwise="server")


def _routes(app: Flask) -> Iterator[Right]:
    for rule in app.url_map.iter_rules():
        guard: Any = getattr(app.view_functions[str(rule.endpoint)], "guard", None)
        roles = frozenset(guard) if isinstance(guard, tuple) else frozenset()
        otherwise = guard if isinstance(guard, str) else ""
        if rule.endpoint == "static":
            otherwise = "all: files that are the same for everybody"
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Right(
                kind="route", what=f"{method} {rule.rule}", roles=roles, otherwise=otherwise
            )


def write(found: Iterable[Right], file: Any) -> None:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["kind", "what", *Role, "otherwise"])
    for right in found:
        marks = ["x" if role in right.roles else "" for role in Role]
        out.writerow([right.kind, right.what, *marks, right.otherwise])


def main() -> None:
    """Write the table anew as the code is now; what has changed is then read in the difference."""
    from tests.helpline.office import open_office  # noqa: PLC0415 -- only here is an office needed

    with tempfile.TemporaryDirectory() as folder:
        office = open_office(Path(folder), "")
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            write(rights_of(office.http.application), file)
        office.close()
    sys.stdout.write(f"{TABLE}\n")


if __name__ == "__main__":
    main()
