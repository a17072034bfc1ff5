"""Containers: one file -> Documents, Refusals and counts of what can never be an article."""

from collections.abc import Iterator
from pathlib import Path

from etl.errors import RejectedDocument
from etl.ingest import single_document
from etl.ingest.archives import tar_archive, zip_archive
from etl.ingest.archives.compressed import CODECS, container_of
from etl.ingest.bundles import feed
from etl.ingest.container import Container
from etl.ingest.crawls import arc, warc
from etl.ingest.inputs.opened_file import OpenedFile, open_input
from etl.ingest.read_file import Reader, Unit, refusal_of
from etl.ingest.records import json_array, json_lines
from etl.settings import Settings

# Most specific first: a compressed WARC is read by its members, and a plain file is anything, so it stays last.
CONTAINERS: tuple[Container, ...] = (
    warc.CONTAINER,
    *map(container_of, CODECS),
    zip_archive.CONTAINER,
    tar_archive.CONTAINER,
    arc.CONTAINER,
    json_array.CONTAINER,
    json_lines.CONTAINER,
    feed.CONTAINER,
    single_document.CONTAINER,
)


def read_file(path: Path, uri: str, settings: Settings, *, root: Path | None = None) -> Iterator[Unit]:
    """Yield every unit of a file below `root` (else its own folder) in stored order, one at a time in memory.

    A file that cannot be opened is one refused unit. Raises ChangedFile; see read_input.
    """
    try:
        source = open_input(path, root or path.parent)
    except RejectedDocument as fault:
        yield refusal_of(uri, fault)
        return
    with source:
        yield from read_input(source, uri, settings)


def read_input(source: OpenedFile, uri: str, settings: Settings) -> Iterator[Unit]:
    """Yield every unit of an open file in stored order.

    (member_no, position) is the same at every reading of the same bytes, and every Document and Refusal has its own.
    Raises ChangedFile once the file is not as it was opened; the units before that are of the content it had then.
    """
    for unit, _ in Reader(uri=uri, settings=settings, containers=CONTAINERS).read(source):
        yield unit
