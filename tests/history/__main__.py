"""`make kills`: so many runs of so many calls on PostgreSQL, one process killed in each."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from helpline.telephony.prompts.make import make_placeholders
from tests.history.storm import Storm, open_storm
from tests.servers import fresh_database


def main() -> int:
    """Prints one line of JSON a run; the exit code says whether a fault was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--calls", type=int, default=1000)
    asked.add_argument("--at-once", type=int, default=24)
    asked.add_argument("--counsellors", type=int, default=18)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prompts, data = Path(folder, "spoken"), Path(folder, "data")
        make_placeholders(prompts)
        data.mkdir()
        staff, seed = wanted.counsellors, wanted.seed
        with open_storm(
            data, fresh_database(f"kills_{int(time.time())}"), prompts, counsellors=staff, seed=seed
        ) as storm:
            found = sum(_run(storm, number, wanted) for number in range(wanted.runs))
    return 1 if found else 0


def _run(storm: Storm, number: int, wanted: argparse.Namespace) -> int:
    """How many faults were found."""
    name = ("web", "jobs")[number % 2]
    history, took_s = storm.run(calls=wanted.calls, at_once=wanted.at_once, kills=[name])
    faults = history.faults()
    outcomes = [str(call["outcome"]) for call in history.calls]
    told = {
        "run": number + 1,
        "killed": name,
        "calls": len(history.calls),
        "seconds": round(took_s, 1),
        "outcomes": {each: outcomes.count(each) for each in sorted({*outcomes})},
        "never_reached_us": storm.never_reached,
        "live_legs": len(storm.live_legs()),
        "faults": faults[:20],
        "number_of_faults": len(faults),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
