"""Find the input files: regular files only, in sorted order."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from etl.errors import RejectedDocument
from etl.ingest.inputs.file_names import uri_of_path
from etl.settings import Settings

SIDECARS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # files that operating systems add
UNFINISHED_SUFFIXES = (".part", ".partial", ".crdownload", ".tmp", ".swp", "~")


class UnreadableFile(RejectedDocument):
    """The file cannot be opened, because it vanished or its permissions forbid it."""

    reason = "unreadable"


class NotRegularFile(RejectedDocument):
    """The path is a link, folder, FIFO, socket or device; nothing was read."""

    reason = "not_regular"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A regular file to read."""

    path: Path
    uri: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A name below the input folder that is not read, and why."""

    uri: str
    reason: str  # hidden, sidecar, unfinished, link, fifo, socket, device, not_chosen, unreadable(_folder), vanished


def find_files(root: Path, start: Path, settings: Settings) -> Iterator[FoundFile | SkippedFile]:
    """Yield every file at or below `start`, in the order of the names' bytes; `uri` is relative to `root`.

    Links are not followed and nothing is opened. Below `start`, hidden names, sidecars and unfinished downloads are
    skipped; `start` itself is taken whatever its name.
    """
    if not stat.S_ISDIR(start.lstat().st_mode):
        yield _found(start, root, settings)
        return
    yield from _below(start, root, settings)


def _below(folder: Path, root: Path, settings: Settings) -> Iterator[FoundFile | SkippedFile]:
    try:
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError:
        yield SkippedFile(uri=uri_of_path(folder, root), reason="unreadable_folder")
        return
    for name in names:
        path = folder / name
        reason = _ignored(name)
        if reason is not None:
            yield SkippedFile(uri=uri_of_path(path, root), reason=reason)
        # os.path returns False, where Path raises, for a path that may not be looked up.
        elif os.path.isdir(path) and not os.path.islink(path):
            yield from _below(path, root, settings)
        else:
            yield _found(path, root, settings)


def _found(path: Path, root: Path, settings: Settings) -> FoundFile | SkippedFile:
    uri = uri_of_path(path, root)
    try:
        status = path.lstat()
    except FileNotFoundError:
        return SkippedFile(uri=uri, reason="vanished")
    except OSError:  # the folder may be listed but not entered, or the path is too long
        return SkippedFile(uri=uri, reason="unreadable")
    kind = kind_of(status.st_mode)
    if kind is not None:
        return SkippedFile(uri=uri, reason=kind)
    if settings.sources and not any(fnmatchcase(uri, pattern) for pattern in settings.sources):
        return SkippedFile(uri=uri, reason="not_chosen")
    return FoundFile(path=path, uri=uri, size=status.st_size, mtime_ns=status.st_mtime_ns)


def _ignored(name: str) -> str | None:
    if name.startswith("."):
        return "hidden"
    if name.lower() in SIDECARS:
        return "sidecar"
    if name.lower().endswith(UNFINISHED_SUFFIXES):
        return "unfinished"
    return None


def kind_of(mode: int) -> str | None:
    """The kind of a file that is not regular, from its mode: "link", "folder", ...; None for a regular file."""
    kinds = (
        (stat.S_ISREG, None),
        (stat.S_ISLNK, "link"),
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "fifo"),
        (stat.S_ISSOCK, "socket"),
    )
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "device")
