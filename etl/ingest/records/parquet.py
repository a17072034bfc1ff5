"""Parquet and Arrow files of articles: one record per row. They need the extra `parquet`."""

from collections.abc import Iterator
from typing import IO, Any

from etl.errors import MalformedDocument, UnknownFormat
from etl.extras import PARQUET
from etl.ingest.container import Container, Context, Item
from etl.ingest.records.rows import Row, articles_in, record_of
from etl.ingest.seekable import seekable
from etl.ingest.stream import Stream

BATCH_ROWS = 64
BUFFER_BYTES = 1024 * 1024  # without it, a column of a group of rows is read as a whole
PARQUET_FILE = b"PAR1"
ARROW_FILE = b"ARROW1"
ARROW_STREAM = b"\xff\xff\xff\xff"  # also the beginning of other files


def _recognises(head: bytes, name: str) -> bool:
    is_stream = head.startswith(ARROW_STREAM) and name.lower().endswith((".arrow", ".arrows", ".feather"))
    return head.startswith((PARQUET_FILE, ARROW_FILE)) or is_stream


def read_parquet(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each row as an object: column -> value. Rows are read in batches, and have no offset.

    Raises NeedsExtra if pyarrow is not installed, UnknownFormat if the rows are not articles, and MalformedDocument.
    """
    PARQUET.require("Parquet and Arrow files")
    import pyarrow  # type: ignore[import-untyped]  # it has no types

    head = stream.peek(len(ARROW_FILE))
    with seekable(stream) as file:
        file.seek(0)
        try:
            rows = articles_in(_rows(file, head))
            if rows is None:
                raise UnknownFormat("a Parquet or Arrow file without a column that looks like the texts of articles")
            for row in rows:
                yield record_of(row, context.settings.max_document_bytes)
        except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
            raise MalformedDocument(f"not a valid Parquet or Arrow file: {error}") from error


def _rows(file: IO[bytes], head: bytes) -> Iterator[Row]:
    """Each row, read in this thread, because no other thread may run while a worker is forked."""
    for batch in _batches(file, head):
        for start in range(0, batch.num_rows, BATCH_ROWS):
            yield from batch.slice(start, BATCH_ROWS).to_pylist()


def _batches(file: IO[bytes], head: bytes) -> Iterator[Any]:
    import pyarrow.ipc  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    if head.startswith(PARQUET_FILE):
        source = pyarrow.parquet.ParquetFile(file, pre_buffer=False, buffer_size=BUFFER_BYTES)
        yield from source.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
        return
    options = pyarrow.ipc.IpcReadOptions(use_threads=False)
    if head.startswith(ARROW_FILE):
        reader = pyarrow.ipc.open_file(file, options=options)
        yield from (reader.get_batch(number) for number in range(reader.num_record_batches))
    else:
        yield from pyarrow.ipc.open_stream(file, options=options)


CONTAINER = Container(
    name="parquet",
    what="Parquet and Arrow files of articles, including those of Hugging Face data sets",
    recognised_by=(
        "the signatures `PAR1` and `ARROW1`; an Arrow stream also by its name; the first rows must be articles"
    ),
    becomes="its rows, each a record",
    extra=PARQUET,
    recognises=_recognises,
    read=read_parquet,
)
