"""The content of a stream as a file in which readers can go back and forth."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from etl.ingest.stream import READ_BYTES, Stream

SPOOLED_BYTES = 16 * 1024 * 1024  # up to this size a copy stays in memory, a larger one is a temporary file


@contextmanager
def seekable(stream: Stream) -> Iterator[IO[bytes]]:
    """The file under the stream, or a temporary copy of what the stream has. Raises the stream's fault."""
    if stream.file is not None:
        yield stream.file
        return
    with tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as spooled:
        while data := stream.read_some(READ_BYTES):
            spooled.write(data)
        spooled.seek(0)
        yield spooled
