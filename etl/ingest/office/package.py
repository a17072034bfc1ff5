"""The package of an office file: a zip file of XML parts that refer to each other (ECMA-376, part 2)."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from etl.errors import LimitExceeded, MalformedDocument, RejectedDocument
from etl.ingest.archives.zip_archive import ENCRYPTED_FLAG, member_stream, open_zip
from etl.ingest.container import Context
from etl.ingest.office.xml_events import START, Event, read_events
from etl.ingest.seekable import seekable
from etl.ingest.stream import Stream

# The first member; programs write them in different orders.
_FIRST = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|(?:_rels|docProps|customXml|xl|word)[/\\])", re.DOTALL)


class EncryptedPart(RejectedDocument):
    """A part of an office file has a password."""

    reason = "encrypted"


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
        self._members = {_key(info.filename): info for info in archive.infolist()}

    @property
    def limit(self) -> int:
        """The largest size of one document, in bytes."""
        return self._context.settings.max_document_bytes

    def stream(self, name: str) -> Stream:
        """The bytes of a part, counted against the limits of expansion.

        Raises MalformedDocument if it is missing, EncryptedPart if it has a password.
        """
        info = self._members.get(_key(name))
        if info is None:
            raise MalformedDocument(f"the part {name} is missing")
        if info.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedPart(f"the part {name} needs a password")
        return member_stream(self._archive, info, self._context.budget)

    def events(self, name: str, *, is_streamed: bool = False) -> Iterator[Event]:
        """The elements of a part; if they are not streamed, of at most max_document_bytes.

        Raises the errors of stream and read_events.
        """
        stream = self.stream(name)
        size = self._members[_key(name)].file_size
        if not is_streamed and size > self.limit:
            raise LimitExceeded("document_too_large", f"the part {name} has {size} bytes")
        return read_events(stream, self.limit)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """The references of a part, by their ids; without a name, those of the package."""
        folder, _, file = name.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if _key(path) not in self._members:
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


def _key(name: str) -> str:
    """The name of a part for comparisons: in lower case, and with slashes for the backslashes of some programs."""
    return name.replace("\\", "/").lower()


@contextmanager
def open_package(stream: Stream, context: Context) -> Iterator[Package]:
    """The package in a stream. Raises the errors of open_zip."""
    with seekable(stream) as file, open_zip(file, context.settings) as archive:
        yield Package(archive, context)


def is_package(head: bytes, name: str, folder: bytes, suffixes: tuple[str, ...]) -> bool:
    """Whether these are the first bytes of an office file with parts in this folder, or with one of these suffixes."""
    if not _FIRST.match(head):
        return False
    has_folder = re.search(rb"PK\x03\x04.{26}" + folder + rb"[/\\]", head, re.DOTALL) is not None
    return has_folder or name.lower().endswith(suffixes)
