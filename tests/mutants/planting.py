"""One small fault a time in the syntax of a module: a comparison turned, a number moved, a call left out."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_Change = Callable[[ast.AST], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    line: int
    what: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Each differs from the module in one place. Words for people, and what only types see, are left."""
    whole = ast.parse(source)
    left = {id(each) for node in ast.walk(whole) for each in _only_for_people(node)}
    for place, node in enumerate(ast.walk(whole)):
        if id(node) in left:
            continue
        for number in range(len(_changes(node))):
            tree = copy.deepcopy(whole)
            there = next(each for at, each in enumerate(ast.walk(tree)) if at == place)
            what = _changes(there)[number](there)
            yield Mutant(
                line=getattr(node, "lineno", 0), what=what, tree=ast.fix_missing_locations(tree)
            )


def _only_for_people(node: ast.AST) -> Iterator[ast.AST]:
    """How a value class is made, and types."""
    roots: list[ast.AST | None] = [*getattr(node, "decorator_list", ())]
    roots += [getattr(node, "annotation", None), getattr(node, "returns", None)]
    for root in roots:
        if root is not None:
            yield from ast.walk(root)


def _changes(node: ast.AST) -> list[_Change]:
    return [change for fits, change in _CHANGES if fits(node)]


def _turn(node: ast.AST) -> str:
    assert isinstance(node, ast.Compare)
    earlier = type(node.ops[0])
    node.ops[0] = _TURNED[earlier]()
    return f"{earlier.__name__} became {type(node.ops[0]).__name__}"


def _swap(node: ast.AST) -> str:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return f"became {type(node.op).__name__}"


def _affirm(node: ast.AST) -> str:
    assert isinstance(node, ast.UnaryOp)
    node.op, node.operand = ast.Not(), ast.UnaryOp(op=ast.Not(), operand=node.operand)
    return "a not was left out"


def _operate(node: ast.AST) -> str:
    assert isinstance(node, ast.BinOp)
    earlier = type(node.op)
    node.op = _OTHER[earlier]()
    return f"{earlier.__name__} became {type(node.op).__name__}"


def _move(node: ast.AST) -> str:
    assert isinstance(node, ast.Constant)
    earlier = node.value
    node.value = (
        (not earlier)
        if isinstance(earlier, bool)
        else (earlier if isinstance(earlier, int) else 0) + 1
    )
    return f"{earlier!r} became {node.value!r}"


def _never(node: ast.AST) -> str:
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.Constant(value=False)
    return "a condition never holds"


def _is_none(node: ast.AST | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _give_nothing(node: ast.AST) -> str:
    assert isinstance(node, ast.Return)
    node.value = ast.Constant(value=None)
    return "nothing is given back"


def _leave_out(node: ast.AST) -> str:
    if isinstance(node, ast.AugAssign):
        node.value = ast.BinOp(left=node.value, op=ast.Sub(), right=node.value)
        return "nothing is added"
    assert isinstance(node, ast.Expr)
    node.value = ast.Constant(value=None)
    return "a call was left out"


_CHANGES: tuple[tuple[Callable[[ast.AST], bool], _Change], ...] = (
    (lambda node: isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED, _turn),
    (lambda node: isinstance(node, ast.BoolOp), _swap),
    (lambda node: isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not), _affirm),
    (
        lambda node: isinstance(node, ast.BinOp) and type(node.op) in _OTHER,
        _operate,
    ),
    (lambda node: isinstance(node, ast.Constant) and isinstance(node.value, int), _move),
    (lambda node: isinstance(node, ast.If | ast.IfExp | ast.While), _never),
    (lambda node: isinstance(node, ast.Return) and not _is_none(node.value), _give_nothing),
    (lambda node: isinstance(node, ast.Expr) and isinstance(node.value, ast.Call), _leave_out),
    (lambda node: isinstance(node, ast.AugAssign), _leave_out),
)
