"""The wheel holds all that commands need: installed into an empty folder, it works outside of the checkout."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from processes import khabar_environment

from etl.version import RELEASE

SOURCES = ("etl", "sql", "pyproject.toml", "README.md", "LICENSE")  # what the image is built from, too
COMMIT = "0123456789abcdef0123456789abcdef01234567"
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel; the packages that it needs are those of this Python."""
    for module in ("setuptools", "pip"):
        pytest.importorskip(module, reason=f"{module} is not installed, so no wheel can be built: tools/setup.sh all")
    source, wheels, target = (tmp_path_factory.mktemp(name) for name in ("source", "wheels", "target"))
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    call(sys.executable, "-c", BUILD, str(wheels), folder=source, environment=os.environ | {"COMMIT": COMMIT})
    [wheel] = wheels.iterdir()
    pip = (sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(target), str(wheel))
    call(*pip, folder=source, environment=dict(os.environ))
    return target


def call(*command: str, folder: Path, environment: dict[str, str]) -> str:
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def khabar(installed: Path, *arguments: str, folder: Path, environment: dict[str, str]) -> str:
    """What the installed program prints, run in a folder outside of the checkout."""
    environment = environment | {"PYTHONPATH": str(installed)}
    return call(str(installed / "bin" / "khabar"), *arguments, folder=folder, environment=environment)


def test_the_wheel_holds_every_file_of_the_package_and_all_sql(installed: Path) -> None:
    wanted = {
        path.relative_to(ROOT)
        for folder in ("etl", "sql")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    wanted = {Path("etl") / path if path.parts[0] == "sql" else path for path in wanted}
    found = {path.relative_to(installed) for path in (installed / "etl").rglob("*") if path.is_file()}

    assert wanted - found == set()


def test_the_wheel_has_the_commit_that_was_built_in(installed: Path, tmp_path: Path) -> None:
    assert khabar(installed, "--version", folder=tmp_path, environment=dict(os.environ)) == (
        f"khabar {RELEASE}+g{COMMIT[:12]}\n"
    )


def test_the_wheel_parses(installed: Path, tmp_path: Path) -> None:
    printed = khabar(installed, "parse", str(ROOT / "seeds"), folder=tmp_path, environment=dict(os.environ))

    outcomes = [json.loads(line)["outcome"] for line in printed.splitlines()]
    assert len(outcomes) > 20
    assert set(outcomes) == {"parsed", "rejected", "skipped"}


def test_the_wheel_makes_the_tables_loads_and_asks(installed: Path, empty_database_url: str, tmp_path: Path) -> None:
    environment = khabar_environment(empty_database_url)

    printed = khabar(installed, "run", str(ROOT / "seeds"), "--json", folder=tmp_path, environment=environment)
    asked = khabar(installed, "queries", folder=tmp_path, environment=environment)

    assert json.loads(printed)["loaded"] > 15
    assert "Key facts per day" in asked
