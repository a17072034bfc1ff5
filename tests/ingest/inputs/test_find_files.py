"""Finding and opening input files."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from hypothesis import given
from hypothesis import strategies as st

from etl.documents import Outcome, Refusal
from etl.ingest import read_file
from etl.ingest.inputs.file_names import name_of_text, path_of_uri, text_of_name
from etl.ingest.inputs.find_files import FoundFile, NotRegularFile, SkippedFile, UnreadableFile, find_files
from etl.ingest.inputs.opened_file import open_input
from etl.settings import Settings


def found(root: Path, settings: Settings) -> list[tuple[str, str]]:
    items = find_files(root, root, settings)
    return [(item.uri, "found" if isinstance(item, FoundFile) else item.reason) for item in items]


def test_files_come_in_the_order_of_their_names_bytes(tmp_path: Path, settings: MakeSettings) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "é.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [uri for uri, _ in found(tmp_path, settings())] == ["B.txt", "a/1.txt", "a/2.txt", "b.txt", "é.txt"]


def test_hidden_files_and_sidecars_are_skipped_by_name(tmp_path: Path, settings: MakeSettings) -> None:
    for name in (".DS_Store", "Thumbs.db", "page.html.part", "page.html"):
        (tmp_path / name).write_text("x")
    assert found(tmp_path, settings()) == [
        (".DS_Store", "hidden"),
        ("Thumbs.db", "sidecar"),
        ("page.html", "found"),
        ("page.html.part", "unfinished"),
    ]


def test_only_chosen_sources_are_found(tmp_path: Path, settings: MakeSettings) -> None:
    for name in ("one/a.txt", "two/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x")
    assert found(tmp_path, settings(sources=("two/*",))) == [("one/a.txt", "not_chosen"), ("two/b.txt", "found")]


def test_what_is_no_regular_file_is_named_and_never_opened(tmp_path: Path, settings: MakeSettings) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "parent").symlink_to("..")
    (tmp_path / "zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "socket"))
    assert dict(found(tmp_path, settings())) == {
        "fifo": "fifo",
        "loop": "link",
        "parent": "link",
        "zero": "link",
        "socket": "socket",
    }
    for path in tmp_path.iterdir():
        with pytest.raises(NotRegularFile):
            open_input(path, tmp_path)
        (unit,) = read_file(path, path.name, settings())
        assert isinstance(unit, Refusal)
        assert (unit.outcome, unit.reason) == (Outcome.SKIPPED, "not_regular")


def test_a_file_that_vanishes_while_its_folder_is_read_is_named(tmp_path: Path, settings: MakeSettings) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    items = find_files(tmp_path, tmp_path, settings())
    next(items)
    (tmp_path / "b.txt").unlink()
    assert list(items) == [SkippedFile(uri="b.txt", reason="vanished")]


def test_what_may_not_be_looked_at_is_named(
    tmp_path: Path, settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, mode in (("listed", 0o444), ("locked", 0o000), ("open", 0o755)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("x")
        (tmp_path / folder).chmod(mode)
    tmp_path.chmod(0o755)
    chosen = settings()
    monkeypatch.chdir(tmp_path)  # the folders above it are closed to others
    with as_an_ordinary_user():
        names = found(Path(), chosen)
    assert names == [("listed/a.txt", "unreadable"), ("locked", "unreadable_folder"), ("open/a.txt", "found")]


def test_a_folder_that_may_be_passed_through_and_not_listed_is_passed_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "passage").mkdir()
    (tmp_path / "passage/a.txt").write_text("The bridge was closed.")
    (tmp_path / "passage/a.txt").chmod(0o644)
    (tmp_path / "passage").chmod(0o111)
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)  # the folders above it are closed to others
    with as_an_ordinary_user(), open_input(Path("passage/a.txt"), Path()) as source:
        assert source.file.read() == b"The bridge was closed."


@contextlib.contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Who runs the tests as root may read everything."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_files_deeper_than_a_path_may_be_long_are_named(
    tmp_path: Path, settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "z.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    for _ in range(20):
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
    monkeypatch.chdir("/")
    assert [reason for _, reason in found(tmp_path, settings())] == ["unreadable", "found"]


def test_a_file_that_vanished_is_one_rejected_unit(tmp_path: Path, settings: MakeSettings) -> None:
    with pytest.raises(UnreadableFile):
        open_input(tmp_path / "gone", tmp_path)
    (unit,) = read_file(tmp_path / "gone", "gone", settings())
    assert isinstance(unit, Refusal)
    assert unit.reason == "unreadable"


def test_a_single_file_is_found_by_its_own_path(tmp_path: Path, settings: MakeSettings) -> None:
    (tmp_path / ".hidden.txt").write_text("abc")
    (item,) = find_files(tmp_path, tmp_path / ".hidden.txt", settings())
    assert isinstance(item, FoundFile)
    assert (item.uri, item.size) == (".hidden.txt", 3)


def test_names_that_are_not_utf8_are_found_and_found_again(tmp_path: Path, settings: MakeSettings) -> None:
    (tmp_path / os.fsdecode(b"a_\xff.txt")).write_text("abc")
    (item,) = find_files(tmp_path, tmp_path, settings())
    assert item.uri == "a_%FF.txt"
    assert path_of_uri(tmp_path, item.uri).read_text() == "abc"


@given(st.binary() | st.from_regex(rb"[%0-9A-Fa-f\xff]*", fullmatch=True))
def test_every_name_is_storable_text_that_turns_back_into_its_bytes(name: bytes) -> None:
    text = text_of_name(name)
    assert "\x00" not in text
    assert name_of_text(text) == name  # and so it has no lone surrogate


def test_names_composed_and_decomposed_stay_two_names() -> None:
    assert text_of_name("é".encode()) != text_of_name("e\u0301".encode())
