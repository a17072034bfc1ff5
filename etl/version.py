"""The release of Khabar, and the commit of its code."""

import os
import re
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RELEASE = "0.1.0"
UNKNOWN = f"{RELEASE}+unknown"  # the release, or a commit before or after it
CHECKOUT = Path(__file__).parents[1]
COMMIT_DIGITS = 12


@cache
def code_version() -> str:
    """Release and commit as a PEP 440 version: 0.1.0+g28d5432af07c, in a changed checkout 0.1.0+g28d5432af07c.dirty.

    In a checkout, git gives the commit, because that may change after the installation. A wheel or an image has the
    version that was built into it. 0.1.0+unknown if the commit is not known.
    """
    if _is_checkout(CHECKOUT):
        return checkout_version(CHECKOUT)
    try:
        return version("khabar")
    except PackageNotFoundError:
        return UNKNOWN


def version_to_build() -> str:
    """The version that an installation, a wheel or a source archive gets; setuptools calls this.

    Without a git checkout, the environment variable COMMIT gives the commit (when an image is built), or the file
    PKG-INFO of a source archive gives the version.
    """
    return built_version(CHECKOUT, os.environ.get("COMMIT", ""))


def built_version(folder: Path, commit: str) -> str:
    """The version of the source code in this folder, which may be no checkout."""
    if _is_checkout(folder):
        return checkout_version(folder)
    if re.fullmatch(r"[0-9a-f]{7,40}", commit):
        return f"{RELEASE}+g{commit[:COMMIT_DIGITS]}"
    archive = folder / "PKG-INFO"
    found = re.search(r"^Version: (\S+)$", archive.read_text("utf-8"), re.MULTILINE) if archive.exists() else None
    return found[1] if found else UNKNOWN


def checkout_version(folder: Path) -> str:
    """Release and commit of a git checkout; 0.1.0+unknown if there is no git, or it refuses to read the checkout."""
    command = ("git", "-C", str(folder), "describe", "--always", "--exclude=*", "--dirty=.dirty")
    # In a git hook, these variables may name another checkout.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        result = subprocess.run(
            [*command, f"--abbrev={COMMIT_DIGITS}"], env=environment, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN
    return f"{RELEASE}+g{result.stdout.strip()}"


def _is_checkout(folder: Path) -> bool:
    """Whether this folder itself is a git checkout, and not only inside one of something else."""
    return (folder / ".git").exists()
