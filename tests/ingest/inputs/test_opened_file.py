"""One open file: nothing is read of it that it did not hold when it was hashed, and no link leads out of its root."""

import contextlib
import errno
import gzip
import json
import os
import random
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any

import pytest
from fixture_types import MakeSettings

from etl.documents import Document, Outcome, Refusal
from etl.errors import ChangedFile
from etl.ingest import read_file, read_input
from etl.ingest.inputs import opened_file
from etl.ingest.inputs.find_files import NotRegularFile, UnreadableFile
from etl.ingest.inputs.opened_file import IN_MEMORY_BYTES, open_input
from etl.ingest.read_file import Unit

LINE = json.dumps({"text": "The ferry left at noon. " * 4000}).encode() + b"\n"
LINES = 20
BROKEN_BYTES = 256 * 1024  # of a disk that fails
LARGE = LINE * LINES


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(LINE)


def write_over(path: Path) -> None:
    """Other bytes of the same number, under the time of the old ones."""
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b" " * len(LINE))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(path: Path) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(LARGE)
    new.replace(path)


def become_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


CHANGES = [
    grow,
    write_over,
    replace,
    become_a_link,
    Path.unlink,
    lambda path: os.truncate(path, len(LINE)),
    lambda path: os.truncate(path, 0),
]


