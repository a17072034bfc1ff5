"""The content of a stream as a seekable file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from etl.ingest.stream import READ_BYTES, Stream

SPOOLED_BYTES = 16 * 1024 * 1024  # a copy up to this size stays in memory; a larger one is a temporary file


@contextmanager
def seekable(stream: Stream) -> Iterator[IO[bytes]]:
    """The file that the stream reads, or a temporary copy of the stream's content. Raises the stream's fault."""
    if stream.file is not None:
        yield stream.file
        return
    with tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as spooled:
        while data := stream.read_some(READ_BYTES):
            spooled.write(data)
        spooled.seek(0)
        yield spooled
