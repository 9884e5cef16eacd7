"""Tests that need the extra `roster` run where it is installed; elsewhere their absence is told."""

import pytest

from helpline.rota.making.make_roster import can_solve

collect_ignore = [] if can_solve() else ["test_solvers.py", "test_design.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not can_solve():
        terminalreporter.write_line(
            "The extra `roster` is not installed: its solvers were not held against all rosters."
        )
