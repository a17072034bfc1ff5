"""Chunks: how many records are parsed and committed together."""

from typing import Any

from etl.documents import Document, Origin
from etl.settings import Settings
from etl.stages.convert import refuse
from etl.workers.chunks import in_chunks


def sizes(*lengths: int, **settings: Any) -> list[int]:
    documents = [Document(origin=Origin(uri="a"), name="a", data=bytes(length)) for length in lengths]
    return [len(chunk) for chunk in in_chunks(documents, lambda unit: unit, Settings(**settings))]


def test_a_chunk_is_closed_when_it_has_enough_records_or_bytes() -> None:
    assert sizes(1, 1, 1, 1, 1, chunk_records=2) == [2, 2, 1]
    assert sizes(1, 1, 1, 1, chunk_bytes=2) == [2, 2]
    assert sizes(9, 1, 1, chunk_bytes=2) == [1, 2]
    assert sizes() == []


def test_what_is_refused_already_has_no_bytes() -> None:
    refused = refuse(Document(origin=Origin(uri="a"), name="a", data=bytes(9)), "no_text", "")
    chunks = in_chunks([refused] * 3, lambda unit: unit, Settings(chunk_bytes=1))
    assert [len(chunk) for chunk in chunks] == [3]
