"""Extras: packages that Khabar needs only for some kinds of input, as pyproject.toml lists them."""

from dataclasses import dataclass
from importlib.util import find_spec

from etl.errors import NeedsExtra

INSTALL = ".venv/bin/python -m uv pip install -c constraints.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """One extra of pyproject.toml."""

    name: str
    package: str  # as it is installed
    module: str  # as it is imported

    @property
    def command(self) -> str:
        """The command that installs it."""
        return f"{INSTALL} {self.package}"

    def is_installed(self) -> bool:
        """Whether its package is there; nothing is imported."""
        return find_spec(self.module) is not None

    def require(self, files: str) -> None:
        """Do nothing if its package is installed; else raise NeedsExtra. `files` names the files that need it."""
        if not self.is_installed():
            raise NeedsExtra(f"to read {files}, run {self.command}")


PARQUET = Extra(name="parquet", package="pyarrow", module="pyarrow")
