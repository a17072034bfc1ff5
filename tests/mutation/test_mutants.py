"""The mutants themselves: each is another program, and can be brought into a process that runs."""

import gc
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from mutation.change import change
from mutation.mutants import mutants_of

CODE = '''"""A module."""

from functools import cache

LIMIT = 3
TWICE = LIMIT * 2


class Scale:
    """A class."""

    @property
    def is_even(self) -> bool:
        """A property."""
        return not TWICE % 4


def doubler():
    """A function that makes one."""

    def double(number: int) -> int:
        return number * 2

    return double


DOUBLE = doubler()


@cache
def is_large(number: int) -> bool:
    """A function."""
    if number < 0:
        raise ValueError("negative")
    return number >= LIMIT
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "etl_sample.py"
    path.write_text(CODE)
    return path


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("etl_sample", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_only_people_read_is_left_alone(path: Path) -> None:
    assert not [mutant for mutant in mutants_of(path) if "negative" in mutant.change.partition(" instead of ")[2]]
    assert not [mutant for mutant in mutants_of(path) if "A function" in mutant.change]


def test_a_function_that_was_made_by_a_function_changes_too(path: Path) -> None:
    module = load(path)
    gc.freeze()  # as after the collection of the tests
    change(next(each for each in mutants_of(path) if "`number // 2`" in each.change), module)

    assert module.DOUBLE(8) == 4


@pytest.mark.parametrize(
    ("change_to", "limit", "large", "even"),
    [
        ("`4` instead of `3`", 4, [False, True], True),
        ("`number > LIMIT` instead", 3, [False, True], False),
        ("return None instead of `number >= LIMIT", 3, [None, None], False),
        ("`TWICE % 4` instead of", 3, [True, True], 2),
        ("without `raise", 3, [True, True], False),
    ],
)
def test_a_mutant_is_real_at_once(
    monkeypatch: pytest.MonkeyPatch, path: Path, change_to: str, limit: int, large: list[bool | None], even: object
) -> None:
    module = load(path)
    monkeypatch.setitem(sys.modules, "etl_sample", module)
    mutant = next(each for each in mutants_of(path) if change_to in each.change)

    assert [module.is_large(3), module.is_large(4)] == [True, True]

    change(mutant, module)

    assert limit == module.LIMIT
    assert 2 * limit == module.TWICE
    assert [module.is_large(3), module.is_large(4)] == large
    assert module.Scale().is_even == even
