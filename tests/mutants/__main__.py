"""How many planted faults the tests find in what guards keys, access and exports (S14): `make mutants`.

One JSON object a module and one for all, as `make bench` prints them; on stderr each fault that nobody
saw. Bounded in time: of each module as many faults, drawn by a stated seed, as its share allows.
"""

import ast
import json
import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figure import figure
from tests.mutants.planting import Mutant, mutants
from tests.mutants.trying import CannotTry, get_ready, is_caught

_SECONDS = float(os.environ.get("MUTANTS_S", "600"))
_SEED = 111
_GOAL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A module, and the tests that are there for it."""

    module: str
    tests: Sequence[str]

    @property
    def path(self) -> Path:
        return Path(*self.module.split(".")).with_suffix(".py")


_KEYS = (
    "tests/helpline/store/test_key_store.py",
    "tests/helpline/store/test_key_store_files.py",
    "tests/helpline/store/test_envelopes.py",
)
_READING = ("tests/helpline/cases/test_read_contact.py",)
_ACCESS = tuple(
    f"tests/helpline/console/{name}.py"
    for name in (
        "test_guard_of_routes",
        "test_foreign_writes",
        "test_cover",
        "test_key_of_drafts",
        "test_second_step",
        "test_promises_of_access",
        "test_guards",
    )
)
# The quick ones first: most faults are found by them.
_REPORTS = (
    "tests/helpline/reports/test_what_tables_say_together.py",
    "tests/helpline/reports/test_door.py",
    "tests/helpline/reports",
)
GUARDS = (
    Guard(module="helpline.store.encrypted_text", tests=_KEYS),
    Guard(module="helpline.store.wrapping", tests=_KEYS),
    Guard(module="helpline.store.key_store", tests=_KEYS),
    Guard(module="helpline.privacy.audit_chain", tests=("tests/helpline/test_audit_chain.py",)),
    Guard(module="helpline.cases.read_contact", tests=_READING),
    Guard(module="helpline.console.access", tests=_ACCESS),
    Guard(module="helpline.reports.door", tests=_REPORTS),
    Guard(module="helpline.reports.release", tests=_REPORTS),
    Guard(module="helpline.reports.knowledge", tests=_REPORTS),
    Guard(module="helpline.reports.links", tests=_REPORTS),
    Guard(module="helpline.reports.counting", tests=_REPORTS),
    Guard(module="helpline.reports.tables", tests=_REPORTS),
)


def main(wanted: Sequence[str]) -> int:
    guards = [each for each in GUARDS if not wanted or each.module in wanted]
    caught = tried = 0
    get_ready()
    for guard in guards:
        found, of, every = _score(guard, _SECONDS / len(guards))
        caught, tried = caught + found, tried + of
        _print(guard.module, found, of, f"{of} of {every} faults tried, seed {_SEED}")
    if len(guards) > 1:
        _print("all of them", caught, tried, f"{tried} faults in {len(guards)} modules")
    return int(100 * caught < _GOAL * tried)


def _score(guard: Guard, seconds: float) -> tuple[int, int, int]:
    """(found, tried, all there are); none is begun after its time."""
    source = guard.path.read_text("utf-8")
    if is_caught(guard.module, str(guard.path), ast.parse(source), guard.tests):
        raise CannotTry(f"{guard.module}: its tests fail without any fault")
    every: list[Mutant] = list(mutants(source))
    drawn = random.Random(_SEED).sample(every, len(every))
    begin, found, tried = time.monotonic(), 0, 0
    for mutant in drawn:
        if tried and time.monotonic() - begin > seconds:
            break
        tried += 1
        if is_caught(guard.module, str(guard.path), mutant.tree, guard.tests):
            found += 1
        else:
            print(f"{guard.path}:{mutant.line}: {mutant.what}", file=sys.stderr, flush=True)  # noqa: T201 -- as said above
    return found, tried, len(every)


def _print(name: str, found: int, tried: int, detail: str) -> None:
    share = 100 * found / max(tried, 1)
    told: Mapping[str, object] = figure(
        f"S14 planted faults found, {name}", share, "%", goal=f">= {_GOAL}", detail=detail
    )
    print(json.dumps(told, ensure_ascii=False), flush=True)  # noqa: T201 -- this is its output


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
