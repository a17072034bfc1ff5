"""Divide a stream of items into chunks that are parsed and committed together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from etl.documents import Document, Refusal
from etl.settings import Settings

Item = TypeVar("Item")


def in_chunks(
    items: Iterable[Item], unit_of: Callable[[Item], Document | Refusal], settings: Settings
) -> Iterator[list[Item]]:
    """Yield lists of at most settings.chunk_records items; a list also ends once it has settings.chunk_bytes."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(unit_of(item))
        if len(chunk) >= settings.chunk_records or size >= settings.chunk_bytes:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(unit: Document | Refusal) -> int:
    return len(unit.data) if isinstance(unit, Document) else 0
