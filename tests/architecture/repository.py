"""What lies in the repository, as the rules look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE_FOLDERS = ("helpline", "routing", "shift_schedule", "migrations", "tests")
VENDOR = ROOT / "helpline" / "console" / "static" / "vendor"
_OURS = (".py", ".js", ".mjs", ".css", ".html", ".toml", ".md", ".yaml", ".yml", ".json", ".mako")
_CODE = (".py", ".js", ".mjs", ".css")
_PLAIN = ("Makefile", "LICENSE", ".gitignore")
_NOT_OURS = ("__pycache__", "node_modules", "var")


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(path for path in _files() if path.suffix == ".py")


def read_in_pieces() -> list[Path]:
    """Code but for the migrations: each of those is one list, written once."""
    versions = ROOT / "migrations" / "versions"
    return [path for path in texts_of_ours() if path.suffix in _CODE and path.parent != versions]


@cache
def texts_of_ours() -> tuple[Path, ...]:
    """Every file somebody here has written: code, pages, docs, settings."""
    plain = (path for path in _files() if path.suffix in _OURS or path.name in _PLAIN)
    return (*plain, *sorted((ROOT / ".ci").iterdir()))


def _files() -> Iterator[Path]:
    top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix != ".txt"]
    below = (path for name in CODE_FOLDERS for path in (ROOT / name).rglob("*"))
    for path in sorted((*top, *below)):
        inside = path.relative_to(ROOT)
        if path.is_file() and VENDOR not in path.parents and _is_ours(inside):
            yield path


def _is_ours(inside: Path) -> bool:
    return not any(part in _NOT_OURS or part.endswith("_cache") for part in inside.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
