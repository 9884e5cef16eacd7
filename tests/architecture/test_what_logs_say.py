"""The log and its alarms: a written list of what a row may hold besides its name."""

import ast

from tests.architecture.repository import ROOT, python_files, tree_of

_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
# Ids, codes, counts and names of our own parts. `why` is a failure's text, redacted like all of them.
MAY_SAY = {
    "act", "answer", "call", "cases", "code", "contacts", "exc_info", "id", "item", "job", "kind",
    "orphan_keys", "other_rows", "parameter", "part", "path", "person", "ref", "roster", "route",
    "sessions", "shift", "stuck", "training", "tries", "what", "why",
}  # fmt: skip


def _rows() -> list[tuple[str, ast.Call]]:
    """Every call of a log outside the practice line, which knows nothing of children."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in python_files()
        if ROOT / "helpline" in path.parents and "practice_line" not in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LEVELS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
    ]


def test_every_row_of_the_log_says_only_what_the_list_allows() -> None:
    said = {place: {str(each.arg) for each in call.keywords} - MAY_SAY for place, call in _rows()}

    assert len(said) > 20
    assert {place: names for place, names in said.items() if names} == {}


def test_every_row_has_a_name_of_its_own_and_no_value_in_it() -> None:
    without = [
        place
        for place, call in _rows()
        if len(call.args) != 1 or isinstance(call.args[0], (ast.JoinedStr, ast.BinOp, ast.Call))
    ]

    assert without == []
