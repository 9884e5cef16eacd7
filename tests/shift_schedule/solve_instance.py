"""Solve a public rostering instance: `python -m tests.shift_schedule.solve_instance FILE --seconds 60 --json`.

Prints cost, bound, seconds, what the evaluator finds broken, and each person's kind of shift by day.
Needs the extra `roster`; without it the plain roster is judged.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

if not __package__:  # run as a file: the repository is two folders up
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from helpline.rota.making.evaluate import broken, line_of
from helpline.rota.making.make_roster import make_roster
from helpline.rota.making.problem import Made, Problem
from tests.shift_schedule.nrp_format import read_instance


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    asked = parser.parse_args(arguments)
    problem = read_instance(asked.file.read_text("utf-8"))
    made = make_roster(problem, seconds=asked.seconds)
    print(json.dumps(as_json(problem, made)) if asked.json else as_table(problem, made))  # noqa: T201
    return 1 if broken(problem, made.assigned) else 0


def as_json(problem: Problem, made: Made) -> dict[str, Any]:
    return {
        "cost": made.cost,
        "bound": made.bound,
        "seconds": made.seconds,
        "broken": [
            [each.person_id, each.day, each.rule] for each in broken(problem, made.assigned)
        ],
        "steps": [list(step) for step in made.steps],
        "roster": {
            worker.id: line_of(problem, worker.id, made.assigned) for worker in problem.workers
        },
    }


def as_table(problem: Problem, made: Made) -> str:
    lines = [
        f"{worker.id:>4} "
        + " ".join(code or "." for code in line_of(problem, worker.id, made.assigned))
        for worker in problem.workers
    ]
    found = len(broken(problem, made.assigned))
    lines.append(f"cost {made.cost}, bound {made.bound}, {made.seconds} s, {found} rules broken")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
