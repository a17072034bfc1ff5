"""The members of a zip file."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import SEEK_END
from itertools import pairwise
from lzma import LZMAError
from stat import S_ISLNK
from typing import IO

from etl.documents import Outcome, StructuralSkip
from etl.errors import LimitExceeded, RejectedDocument
from etl.ingest.archives.compressed import CorruptData, TruncatedData
from etl.ingest.archives.member_names import is_sidecar, is_unsafe
from etl.ingest.container import Container, Context, Fault, Item, Member
from etl.ingest.expansion_limit import Budget
from etl.ingest.inputs.file_names import text_of_name
from etl.ingest.seekable import seekable
from etl.ingest.stream import READ_BYTES, Stream
from etl.settings import Settings

MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
LOCAL_HEADER_BYTES = 30
CHECKSUM_OFFSET, CHECKSUM_BYTES = 14, 4  # in the local header
# The first members of office files, e-books and Java archives, which are zip files, too.
OTHER_FILES = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"META-INF/MANIFEST.MF")
# Web Archive Collection Zipped 1.1.1: the pages are in WARC files; all other members are indexes and logs.
WACZ_LIST = "datapackage.json"
_WACZ_CRAWL = re.compile(r"archive/.*\.warc(?:\.gz)?$")
UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
END_RECORD_MAGIC = b"PK\x05\x06"
END_RECORD_BYTES = 22
MAX_COMMENT_BYTES = 65535
MEMBER_ENTRY_BYTES = 256  # of the directory, for a member with a fairly long name
DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, OverflowError, struct.error)


class UnsupportedCompression(RejectedDocument):
    """A member or the whole archive is stored by a method that is not supported."""

    reason = "unsupported_compression"


def _recognises(head: bytes, name: str) -> bool:
    return head.startswith(MAGICS) and not head[LOCAL_HEADER_BYTES:].startswith(OTHER_FILES)


def read_zip(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the members in the order of the directory. A zip file inside another container is spooled first.

    Raises the errors of open_zip.
    """
    with seekable(stream) as file, open_zip(file, context.settings) as archive:
        overlapping = _overlapping(archive.infolist())
        is_wacz = _is_wacz(archive.namelist())
        for number, info in enumerate(archive.infolist()):
            if number in overlapping:
                yield _overlap(info)
            elif is_wacz and not _WACZ_CRAWL.match(info.filename):
                yield StructuralSkip(reason="wacz:index")
            else:
                yield _item(archive, info, file, context.budget)


def open_zip(file: IO[bytes], settings: Settings) -> zipfile.ZipFile:
    """The archive in a file.

    Raises TruncatedData if there is no directory, CorruptData, UnsupportedCompression, or LimitExceeded for too many
    members.
    """
    directory_bytes = _directory_bytes(file)
    if directory_bytes > settings.max_members * MEMBER_ENTRY_BYTES:
        raise LimitExceeded("too_many_members", f"{directory_bytes:,} bytes of names of members")
    try:
        return zipfile.ZipFile(file)
    except NotImplementedError as error:  # a member needs a later version of the format
        raise UnsupportedCompression(f"the list of members at its end cannot be read: {error}") from error
    except DAMAGE as error:
        raise CorruptData(f"the list of members at its end cannot be read: {error}") from error


def _directory_bytes(file: IO[bytes]) -> int:
    """The size of the directory according to the end record; zipfile would read all of it into memory."""
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES))
    tail = file.read()
    start = tail.rfind(END_RECORD_MAGIC)
    if start < 0 or len(tail) < start + END_RECORD_BYTES:
        raise TruncatedData(
            "the end is missing, with the list of what the file contains, so that nothing of it can be read"
        )
    return int.from_bytes(tail[start + 12 : start + 16], "little")


def _is_wacz(names: list[str]) -> bool:
    return WACZ_LIST in names and any(map(_WACZ_CRAWL.match, names))


