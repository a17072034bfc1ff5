"""Containers: one file becomes Documents, Refusals, and StructuralSkips, within limits of expansion and nesting."""

from collections.abc import Iterator
from pathlib import Path

from etl.errors import RejectedDocument
from etl.ingest import single_document
from etl.ingest.archives import tar_archive, zip_archive
from etl.ingest.archives.compressed import CODECS, container_of
from etl.ingest.container import Container
from etl.ingest.crawls import arc, warc
from etl.ingest.feeds import feed
from etl.ingest.inputs.opened_file import OpenedFile, open_input
from etl.ingest.mail import mbox
from etl.ingest.office import docx, rtf, xlsx
from etl.ingest.press import europresse, factiva, nexis, proquest
from etl.ingest.read_file import Reader, Unit, refusal_of
from etl.ingest.records import delimited, json_array, json_lines, json_list, parquet, sqlite
from etl.ingest.texts import fenced_data, several_texts, wide_data
from etl.settings import Settings

# Most specific first: a compressed WARC is also a gzip file, a workbook a zip file, and the last container accepts
# any file.
CONTAINERS: tuple[Container, ...] = (
    warc.CONTAINER,
    *map(container_of, CODECS),
    xlsx.CONTAINER,
    docx.CONTAINER,
    zip_archive.CONTAINER,
    tar_archive.CONTAINER,
    arc.CONTAINER,
    parquet.CONTAINER,
    sqlite.CONTAINER,
    rtf.CONTAINER,
    wide_data.CONTAINER,
    json_array.CONTAINER,
    json_lines.CONTAINER,
    json_list.CONTAINER,
    feed.CONTAINER,
    mbox.CONTAINER,
    nexis.CONTAINER,
    factiva.CONTAINER,
    europresse.CONTAINER,
    proquest.CONTAINER,
    delimited.CONTAINER,
    fenced_data.CONTAINER,
    several_texts.CONTAINER,
    single_document.CONTAINER,
)


def read_file(path: Path, uri: str, settings: Settings, *, root: Path | None = None) -> Iterator[Unit]:
    """Yield every unit of a file in stored order, with one at a time in memory.

    `root` is the folder below which no link is followed; without it, the file's own folder. A file that cannot be
    opened yields one Refusal. Raises ChangedFile; see read_input.
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

    Every Document and Refusal has its own (member_no, position), which is the same whenever the same bytes are read.
    Raises ChangedFile if the file changes; the units yielded before that belong to the content that was opened.
    """
    for unit, _ in Reader(uri=uri, settings=settings, containers=CONTAINERS).read(source):
        yield unit
