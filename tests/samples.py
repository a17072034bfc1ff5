"""Valid inputs of every kind, to be damaged: all golden inputs, all seeds, and each of them packed in some way."""

import bz2
import gzip
import lzma
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]
import zstandard
from archives import make_tar, make_zip
from checkout import SEEDS, golden_inputs
from office_files import make_docx, make_rtf, make_xlsx, paragraph, table_of
from warc_records import PAGE, compressed, http_response, warc_record

from etl.documents import Document, Origin
from etl.ingest import CONTAINERS, read_file
from etl.ingest.container import HEAD_BYTES
from etl.parse import FORMATS
from etl.settings import Settings

LARGEST_BYTES = 20_000  # of a sample that is damaged again and again
LINE = b'{"url": "https://news.example/%d", "title": "Ferry %d", "text": "The ferry ran again on Tuesday."}'
TEXT = "The ferry ran again on Tuesday, and all who waited came on board."
LINES = b"\n".join(LINE % (number, number) for number in range(3))
XML = b'<?xml version="1.0"?><timetable><line><name>Ferry</name></line><note>It ran.</note></timetable>'

MAIL = b"From: Ann Lee <ann@news.example>\r\nTo: desk@news.example\r\nSubject: Ferry\r\n"
MAIL += b"Date: Mon, 06 May 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nIt ran.\r\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """One valid input under the name of its file."""

    name: str
    data: bytes


TWO_TEXTS = b"""Title: Ferry
Date: 2026-05-03

It ran again on Tuesday, and all came on board.
=====
Title: Tram
Date: 2026-05-04

It stood still on Wednesday, and all walked home.
"""


@cache
def samples() -> tuple[Sample, ...]:
    """Every valid input, in a fixed order. A new golden input is one of them without a line here."""
    stored = [Sample(path.name, path.read_bytes()) for path in _stored()]
    return tuple(sample for sample in (*stored, *_packed(), *_made()) if len(sample.data) <= LARGEST_BYTES)


@cache
def samples_of_container(name: str) -> tuple[Sample, ...]:
    """The samples that this container reads."""
    return tuple(sample for sample in samples() if _container_of(sample) == name)


@cache
def documents_of_format(name: str) -> tuple[Document, ...]:
    """The documents in all samples that this format parses."""
    units = [unit for sample in samples() for unit in documents_in(sample)]
    return tuple(document for document in units if _format_of(document) == name)


def documents_in(sample: Sample) -> Iterable[Document]:
    """The documents that a sample holds."""
    path = SEEDS / sample.name
    if not path.is_file():
        return (Document(origin=Origin(uri=sample.name), name=sample.name, data=sample.data),)
    return tuple(unit for unit in read_file(path, sample.name, Settings()) if isinstance(unit, Document))


def _stored() -> list[Path]:
    return golden_inputs() + sorted(path for path in SEEDS.iterdir() if path.is_file())


def _packed() -> list[Sample]:
    page = (SEEDS / "en-harbour-bridge.txt").read_bytes()
    members = [("a.txt", page), ("b/page.html", PAGE), ("c.jsonl", LINES), ("d.html.gz", gzip.compress(PAGE, mtime=0))]
    tar = make_tar(members)
    return [
        Sample("a.txt.gz", gzip.compress(page, mtime=0)),
        Sample("a.txt.bz2", bz2.compress(page)),
        Sample("a.txt.xz", lzma.compress(page)),
        Sample("a.txt.zst", zstandard.compress(page)),
        Sample("a.zip", make_zip(members)),
        Sample("a.tar", tar),
        Sample("a.tar.gz", gzip.compress(tar, mtime=0)),
    ]


def _made() -> list[Sample]:
    body = http_response(PAGE)
    arc = b"http://news.example/ 192.0.2.1 20240506100000 text/html %d\n" % len(body) + body + b"\n"
    about = b"filedesc://a.arc 0.0.0.0 20240506100000 text/plain 76\n1 0 Khabar\n"
    about += b"URL IP-address Archive-date Content-type Archive-length\n"
    records = (warc_record(), warc_record("request", b""), warc_record(url="https://news.example/2"))
    return [
        Sample("a.warc", b"".join(records)),
        Sample("a.warc.gz", compressed(*records)),
        Sample("a.arc", about + b"\n" + arc),
        Sample("a.jsonl", LINES),
        Sample("array.json", b"[" + LINES.replace(b"\n", b",") + b"]"),
        Sample("one.json", LINE % (7, 7)),
        Sample("answer.json", b'{"status": "ok", "articles": [' + LINES.replace(b"\n", b",") + b"]}"),
        Sample("table.csv", b'title,text\n"Ferry","It ran again on Tuesday, and all who waited came on board."\n' * 2),
        Sample("table.parquet", _parquet()),
        Sample("table.db", _database()),
        Sample("table.xlsx", make_xlsx({"News": table_of(["title", "text"], *[["Ferry", TEXT]] * 3)})),
        Sample("a.docx", make_docx(paragraph("Ferry", style="Titel"), paragraph(TEXT))),
        Sample("a.rtf", make_rtf("Ferry", TEXT)),
        Sample("columns.json", b'{"title": {"0": "Ferry", "1": "Tram"}, "text": {"0": "It ran.", "1": "It stood."}}'),
        Sample("timetable.xml", XML),
        Sample("a.eml", MAIL),
        Sample("two.txt", TWO_TEXTS),
        Sample("wide.jsonl", LINES.decode().encode("utf-16")),
        Sample("fence.md", b"```json\n" + LINES + b"\n```"),
    ]


def _parquet() -> bytes:
    file = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{"title": "Ferry", "text": TEXT}] * 3), file)
    return file.getvalue()


def _database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table article (id integer primary key, title text, content text)")
        connection.executemany("insert into article (title, content) values (?, ?)", [("Ferry", TEXT)] * 3)
        connection.commit()
        return connection.serialize()


def _container_of(sample: Sample) -> str:
    return next(each.name for each in CONTAINERS if each.recognises(sample.data[:HEAD_BYTES], sample.name))


def _format_of(document: Document) -> str | None:
    return next((each.name for each in FORMATS if each.recognises(document)), None)
