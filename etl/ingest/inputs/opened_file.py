"""One input file, opened once below its root, so that everything read and hashed belongs to one content.

The kernel updates a file's change time at every write, and nobody can set that time by hand. So if size and times of a
file are the same as when it was opened, its content is the same too. There is one exception: two writes within one step
of the kernel's clock get the same time. A file that was written just now is therefore checked again, one step later,
before any of it is read.
"""

import os
import time
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from etl.errors import ChangedFile, KhabarError
from etl.ingest.inputs.find_files import NotRegularFile, UnreadableFile, kind_of

HASH_BYTES = 1024 * 1024
IN_MEMORY_BYTES = 1024 * 1024  # a file up to this size is read only once, as a whole
STEP_SECONDS = 0.02  # the kernel's clock for files advances every 1 to 10 ms
COARSE_STEP_SECONDS = 2.0  # for file systems that store whole seconds (FAT: even ones)
MAX_SKEW_SECONDS = 5.0  # by which a file server's clock may be ahead of ours
MAX_LOOKS = 50
NANOSECONDS = 1_000_000_000
# O_PATH: works for a folder that may be entered but not listed.
FOLDER_FLAGS = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC
FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Stamp:
    """Values that change with a file. The change time also changes if the file is replaced, renamed or deleted."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class OpenedFile:
    """An open regular file; see open_input."""

    def __init__(self, name: str, opened: "BufferedReader[_Raw]") -> None:
        self.name = name
        self.file: BinaryIO = opened  # the bytes, seekable
        self._opened = opened
        self._stamp = _settled_stamp(opened.fileno())
        self.size = self._stamp.size
        self.mtime_ns = self._stamp.mtime_ns
        if self.size <= IN_MEMORY_BYTES:
            self.file = BytesIO(self._read(IN_MEMORY_BYTES + 1))
            self._check_stamp()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file descriptor."""
        self._opened.close()

    def sha256(self) -> bytes:
        """The SHA-256 of the bytes; rewinds the file to its beginning. Raises ChangedFile or UnreadableFile."""
        self.file.seek(0)
        digest = sha256()
        left = self.size  # without this bound, hashing a growing file might never end
        while left and (block := self._read(min(HASH_BYTES, left))):
            digest.update(block)
            left -= len(block)
        self.check()
        self.file.seek(0)
        return digest.digest()

    def check(self) -> None:
        """Raise ChangedFile unless everything read so far belongs to the content that was opened."""
        if self.file is self._opened:
            self._check_stamp()

    def _check_stamp(self) -> None:
        if _stamp(self._opened.fileno()) != self._stamp:
            raise ChangedFile(f"{self.name} was changed, replaced or deleted while it was read")

    def _read(self, size: int) -> bytes:
        """Bytes of the file, before any unit was yielded. Raises UnreadableFile, so that the file is rejected."""
        try:
            return self.file.read(size)
        except _FailedRead as error:
            raise UnreadableFile(str(error)) from error


class _FailedRead(ChangedFile):
    """The disk or the file server failed during a read: the next run reads the rest of the file."""


class _Raw(FileIO):
    """A file descriptor that reports a failed read as such, so that no reader mistakes it for damage in the file."""

    def readinto(self, buffer: Any) -> int | None:  # the type is that of the base
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise _FailedRead(error.strerror or type(error).__name__) from error


def open_input(path: Path, root: Path) -> OpenedFile:
    """Open a regular file below its root, folder by folder. No link is followed, but the root itself may be one.

    Raises UnreadableFile, NotRegularFile, or ChangedFile if the file is being written. Never blocks on a FIFO.
    """
    descriptor = _open_below(root, path.relative_to(root).parts)
    kind = kind_of(os.fstat(descriptor).st_mode)
    if kind is not None:
        os.close(descriptor)
        raise NotRegularFile(kind)
    opened = BufferedReader(_Raw(descriptor))
    try:
        return OpenedFile(path.name, opened)
    except KhabarError:
        opened.close()
        raise


def _open_below(root: Path, names: tuple[str, ...]) -> int:
    """The descriptor of a file; each folder is opened in the one above, so renaming one meanwhile changes nothing."""
    if not names or ".." in names:
        raise UnreadableFile("the path leads out of its root")
    folder = _open(str(root), FOLDER_FLAGS, None)
    for name in names[:-1]:
        try:
            inner = _open(name, FOLDER_FLAGS | os.O_NOFOLLOW, folder)
        finally:
            os.close(folder)
        folder = inner
    try:
        return _open(names[-1], FILE_FLAGS, folder)
    finally:
        os.close(folder)


def _open(name: str, flags: int, folder: int | None) -> int:
    try:
        return os.open(name, flags, dir_fd=folder)
    except OSError as error:
        kind = _kind_at(name, folder)
        if kind in ("link", "socket"):
            raise NotRegularFile(kind) from error
        raise UnreadableFile(error.strerror or type(error).__name__) from error


def _kind_at(name: str, folder: int | None) -> str | None:
    try:
        return kind_of(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return None


def _stamp(descriptor: int) -> Stamp:
    status = os.fstat(descriptor)
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _settled_stamp(descriptor: int) -> Stamp:
    """A stamp of the file that any later write will change. Raises ChangedFile if writing does not pause."""
    for _ in range(MAX_LOOKS):
        stamp = _stamp(descriptor)
        step = STEP_SECONDS if stamp.ctime_ns % NANOSECONDS else COARSE_STEP_SECONDS
        age = time.time() - stamp.ctime_ns / NANOSECONDS
        if not -MAX_SKEW_SECONDS < age < step:
            return stamp
        time.sleep(step)
        if _stamp(descriptor) == stamp:
            return stamp
    raise ChangedFile("the file is being written")
