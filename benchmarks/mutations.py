"""Mutants: every small change of a module that could go wrong in writing it, one at a time."""

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

MODULE = "<module>"
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.USub: ast.UAdd,
}  # fmt: skip
PAIRS = ("min max", "any all", "first last", "idxmin idxmax", "left right", "low high", "stable quicksort")
WORDS = {name: other for pair in PAIRS for name, other in (pair.split(), reversed(pair.split()))}
# The name of a column or of an option, which every test that comes there notices, and prose, which no test repeats.
NAMES_AND_PROSE = re.compile(r"[a-z_]+|.*[^\W\d_]+ [^\W\d_]+.*", re.DOTALL)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Mutant(NamedTuple):
    """A changed module: the function in which it was changed, the line, what became of what, and its code.

    `key` stays the same as long as the function does.
    """

    function: str
    line: int
    change: str
    key: str
    code: CodeType


def functions(source: str) -> dict[int, str]:
    """The function, with its class, that each line of a body belongs to; inner functions belong to the outer one."""
    lines: dict[int, str] = {}
    for name, node in _scopes(ast.parse(source)):
        if name != MODULE:
            lines |= dict.fromkeys(range(node.body[0].lineno, (node.end_lineno or 0) + 1), name)
    return lines


def mutants(path: Path) -> Iterator[Mutant]:
    """The mutants of the module at `path`.

    An operator, a condition, a number, a short text or the order of two arguments is changed; annotations, docstrings,
    prose and the names of columns are not.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function, scope in _scopes(tree):
        inner = {id(node) for name, node in _scopes(tree) if function == MODULE != name}
        source, times = ast.unparse(scope) if function != MODULE else "", Counter[str]()
        for node, field, new in _changes(scope, inner):
            old, before = getattr(node, field), ast.unparse(node)
            setattr(node, field, new)
            change = f"{before} -> {ast.unparse(node)}"
            code = compile(ast.fix_missing_locations(tree), str(path), "exec")
            setattr(node, field, old)
            times[change] += 1
            key = hashlib.sha256(f"{function} {source} {change} {times[change]}".encode()).hexdigest()[:16]
            yield Mutant(function, node.lineno, change, key, code)


def _scopes(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    """The module, and each function and method in it with its name."""
    yield MODULE, tree
    for node in tree.body:
        if isinstance(node, FUNCTIONS):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{method.name}", method) for method in node.body if isinstance(method, FUNCTIONS))


def _changes(node: ast.AST, inner: set[int]) -> Iterator[tuple[Any, str, Any]]:
    """Each node below `node`, its field to be changed, and the new value of that.

    `strict` of a `zip` is left, for it changes nothing where the lengths are right.
    """
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            strict = isinstance(child, ast.keyword) and child.arg == "strict"
            if isinstance(child, ast.AST) and id(child) not in inner and not docstring and not strict:
                yield from _of_node(child)
                yield from _changes(child, inner)


def _of_node(node: ast.AST) -> Iterator[tuple[Any, str, Any]]:
    match node:
        case ast.Compare(ops=[operator, *others]):
            yield node, "ops", [OPERATORS[type(operator)](), *others]
        case ast.UnaryOp(op=ast.Not() | ast.Invert() as op):
            yield node, "operand", ast.UnaryOp(op, node.operand)
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.UnaryOp(op=op) | ast.AugAssign(op=op) if type(op) in OPERATORS:
            yield node, "op", OPERATORS[type(op)]()
        case ast.Constant(value=bool(value)):
            yield node, "value", not value
        case ast.Constant(value=int(value)):
            yield node, "value", value + 1
        case ast.Constant(value=float(value)):
            yield node, "value", value * 0.9 if value else 1.0
        case ast.Constant(value=str(value)) if value in WORDS or not NAMES_AND_PROSE.fullmatch(value):
            yield node, "value", WORDS.get(value, f"{value}~")
        case ast.Attribute(attr=name) if name in WORDS:
            yield node, "attr", WORDS[name]
        case ast.Name(id=name) if name in WORDS and isinstance(node.ctx, ast.Load):
            yield node, "id", WORDS[name]
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield node, "test", ast.UnaryOp(ast.Not(), node.test)
    match node:
        case ast.Call(func=ast.Name(id="min" | "max") | ast.Attribute(attr="maximum" | "minimum")):
            pass  # the order of what they compare changes nothing
        case ast.Call(args=[first, second, *rest]) if not isinstance(first, ast.Starred):
            if ast.dump(first) != ast.dump(second):
                yield node, "args", [second, first, *rest]
