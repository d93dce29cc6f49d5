"""Small faults put into a reference solution, one at a time: a test that lets them live tests too little."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

_COMPARE: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_BUILTINS = {"min": "max", "max": "min", "any": "all", "all": "any", "argmax": "argmin", "argmin": "argmax"}
# Code that only words an error or an explanation: no test asserts on it, so a fault there says nothing.
_SKIPPED = (ast.Raise, ast.Assert)

Change = Callable[[ast.AST], None]


def mutants(source: str) -> list[str]:
    """Sources that differ from `source` by one fault in a comparison, an arithmetic or truth operator, a
    constant, a condition, a call or a `return`. Without repeats; the source itself is not among them.

    Raises SyntaxError when `source` is no Python.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    found: dict[str, None] = {}
    for index, node in enumerate(_nodes(tree)):
        for change in _changes(node):
            twin = copy.deepcopy(tree)
            change(_nodes(twin)[index])
            ast.fix_missing_locations(twin)
            with_fault = ast.unparse(twin)
            try:
                compile(with_fault, "<mutant>", "exec")
            except (SyntaxError, ValueError):
                continue
            if with_fault != original:
                found[with_fault] = None
    return list(found)


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """All nodes but docstrings, annotations and what only words an error."""
    found = [tree]
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns") or isinstance(tree, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, _SKIPPED):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            found += _nodes(child)
    return found


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            for other in _COMPARE.get(type(op), []):
                yield lambda m, n=n, other=other: m.ops.__setitem__(n, other())  # type: ignore[misc]
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _ARITHMETIC:
        other_op = _ARITHMETIC[type(node.op)]
        yield lambda m: setattr(m, "op", other_op())
    elif isinstance(node, ast.BoolOp):
        flipped = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda m: setattr(m, "op", flipped())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not, ast.Invert)):
        yield lambda m: _become(m, m.operand)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield lambda m: setattr(m, "test", ast.UnaryOp(ast.Not(), m.test))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and node.value is not None:
        yield lambda m: setattr(m, "value", ast.Constant(None))
    elif isinstance(node, ast.Name) and node.id in _BUILTINS and isinstance(node.ctx, ast.Load):
        yield lambda m: setattr(m, "id", _BUILTINS[m.id])  # type: ignore[attr-defined]
    elif isinstance(node, ast.Attribute) and node.attr in _BUILTINS:
        yield lambda m: setattr(m, "attr", _BUILTINS[m.attr])  # type: ignore[attr-defined]
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield lambda m: m.ifs.clear()  # type: ignore[attr-defined]
    elif isinstance(node, ast.Call) and node.keywords:
        for n, keyword in enumerate(node.keywords):
            if keyword.arg:
                yield lambda m, n=n: m.keywords.pop(n)  # type: ignore[misc]


def _constants(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield lambda m: setattr(m, "value", not value)
    elif isinstance(value, (int, float)):
        yield lambda m: setattr(m, "value", value + 1)
        if value not in (0, 1):
            yield lambda m: setattr(m, "value", value - 1)
    elif isinstance(value, str) and value:
        yield lambda m: setattr(m, "value", value + "?")


def _become(node: ast.AST, other: ast.AST) -> None:
    """Turns a node into another in place, since its parent holds on to it."""
    node.__class__ = other.__class__  # type: ignore[assignment]
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)
