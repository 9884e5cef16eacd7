"""The child's phone needs no network and no flag of the browser: loopback is enough."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

_APART = ("unshare", "--map-root-user", "--net")


def a_network_of_its_own() -> tuple[str, ...]:
    """The command that gives one; nothing where this machine does not let us have one."""
    if shutil.which(_APART[0]) is None:
        return ()
    tried = subprocess.run([*_APART, "true"], check=False, capture_output=True)  # noqa: S603 -- our own words
    return _APART if tried.returncode == 0 else ()


def test_a_child_calls_hears_and_presses_where_there_is_only_loopback(tmp_path: Path) -> None:
    apart = a_network_of_its_own()
    module = "tests.practice_line.audio.only_loopback"

    ran = subprocess.run(  # noqa: S603 -- our own program
        [*apart, sys.executable, "-m", module, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    assert told["interfaces"] == ["lo"] or not apart
    assert told["keys"] == ["2"]
