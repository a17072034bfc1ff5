"""The commands in the README and in docs/first-run.md are run, and print what these pages show."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from checkout import ROOT
from processes import run_khabar

PAGES = (ROOT / "README.md", ROOT / "docs" / "first-run.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
LEFT_OUT = "...\n"  # stands for the rest of an output

OutputOf = Callable[[str], str]


@pytest.fixture(scope="module")
def output_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OutputOf]:
    """What a command prints on stdout; one that both pages show is run once."""
    folder = tmp_path_factory.mktemp("readme")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"KHABAR_DATA_DIR": str(folder / "khabar"), "PATH": path, "PAGER": "cat"}
    environment.pop("COLUMNS", None)

    @cache
    def run(command: str) -> str:
        words = shlex.split(command)
        if words[0] == "khabar":
            result = run_khabar(*words[1:], environment=environment, folder=ROOT)
        else:
            result = subprocess.run(
                words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
            )
        assert result.returncode == 0, result.stderr
        lines = [line.rstrip() for line in result.stdout.splitlines()]
        return "".join(f"{line}\n" for line in lines if not line.startswith("make"))

    yield run
    run("khabar db down")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_its_commands_print(path: Path, output_of: OutputOf, rewrite_golden: bool) -> None:
    page = path.read_text(encoding="utf-8")
    expected = BLOCK.sub(lambda block: f"```console\n{run_block(block[1], output_of)}```", page)
    if rewrite_golden:
        path.write_text(expected, encoding="utf-8")
        page = expected

    assert BLOCK.search(page)
    assert page == expected


def run_block(block: str, output_of: OutputOf) -> str:
    """The commands of a block, each with what it prints, as much of it as the block shows."""
    return "".join(f"$ {command}\n{as_much(output_of(command), shown)}" for command, shown in COMMAND.findall(block))


def as_much(printed: str, shown: str) -> str:
    """What was printed, cut where the page has left something out."""
    if not shown.endswith(LEFT_OUT):
        return printed
    lines = printed.splitlines(keepends=True)
    count = shown.count("\n") - 1
    return "".join(lines[:count]) + (LEFT_OUT if count < len(lines) else "")
