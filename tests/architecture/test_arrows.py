"""Who may know whom."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.repository import ROOT, tree_of


def test_the_contracts_between_packages_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own tool

    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_config_reads_the_environment_with_the_standard_library_alone() -> None:
    ours = ("config.py", "setting_readers.py")
    imported = {name.partition(".")[0] for each in ours for name in _imports(ROOT / each)}

    assert imported - {"setting_readers"} <= sys.stdlib_module_names


def test_wsgi_knows_only_the_settings_and_the_application() -> None:
    imported = {name.partition(".")[0] for name in _imports(ROOT / "wsgi.py")}

    assert imported <= {"config", "helpline"}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found
