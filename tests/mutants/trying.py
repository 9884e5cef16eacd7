"""One mutant before its tests, in a process of its own that has read everything but our modules."""

import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

import pytest

_WITHIN_S = 180
_FOUND, _NOT_FOUND, _BROKEN = 0, 1, 2
# Read once, before the first mutant: none of them imports anything of ours.
_NOT_OURS = (
    "alembic.command",
    "cryptography.hazmat.primitives.ciphers.aead",
    "highspy",
    "hypothesis.strategies",
    "numpy",
    "psycopg",
    "sqlalchemy.dialects.sqlite",
    "structlog",
)


def get_ready() -> None:
    for name in _NOT_OURS:
        importlib.import_module(name)


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the module with the fault in it to whoever imports it."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self.path)

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.path
        exec(compile(self.tree, self.path, "exec"), module.__dict__)  # noqa: S102 -- our own module


class CannotTry(Exception):
    """The tests did not run, with or without the fault: that says nothing about it."""


def is_caught(module: str, path: str, tree: ast.Module, tests: Sequence[str]) -> bool:
    """Whether a test fails, or the module cannot be read, or none comes to an end. Raises CannotTry."""
    child = os.fork()
    if not child:
        signal.alarm(_WITHIN_S)
        ended = _BROKEN
        try:
            ended = _try(module, path, tree, tests)
        finally:
            os._exit(ended)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.WEXITSTATUS(status) == _BROKEN:
        raise CannotTry(module)
    return os.WEXITSTATUS(status) == _FOUND


def _try(module: str, path: str, tree: ast.Module, tests: Sequence[str]) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, _Planted(module, path, tree))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = (
        "1"  # none of them is needed here, and they are slow
    )
    # One database is enough here: what is tried knows nothing of them.
    asked = ["-o", "addopts=", "-x", "-q", "-p", "no:cacheprovider", "-k", "not postgresql"]
    ended = pytest.main([*asked, *tests])
    if ended == pytest.ExitCode.OK:
        return _NOT_FOUND
    # A usage error is a module that cannot be read any more, where our conftest reads it.
    return _BROKEN if ended == pytest.ExitCode.NO_TESTS_COLLECTED else _FOUND
