"""The commands in the README are run, and print what the README shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"KHABAR_DATA_DIR": str(folder / "khabar"), "PATH": path, "PAGER": "cat"}
    environment.pop("COLUMNS", None)
    yield environment
    subprocess.run(["khabar", "db", "down"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_the_readme_shows_what_its_commands_print(environment, rewrite_golden):
    page = README.read_text(encoding="utf-8")
    shown = BLOCK.findall(page)
    printed = [run_block(block, environment) for block in shown]
    if rewrite_golden:
        for old, new in zip(shown, printed, strict=True):
            page = page.replace(f"```console\n{old}```", f"```console\n{new}```")
        README.write_text(page, encoding="utf-8")
        shown = printed

    assert shown == printed


def run_block(block: str, environment: dict[str, str]) -> str:
    """The commands of a block, each with what it prints on stdout."""
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{output_of(command, environment)}" for command in commands)


def output_of(command: str, environment: dict[str, str]) -> str:
    result = subprocess.run(
        shlex.split(command), env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stderr
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("make")) + "\n"
