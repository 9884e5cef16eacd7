"""The table of the verification standard, and the names of all tests."""

import ast
import re

from tests.architecture.repository import ROOT, python_files, tree_of

TABLE = ROOT / "helpline/decisions/0015-how-far-we-meet-the-verification-standard.md"
_ROW = re.compile(r"\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|")


def rows() -> list[tuple[str, str, str]]:
    return [match.groups() for match in _ROW.finditer(TABLE.read_text("utf-8"))]  # type: ignore[misc] # three groups


def names_of_tests() -> set[str]:
    return {
        node.name
        for path in python_files()
        if ROOT / "tests" in path.parents
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
