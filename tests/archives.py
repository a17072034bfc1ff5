"""Archives for tests."""

import io
import tarfile
import zipfile
from collections.abc import Sequence
from typing import Any


def make_zip(members: Sequence[tuple[str, bytes]], *, mode: int = 0o100644, extra: bytes = b"") -> bytes:
    """A file with these names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra
            archive.writestr(info, data)
    return file.getvalue()


def make_tar(
    members: Sequence[tuple[str, bytes]], kind: bytes = tarfile.REGTYPE, link: str = "", **options: Any
) -> bytes:
    """A file with these names and contents."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", **options) as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.size = kind, link, len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def with_right_checksum(archive: bytes) -> bytes:
    """The archive with the checksum of its first header made right again."""
    header = bytearray(archive[:512])
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + archive[512:]