@pytest.fixture
def break_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the disk fail (EIO) at a place of every file, once the file was read and hashed whole."""
    place: list[int] = []

    class Failing(FileIO):
        is_hashed = False

        def readinto(self, buffer: Any) -> int | None:
            if place and self.is_hashed and place[0] <= self.tell() < place[0] + BROKEN_BYTES:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            count = super().readinto(buffer)
            self.is_hashed |= self.tell() == os.fstat(self.fileno()).st_size
            return count

    monkeypatch.setattr(opened_file, "_Raw", type("FailingRaw", (opened_file._Raw, Failing), {}))
    return place.append


def as_lines(documents: list[bytes]) -> bytes:
    return b"".join(documents)


def as_gzip(documents: list[bytes]) -> bytes:
    return gzip.compress(as_lines(documents))


def as_zip(documents: list[bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(documents):
            archive.writestr(f"{number}.json", data)
    return written.getvalue()


def as_tar(documents: list[bytes]) -> bytes:
    written = BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for number, data in enumerate(documents):
            member = tarfile.TarInfo(f"{number}.json")
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl", as_lines), ("a.jsonl.gz", as_gzip), ("a.zip", as_zip), ("a.tar.gz", as_tar)]
)
def test_a_disk_that_fails_in_the_middle_is_no_damage_of_the_file(
    tmp_path: Path, settings: MakeSettings, break_disk: Callable[[int], None], name: str, pack: Callable[..., bytes]
) -> None:
    choose = random.Random(7)  # what cannot be compressed
    documents = [json.dumps({"text": choose.randbytes(60_000).hex()}).encode() + b"\n" for _ in range(40)]
    path = tmp_path / name
    path.write_bytes(pack(documents))
    assert path.stat().st_size > 2 * IN_MEMORY_BYTES
    break_disk(path.stat().st_size // 2)

    units: list[Unit] = []
    with open_input(path, tmp_path) as source:
        source.sha256()
        with pytest.raises(ChangedFile, match="Input/output error"):
            units.extend(read_input(source, name, settings()))

    assert 5 < len(units) < 35
    read = [unit.data.strip() for unit in units if isinstance(unit, Document)]
    assert read == [data.strip() for data in documents[: len(units)]]


def test_the_file_of_these_tests_is_not_kept_in_memory() -> None:
    assert len(LARGE) > IN_MEMORY_BYTES > len(LINE)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("units_before", [0, 1, LINES])
def test_of_a_file_that_changes_only_what_was_read_before_is_handed_out(
    tmp_path: Path, settings: MakeSettings, change: Callable[[Path], None], units_before: int
) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(LARGE)
    with open_input(path, tmp_path) as source:
        assert source.sha256() == sha256(LARGE).digest()
        units = read_input(source, "dump.jsonl", settings())
        before = [next(units) for _ in range(units_before)]
        change(path)
        with pytest.raises(ChangedFile):
            next(units)
    assert [unit.data for unit in before if isinstance(unit, Document)] == [LINE.strip()] * units_before


def test_a_large_file_that_stays_is_read_to_its_end(tmp_path: Path, settings: MakeSettings) -> None:
    (tmp_path / "dump.jsonl").write_bytes(LARGE)
    assert len(list(read_file(tmp_path / "dump.jsonl", "dump.jsonl", settings()))) == LINES


@pytest.mark.parametrize("change", CHANGES)
def test_a_small_file_is_what_it_was_when_it_was_opened(
    tmp_path: Path, settings: MakeSettings, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LINE)
    with open_input(path, tmp_path) as source:
        change(path)
        units = [unit.data for unit in read_input(source, "a.txt", settings()) if isinstance(unit, Document)]
        assert (source.sha256(), source.size) == (sha256(LINE).digest(), len(LINE))
    assert units == [LINE]


def test_a_small_file_that_changes_while_it_is_read_whole_is_left_to_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LINE)

    class Growing(opened_file._Raw):
        def readinto(self, buffer: Any) -> int | None:
            grow(path)
            return super().readinto(buffer)

    monkeypatch.setattr(opened_file, "_Raw", Growing)
    with pytest.raises(ChangedFile):
        open_input(path, tmp_path)


def test_a_write_within_the_same_step_of_the_clock_is_seen(tmp_path: Path) -> None:
    """Two writes within one step of the clock have the same time: a file that was just written is looked at again."""
    for number in range(20):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(LARGE)
        with open_input(path, tmp_path) as source:
            with path.open("r+b") as file:
                file.write(b" " * len(LINE))
            with pytest.raises(ChangedFile):
                source.sha256()


def test_no_link_on_the_way_is_followed_and_the_root_may_be_one(tmp_path: Path) -> None:
    for folder in ("root/year/month", "outside/month"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text(folder)
    (tmp_path / "alias").symlink_to("root")
    with open_input(tmp_path / "alias/year/month/a.txt", tmp_path / "alias") as source:
        assert source.file.read() == b"root/year/month"

    (tmp_path / "root/year").rename(tmp_path / "old")
    (tmp_path / "root/year").symlink_to("../outside")

    for path in ("root/year/month/a.txt", "alias/year/month/a.txt"):
        with pytest.raises(NotRegularFile):
            open_input(tmp_path / path, tmp_path / path.partition("/")[0])


def test_a_folder_swapped_for_a_link_between_listing_and_reading_gives_one_skipped_unit(
    tmp_path: Path, settings: MakeSettings
) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.txt").write_text("A secret.")
    (tmp_path / "root/year").symlink_to("../outside")

    (unit,) = read_file(tmp_path / "root/year/a.txt", "year/a.txt", settings(), root=tmp_path / "root")

    assert isinstance(unit, Refusal)
    assert (unit.outcome, unit.reason, unit.detail) == (Outcome.SKIPPED, "not_regular", "link")


@pytest.mark.parametrize("name", ["../a.txt", "sub/../../a.txt", ""])
def test_no_path_leads_out_of_its_root(tmp_path: Path, name: str) -> None:
    (tmp_path / "root/sub").mkdir(parents=True)
    (tmp_path / "a.txt").write_text("A secret.")
    with pytest.raises(UnreadableFile):
        open_input(tmp_path / "root" / name, tmp_path / "root")


def test_a_file_that_gives_no_byte_is_unreadable_and_closed_again(settings: MakeSettings) -> None:
    """The first bytes of a process's memory belong to nobody: the kernel answers with the error of a broken disk."""
    before = set(os.listdir("/proc/self/fd"))
    with pytest.raises(UnreadableFile, match="Input/output error"):
        open_input(Path("/proc/self/mem"), Path("/proc/self"))
    assert set(os.listdir("/proc/self/fd")) == before
    (unit,) = read_file(Path("/proc/self/mem"), "mem", settings())
    assert isinstance(unit, Refusal)
    assert (unit.outcome, unit.reason) == (Outcome.REJECTED, "unreadable")


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text("a")
    os.mkfifo(tmp_path / "sub/fifo")
    before = set(os.listdir("/proc/self/fd"))
    for name in ("sub/a.txt", "sub/fifo", "sub/gone", "sub", "gone/a.txt"):
        with contextlib.suppress(NotRegularFile, UnreadableFile), open_input(tmp_path / name, tmp_path):
            pass
    assert set(os.listdir("/proc/self/fd")) == before
