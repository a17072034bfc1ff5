"""Files that contain a single document."""

from collections.abc import Iterator

from etl.ingest.container import Container, Context, Item, Record
from etl.ingest.stream import Stream


def _recognises(head: bytes, name: str) -> bool:
    return True


def read_plain(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the whole content as one record. Raises LimitExceeded if it exceeds max_document_bytes."""
    yield Record(data=stream.read_all(context.settings.max_document_bytes))


CONTAINER = Container(
    name="plain",
    what="any other file",
    recognised_by="no other container recognises it",
    becomes="the file: one document",
    recognises=_recognises,
    read=read_plain,
)