def _overlapping(members: list[zipfile.ZipInfo]) -> set[int]:
    """The indexes of the members that overlap the next one, so that each byte is unpacked at most once.

    If many members share their bytes, a small file is a decompression bomb, although no member has a large ratio.
    Of several members at the same offset, only the first is read: since Python 3.13, zipfile opens no other.
    """
    by_place = sorted(range(len(members)), key=lambda number: (members[number].header_offset, -number))
    return {
        number for number, following in pairwise(by_place) if _end(members[number]) > members[following].header_offset
    }


def _end(member: zipfile.ZipInfo) -> int:
    return member.header_offset + LOCAL_HEADER_BYTES + len(member.orig_filename) + member.compress_size


def _item(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: IO[bytes], budget: Budget) -> Item:
    name = _name(info)
    if name.endswith("/"):
        return StructuralSkip(reason="zip:folder")
    if is_sidecar(name):
        return StructuralSkip(reason="zip:sidecar")
    if _is_empty(info, file):
        return StructuralSkip(reason="zip:empty_member")
    if S_ISLNK(info.external_attr >> 16):
        return Member(name=name, content=Fault(outcome=Outcome.SKIPPED, reason="link", detail="a link"))
    if is_unsafe(name):
        return Member(
            name=name,
            content=Fault(
                reason="unsafe_name", detail="the name of the member leads out of the archive, or is not a valid name"
            ),
        )
    if info.flag_bits & ENCRYPTED_FLAG:
        return Member(
            name=name, content=Fault(reason="encrypted", detail="the member can only be read with a password")
        )
    if info.file_size == 0:
        detail = "the list of members says that this one is empty, but its checksum or its own header does not"
        return Member(name=name, content=Fault(reason=CorruptData.reason, detail=detail))
    return Member(name=name, content=member_stream(archive, info, budget))


def _overlap(info: zipfile.ZipInfo) -> Item:
    detail = "the member has bytes in common with the next one"
    return Member(name=_name(info), content=Fault(reason=CorruptData.reason, detail=detail))


def _is_empty(info: zipfile.ZipInfo, file: IO[bytes]) -> bool:
    """Whether a member is empty: its size is 0, and so are both checksums (the CRC-32 of no bytes is 0)."""
    if info.file_size or info.CRC:
        return False
    try:
        file.seek(info.header_offset + CHECKSUM_OFFSET)
        return file.read(CHECKSUM_BYTES) == bytes(CHECKSUM_BYTES)
    except DAMAGE:  # the offset of the header is impossible
        return False


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name from its bytes, which may be UTF-8 even if the flag for UTF-8 is not set.

    `filename` does not serve: since Python 3.13 it may come from an extra field, with letters that cp437 does not have.
    """
    return text_of_name(info.orig_filename.encode("utf-8" if info.flag_bits & UTF8_FLAG else "cp437"))


def member_stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Stream:
    """The content of a member. Its fault is CorruptData, UnsupportedCompression or LimitExceeded."""
    return Stream(_MemberBytes(archive, info, budget).next_bytes)


class _MemberBytes:
    """The decompressed bytes of one member, which is opened when the first bytes are requested."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
        self._archive = archive
        self._info = info
        self._budget = budget
        self._file: IO[bytes] | None = None
        self._read_bytes = 0

    def next_bytes(self) -> bytes:
        """The next bytes, b"" at the end. Raises CorruptData, UnsupportedCompression or LimitExceeded."""
        try:
            self._file = self._file or self._archive.open(self._info)
            data = self._file.read(READ_BYTES)
        except NotImplementedError as error:
            raise UnsupportedCompression(str(error)) from error
        except DAMAGE as error:
            raise CorruptData(str(error)) from error
        self._read_bytes += len(data)
        self._budget.spend(len(data), self._read_bytes, self._info.compress_size)
        return data


CONTAINER = Container(
    name="zip",
    what="a zip archive, nested up to `KHABAR_MAX_NESTING`",
    recognised_by="the signature `PK`, unless it is an office file or an e-book",
    becomes=(
        "its members; links are skipped, members with unsafe names are rejected; "
        "in a WACZ file, only the crawls are read"
    ),
    recognises=_recognises,
    read=read_zip,
    nests=True,
)
