"""Small changes of the code that a test should notice: where they are, and the changed module."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
SMALL = 100  # numbers below are changed by 1, others doubled
# What only a person reads: no test should hold its words.
MESSAGE = re.compile(r"[A-Za-z]+(?: [\w,.:;'-]+)+")
MESSAGES = ("detail", "description", "help")
LOGGERS = ("debug", "info", "warning", "error", "exception")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the `number`-th that `mutants_of` finds in its file."""

    path: Path
    number: int
    line: int
    scope: str  # qualified name of the function, or the name of the constant
    is_constant: bool
    change: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.scope}: {self.change}"


@dataclass(frozen=True, slots=True)
class _Site:
    """A place in the tree, and what stands there in the mutant."""

    node: ast.AST
    field: str
    index: int | None
    new: ast.AST | None
    change: str

    def apply(self) -> None:
        if self.index is None:
            setattr(self.node, self.field, self.new)
        else:
            getattr(self.node, self.field)[self.index] = self.new


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Mutant(path, number, _line(site), scope, is_constant, site.change)
        for number, (scope, is_constant, site) in enumerate(_sites(tree))
    ]


def mutated(mutant: Mutant) -> ast.Module:
    """The module of a file with one change."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    _, _, site = next(found for number, found in enumerate(_sites(tree)) if number == mutant.number)
    site.apply()
    return ast.fix_missing_locations(tree)


def constants_of(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The constants of a module: names that are assigned a value, but for entries of registries."""
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(targets[0], ast.Name):
            yield targets[0].id, statement


def _sites(tree: ast.Module) -> Iterator[tuple[str, bool, _Site]]:
    for name, statement in constants_of(tree):
        value = getattr(statement, "value", None)
        is_entry = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id[:1].isupper()
        if value is not None and not is_entry and name.isupper():
            for site in _below(statement):
                yield name, True, site
    yield from ((scope, False, site) for scope, site in _of_functions(tree, ""))


def _of_functions(parent: ast.AST, prefix: str) -> Iterator[tuple[str, _Site]]:
    for node in getattr(parent, "body", []):
        if isinstance(node, ast.ClassDef):
            yield from _of_functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            for site in _body_sites(node):
                yield prefix + node.name, site


def _body_sites(function: ast.FunctionDef) -> Iterator[_Site]:
    for index, statement in enumerate(function.body):
        if index == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue  # the docstring
        yield from _of_statement(function, "body", index, statement)
        yield from _below(statement)


def _below(node: ast.AST) -> Iterator[_Site]:
    """All sites inside a node."""
    for field, value in ast.iter_fields(node):
        if _is_for_readers(node, field):
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.stmt):
                yield from _of_statement(node, field, index, child)
            elif isinstance(child, ast.AST):
                yield from _of_expression(node, field, index, child)
            if isinstance(child, ast.AST):
                yield from _below(child)


def _is_for_readers(node: ast.AST, field: str) -> bool:
    if isinstance(node, ast.Assert | ast.JoinedStr) or field in ("annotation", "returns", "exc", "decorator_list"):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in MESSAGES
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOGGERS


def _of_statement(node: ast.AST, field: str, index: int | None, child: ast.stmt) -> Iterator[_Site]:
    removable = isinstance(child, ast.Raise | ast.Continue | ast.Break | ast.AugAssign) or (
        isinstance(child, ast.Expr) and not isinstance(child.value, ast.Constant)
    )
    if removable and index is not None:
        yield _Site(node, field, index, ast.copy_location(ast.Pass(), child), f"without `{_shown(child)}`")
    if isinstance(child, ast.Return) and child.value is not None and not _is_false(child.value):
        new = ast.copy_location(ast.Return(value=ast.copy_location(ast.Constant(None), child)), child)
        yield _Site(node, field, index, new, f"return None instead of `{_shown(child.value)}`")
    if isinstance(child, ast.If | ast.While) and not isinstance(child.test, ast.Compare | ast.UnaryOp):
        new_test = ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=child.test), child.test)
        yield _Site(child, "test", None, new_test, f"not `{_shown(child.test)}`")
    if isinstance(child, ast.AugAssign) and (operator := OPERATORS.get(type(child.op))):
        yield _Site(child, "op", None, operator(), f"{operator.__name__} in `{_shown(child)}`")


def _of_expression(node: ast.AST, field: str, index: int | None, child: ast.AST) -> Iterator[_Site]:
    new: ast.AST
    match child:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARISONS:
            new = copy.copy(child)
            new.ops = [COMPARISONS[type(operator)]()]
        case ast.BoolOp():
            new = copy.copy(child)
            new.op = ast.Or() if isinstance(child.op, ast.And) else ast.And()
        case ast.UnaryOp(op=ast.Not()):
            new = child.operand
        case ast.BinOp() if type(child.op) in OPERATORS:
            new = copy.copy(child)
            new.op = OPERATORS[type(child.op)]()
        case ast.IfExp():
            new = copy.copy(child)
            new.body, new.orelse = child.orelse, child.body
        case ast.Constant() if (value := _other(child.value)) is not None:
            new = ast.Constant(value)
        case _:
            return
    yield _Site(node, field, index, ast.copy_location(new, child), f"`{_shown(new)}` instead of `{_shown(child)}`")


def _other(value: object) -> bool | float | str | bytes | None:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1 if value < SMALL else value * 2
        case str():
            return None if MESSAGE.fullmatch(value) else "" if value else "XX"
        case bytes():
            return b"" if value else b"XX"
        case _:
            return None


def _is_false(node: ast.expr) -> bool:
    """Whether None instead would say the same."""
    return isinstance(node, ast.Constant) and not node.value


def _shown(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines()[0][:80]


def _line(site: _Site) -> int:
    at = getattr(site.node, site.field)[site.index] if site.index is not None else getattr(site.node, site.field)
    return int(getattr(at, "lineno", 0) or getattr(site.node, "lineno", 1))
