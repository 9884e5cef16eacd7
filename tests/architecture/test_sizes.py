"""Files and functions stay small enough to be read at once."""

import ast

from tests.architecture.repository import python_files, read_in_pieces, shown, tree_of

LONGEST_FILE = 250
# Settings, how they are read and what is unsafe stand in the one module that the top level has for them.
LONGER_FOR_A_REASON = {"config.py": 400}
LONGEST_FUNCTION = 40
LONGEST_STORY = 60  # a whole life of a call, told in order, is read from top to bottom


def test_no_file_of_code_is_longer_than_a_reader_can_hold() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in read_in_pieces()}

    assert len(lengths) > 100
    assert {
        name: lines
        for name, lines in lengths.items()
        if lines > LONGER_FOR_A_REASON.get(name, LONGEST_FILE)
    } == {}


def _longest(place: str) -> int:
    told = place.startswith(("tests/lives/", "tests/browser/", "tests/practice_line/audio/"))
    return LONGEST_STORY if told else LONGEST_FUNCTION


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in read_in_pieces()
        if path.suffix == ".py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert len(lengths) > 500
    assert {name: lines for name, lines in lengths.items() if lines > _longest(name)} == {}


def test_every_module_opens_by_saying_what_lives_there() -> None:
    silent = [shown(path) for path in python_files() if not ast.get_docstring(tree_of(path))]

    assert silent == []
