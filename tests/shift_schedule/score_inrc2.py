"""Score weekly plans of the second nurse rostering competition by its rules.

`python -m tests.shift_schedule.score_inrc2 --scenario F --history F --weeks F… --solutions F… [--json]`
prints the breaches of each hard rule, the cost of each soft one and the total; `--each` every charge.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

if not __package__:  # run as a file: the repository is two folders up
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.shift_schedule.inrc2_format import read_history, read_plan, read_scenario, read_week
from tests.shift_schedule.inrc2_model import FormatError, Period
from tests.shift_schedule.inrc2_score import HARD, SOFT, Charge, Score, charges, score

_File = TypeVar("_File")


def main(arguments: list[str]) -> int:
    """0 for plans that keep every hard rule, 1 for others, 2 for files that cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scenario", type=Path, required=True)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--weeks", type=Path, nargs="+", required=True, help="in order")
    parser.add_argument(
        "--solutions", type=Path, nargs="+", required=True, help="one a week, in order"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--each", action="store_true", help="every single charge as well")
    asked = parser.parse_args(arguments)
    try:
        period = Period(
            scenario=_read(asked.scenario, read_scenario),
            history=_read(asked.history, read_history),
            weeks=tuple(_read(path, read_week) for path in asked.weeks),
            plans=tuple(_read(path, read_plan) for path in asked.solutions),
        )
    except (FormatError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    found, every = score(period), [*charges(period)] if asked.each else None
    print(as_json(found, every) if asked.json else as_lines(found, every or []))  # noqa: T201
    return 1 if any(found.hard.values()) else 0


def _read(path: Path, read: Callable[[str], _File]) -> _File:
    try:
        return read(path.read_text("utf-8"))
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error


def as_json(found: Score, every: list[Charge] | None) -> str:
    told = {"hard": found.hard, "soft": found.soft, "total": found.total}
    if every is not None:
        told["charges"] = [asdict(charge) for charge in every]
    return json.dumps(told)


def as_lines(found: Score, every: list[Charge]) -> str:
    lines = [f"{each.rule} {each.cost} day {each.day} {each.nurse} {each.about}" for each in every]
    lines += [f"{rule} {HARD[rule]}: {breaches}" for rule, breaches in found.hard.items()]
    lines += [f"{rule} {SOFT[rule]}: {cost}" for rule, cost in found.soft.items()]
    return "\n".join([*lines, f"total: {found.total}"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
