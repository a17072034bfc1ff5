"""What the tests of reading share."""

from pathlib import Path

import pytest
from fixture_types import MakeSettings, Outcomes, Read, ReadDocuments

from etl.documents import Document
from etl.ingest import read_file
from etl.ingest.read_file import Unit


@pytest.fixture
def read(tmp_path: Path, settings: MakeSettings) -> Read:
    """Write bytes under a name and read the file, with the settings given."""

    def read_bytes(data: bytes, name: str = "input", **overrides: object) -> list[Unit]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_file(path, name, settings(**overrides)))

    return read_bytes


@pytest.fixture
def read_documents(read: Read) -> ReadDocuments:
    """Like read, of what gives nothing but documents."""

    def read_them(data: bytes, name: str = "input", **overrides: object) -> list[Document]:
        units = read(data, name, **overrides)
        documents = [unit for unit in units if isinstance(unit, Document)]
        assert documents == units
        return documents

    return read_them


@pytest.fixture
def outcomes(read: Read) -> Outcomes:
    """Like read, but only the data of documents and the reasons of everything else."""

    def read_outcomes(data: bytes, name: str = "input", **overrides: object) -> list[object]:
        units = read(data, name, **overrides)
        return [unit.data if isinstance(unit, Document) else unit.reason for unit in units]

    return read_outcomes
