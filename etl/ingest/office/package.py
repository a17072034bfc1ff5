"""The package of an office file: a zip file of XML parts that refer to each other (ECMA-376, part 2)."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from etl.errors import LimitExceeded, MalformedDocument
from etl.ingest.archives.zip_archive import member_stream, open_zip
from etl.ingest.container import Context
from etl.ingest.office.xml_events import START, Event, read_events
from etl.ingest.seekable import seekable
from etl.ingest.stream import Stream

# The first member; programs write them in different orders.
_FIRST = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|customXml/|xl/|word/)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A reference from a part to another part."""

    kind: str  # the end of its type: "worksheet", "styles" ...
    target: str  # its name in the package


class Package:
    """The parts of an open office file, which are read as streams."""

    def __init__(self, archive: zipfile.ZipFile, context: Context) -> None:
        self._archive = archive
        self._context = context
        self._members = {info.filename: info for info in archive.infolist()}

    def stream(self, name: str) -> Stream:
        """The bytes of a part, counted against the limits of expansion. Raises MalformedDocument if it is missing."""
        if name not in self._members:
            raise MalformedDocument(f"the part {name} is missing")
        return member_stream(self._archive, self._members[name], self._context.budget)

    def events(self, name: str, *, is_streamed: bool = False) -> Iterator[Event]:
        """The elements of a part; if they are not streamed, of at most max_document_bytes.

        Raises the errors of stream and read_events.
        """
        limit = self._context.settings.max_document_bytes
        stream = self.stream(name)
        if not is_streamed and self._members[name].file_size > limit:
            raise LimitExceeded("document_too_large", f"the part {name} has {self._members[name].file_size} bytes")
        return read_events(stream, limit)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """The references of a part, by their ids; without a name, those of the package."""
        folder, _, file = name.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._members:
            return {}
        return {
            attributes.get("Id", ""): Relation(
                kind=attributes.get("Type", "").rpartition("/")[2],
                target=posixpath.normpath(posixpath.join("/", folder, unquote(attributes.get("Target", ""))))[1:],
            )
            for kind, element, attributes in self.events(path)
            if kind == START and element == "Relationship"
        }

    def main_part(self) -> str:
        """The name of the part with the document or the workbook. Raises MalformedDocument if there is none."""
        for relation in self.relations().values():
            if relation.kind == "officeDocument":
                return relation.target
        raise MalformedDocument("the package does not name its main document")


@contextmanager
def open_package(stream: Stream, context: Context) -> Iterator[Package]:
    """The package in a stream. Raises the errors of open_zip."""
    with seekable(stream) as file, open_zip(file, context.settings) as archive:
        yield Package(archive, context)


def is_package(head: bytes, name: str, folder: bytes, suffixes: tuple[str, ...]) -> bool:
    """Whether these are the first bytes of an office file with parts in this folder, or with one of these suffixes."""
    if not _FIRST.match(head):
        return False
    has_folder = re.search(rb"PK\x03\x04.{26}" + folder + b"/", head, re.DOTALL) is not None
    return has_folder or name.lower().endswith(suffixes)
