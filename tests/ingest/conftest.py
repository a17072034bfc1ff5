"""What the tests of reading share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.documents import Document, Refusal, StructuralSkip
from etl.ingest import read_file

Unit = Document | Refusal | StructuralSkip
Read = Callable[..., list[Unit]]


@pytest.fixture
def read(tmp_path: Path, settings: Callable[..., object]) -> Read:
    """Write bytes under a name and read the file, with the settings given."""

    def read_bytes(data: bytes, name: str = "input", **overrides: object) -> list[Unit]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_file(path, name, settings(**overrides)))

    return read_bytes


@pytest.fixture
def outcomes(read: Read) -> Callable[..., list[object]]:
    """Like read, but only the data of documents and the reasons of everything else."""

    def read_outcomes(data: bytes, name: str = "input", **overrides: object) -> list[object]:
        units = read(data, name, **overrides)
        return [unit.data if isinstance(unit, Document) else unit.reason for unit in units]

    return read_outcomes
