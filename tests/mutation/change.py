"""Bring a mutant into the running process: the code of one function is exchanged, or the value of one constant."""

import ast
import gc
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType, ModuleType
from typing import Any

from mutation.mutants import Mutant, constants_of, mutated


class NotApplicableError(Exception):
    """The function cannot be reached: nothing was changed."""


def change(mutant: Mutant, module: ModuleType) -> None:
    """Make the mutant real in this process. Raises NotApplicableError."""
    tree = mutated(mutant)
    if mutant.is_constant:
        _change_constants(tree, mutant.scope, module)
    else:
        function = _function(module, mutant.scope)
        _exchange(function.__code__, _code(compile(tree, str(mutant.path), "exec"), mutant.scope))
    for value in vars(module).values():
        if isinstance(value, _lru_cache_wrapper):  # it knows the answers of the code before
            value.cache_clear()


def _function(module: ModuleType, scope: str) -> FunctionType:
    *owners, name = scope.split(".")
    found: Any = module
    for owner in owners:
        found = getattr(found, owner)
    found = found.__dict__.get(name)
    found = getattr(found, "fget", found)  # a property
    found = getattr(found, "__func__", found)  # a class method
    while hasattr(found, "__wrapped__"):  # a cache, a context manager
        found = found.__wrapped__
    if not isinstance(found, FunctionType):
        raise NotApplicableError(scope)
    return found


def _exchange(old: CodeType, new: CodeType) -> None:
    """Give new code to every function that has the old: also to those that a function has made, with theirs."""
    gc.unfreeze()  # what is frozen is not found
    for function in gc.get_referrers(old):
        if isinstance(function, FunctionType):
            function.__code__ = new
    inner = {code.co_name: code for code in new.co_consts if isinstance(code, CodeType)}
    for code in old.co_consts:
        if isinstance(code, CodeType) and not code.co_name.startswith("<") and code.co_name in inner:
            _exchange(code, inner[code.co_name])


def _code(code: CodeType, scope: str) -> CodeType:
    for name in scope.split("."):
        code = next(each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name)
    return code


def _change_constants(tree: ast.Module, name: str, module: ModuleType) -> None:
    """The constant, and those that are made of it, wherever they were imported."""
    fresh = dict(vars(module))
    for each, statement in _made_of(name, tree).items():
        exec(compile(ast.Module([statement], []), str(module.__file__), "exec"), fresh)
        for user in _users(each, getattr(module, each)):
            setattr(user, each, fresh[each])


def _made_of(name: str, tree: ast.Module) -> dict[str, ast.stmt]:
    """A constant and those that are made of it, in the order of the module."""
    found: dict[str, ast.stmt] = {}
    for each, statement in constants_of(tree):
        names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        if each == name or names & found.keys():
            found[each] = statement
    return found


def _users(name: str, value: object) -> Iterator[ModuleType]:
    for module in list(sys.modules.values()):
        if module.__name__.startswith("etl") and getattr(module, name, None) is value:
            yield module


def readers_of(mutant: Mutant, trees: dict[str, ast.Module]) -> set[tuple[str, int]]:
    """The lines, by file, that read a constant or one that is made of it."""
    names = _made_of(mutant.scope, trees[str(mutant.path)])
    return {
        (file, node.lineno)
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in names
    }
