"""Bugs planted in the step, one at a time: each must be noticed by the promises or by the search."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType


@dataclass(frozen=True, kw_only=True)
class Planted:
    """In `module`, within `function`, the words `right` are replaced by `wrong`."""

    name: str
    module: str
    function: str
    right: str
    wrong: str


@contextmanager
def planted(bug: Planted) -> Iterator[None]:
    """The function keeps its identity and gets the wrong code; afterwards the right one is back."""
    function = getattr(importlib.import_module(f"routing.{bug.module}"), bug.function)
    right = function.__code__
    function.__code__ = _wrong_code(function, bug)
    try:
        yield
    finally:
        function.__code__ = right


def _wrong_code(function: FunctionType, bug: Planted) -> CodeType:
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(bug.right) == 1, (
        f"{bug.name}: the words are there {source.count(bug.right)} times"
    )
    wrong = source.replace(bug.right, bug.wrong)
    namespace = dict(function.__globals__)
    exec(compile(ast.parse(wrong), bug.name, "exec"), namespace)  # noqa: S102 -- our own source, one word changed
    made: Callable[..., object] = namespace[bug.function]
    code: CodeType = made.__code__
    return code
