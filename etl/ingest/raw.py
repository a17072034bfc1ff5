"""The original bytes of a unit."""

from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from etl.documents import StructuralSkip
from etl.errors import KhabarError, RejectedDocument
from etl.ingest import CONTAINERS
from etl.ingest.archives.compressed import CODECS, GZIP, Expansion
from etl.ingest.container import HEAD_BYTES, Fault
from etl.ingest.crawls.warc_frame import read_frames
from etl.ingest.expansion_limit import Budget
from etl.ingest.inputs.opened_file import OpenedFile, open_input
from etl.ingest.read_file import Reader
from etl.ingest.stream import Stream, file_stream
from etl.ingest.texts import wide_data
from etl.settings import Settings


class MissingUnit(KhabarError):
    """The bytes of a unit were requested, but its file has changed or does not contain it."""


def read_raw(
    path: Path,
    *,
    root: Path | None = None,
    sha256: bytes | None = None,
    byte_offset: int | None,
    byte_length: int | None,
    member_no: int,
    position: int,
    settings: Settings,
) -> bytes:
    """The bytes of one unit as they were received, after decompression; no link below `root` is followed.

    They are the WARC record with its headers, the line, the element of an array, the whole feed around an entry, the
    member of an archive, or the file. Raises MissingUnit if the unit is not there, or the file does not have this
    SHA-256, and the same errors as open_input.
    """
    with open_input(path, root or path.parent) as source:
        if sha256 is not None and source.sha256() != sha256:
            raise MissingUnit(f"{path.name} has changed since it was read")
        data = None
        if member_no == 0 and byte_offset is not None and byte_length is not None:
            data = _direct(source.file, byte_offset, byte_length, settings)
        if data is None:
            data = _walk(source, member_no, position, settings)
        source.check()
        return data


def _direct(file: BinaryIO, offset: int, length: int, settings: Settings) -> bytes | None:
    """The bytes at an offset of the file; None if they can only be found by reading the file up to them."""
    file.seek(0)
    if wide_data.CONTAINER.recognises(file.read(HEAD_BYTES), ""):  # offsets are those of its content in UTF-8
        return None
    codec = next((codec for codec in CODECS if _holds(file, 0, codec.magic)), None)
    if codec is not None and not (codec is GZIP and _holds(file, offset, GZIP.magic)):
        return None
    file.seek(offset)
    stored = file.read(length)
    return stored if codec is None else _only_record(stored, settings)


def _only_record(stored: bytes, settings: Settings) -> bytes | None:
    """The WARC record in these gzip members; None if they contain anything but one record."""
    expansion = Expansion(GZIP, file_stream(BytesIO(stored)), Budget(settings))
    try:
        frames = list(islice(read_frames(Stream(expansion.next_bytes), settings), 2))
    except RejectedDocument:
        return None
    if len(frames) != 1 or isinstance(frames[0], Fault):
        return None
    return frames[0].data


def _walk(source: OpenedFile, member_no: int, position: int, settings: Settings) -> bytes:
    source.file.seek(0)
    reader = Reader(uri=source.name, settings=settings, containers=CONTAINERS)
    for unit, record in reader.read(source):
        if isinstance(unit, StructuralSkip) or unit.origin.place != (member_no, position):
            continue
        if record is None:
            raise MissingUnit(f"unit {member_no}:{position} of {source.name} cannot be read")
        return record.data if record.stored is None else record.stored
    raise MissingUnit(f"{source.name} has no unit {member_no}:{position}")


def _holds(file: BinaryIO, offset: int, magic: bytes) -> bool:
    """Whether the file has these bytes at this offset."""
    file.seek(offset)
    return file.read(len(magic)) == magic
