"""The second half of `make kills`: the jobs process killed a thousand times around changes of duty."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from helpline.store.migrate import upgrade
from tests.history.lives_of_jobs import live_and_be_killed
from tests.servers import fresh_database


def main() -> int:
    """Prints one line of JSON; the exit code says whether anything was lost or doubled."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    url = fresh_database(f"rota_{int(time.time())}")
    upgrade(url)
    with tempfile.TemporaryDirectory() as folder:
        found = live_and_be_killed(Path(folder), url, wanted.kills, wanted.seed)
    told = {
        "kills": found.kills,
        "with_the_lease": found.acted,
        "seconds": round(found.seconds),
        "duties_on_record": found.on_record,
        "lost": found.lost,
        **found.doubled,
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
