"""The image and its mounts are made of what a clean checkout has: git keeps no empty folder."""

import re
import subprocess
from pathlib import PurePosixPath

import pytest
import yaml
from checkout import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
IGNORED = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

COPIED = [source for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for source in line.split()[:-1]]
MOUNTS = {str(mount) for service in SERVICES.values() for mount in service.get("volumes", [])}
MOUNTED = sorted(mount.split(":")[0].removeprefix("./") for mount in MOUNTS if mount.startswith("./"))


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The files of a clean checkout."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no checkout of git")
    return listed.stdout.rstrip("\0").split("\0")


def below(source: str, tracked: list[str]) -> list[str]:
    return [path for path in tracked if PurePosixPath(path).is_relative_to(source)]


def is_sent(path: str) -> bool:
    """Whether docker build sends a file: the last line of .dockerignore that names it or a folder above it decides."""
    names = [PurePosixPath(path), *PurePosixPath(path).parents]
    decisions = [line[0] == "!" for line in IGNORED if any(name.match(line.removeprefix("!")) for name in names)]
    return not decisions or decisions[-1]


@pytest.mark.parametrize("source", COPIED)
def test_what_the_image_copies_is_in_a_clean_checkout(source: str, tracked: list[str]) -> None:
    assert below(source, tracked) != []


@pytest.mark.parametrize("source", COPIED)
def test_what_the_image_copies_is_sent_to_the_build(source: str, tracked: list[str]) -> None:
    assert [path for path in below(source, tracked) if not is_sent(path)] == []


@pytest.mark.parametrize("source", MOUNTED)
def test_what_compose_mounts_is_in_a_clean_checkout(source: str, tracked: list[str]) -> None:
    assert below(source, tracked) != []


def test_there_is_something_to_copy_and_to_mount() -> None:
    assert {"etl", "sql", "dags"} <= set(COPIED)
    assert "dags" in MOUNTED
    assert not is_sent("tests/test_image.py")
    assert not is_sent(".env")
