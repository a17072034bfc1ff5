"""A mailbox is cut into its mails, each with its place and bytes; text that begins with From is no mail."""

import gzip
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from fixture_types import MakeSettings

from etl.documents import Document, Refusal
from etl.ingest import read_file
from etl.ingest.raw import read_raw
from etl.ingest.read_file import Unit

LINE = b"From ann@news.example Mon May  4 08:00:00 2026\n"
ONE = LINE + b"From: Ann <ann@news.example>\nSubject: one\n\nThe first text.\n\n"
TWO = b"From - Tue, 5 May 2026 08:00:00 +0200\nSubject: two\nTo: b@x.example\n\nThe second text.\n"


def read(path: Path, data: bytes, settings: MakeSettings, **limits: int) -> list[Unit]:
    path.write_bytes(data)
    return list(read_file(path, path.name, settings(**limits)))


def documents(units: list[Unit]) -> list[Document]:
    assert all(isinstance(unit, Document) for unit in units)
    return [unit for unit in units if isinstance(unit, Document)]


def test_each_mail_is_a_document_with_its_place(tmp_path: Path, settings: MakeSettings) -> None:
    found = documents(read(tmp_path / "box", ONE + TWO, settings))

    assert [document.data.split(b"\n\n", 1)[1].strip() for document in found] == [
        b"The first text.",
        b"The second text.",
    ]
    assert [(d.origin.byte_offset, d.origin.byte_length) for d in found] == [(0, len(ONE)), (len(ONE), len(TWO))]
    assert {document.media_type for document in found} == {"message/rfc822"}


def test_what_pythons_mailbox_writes_is_read_back(tmp_path: Path, settings: MakeSettings) -> None:
    box = mailbox.mbox(tmp_path / "all.mbox")
    for number in range(3):
        mail = EmailMessage()
        mail["Subject"] = f"mail {number}"
        mail.set_content("From here to there it is far.\n\nFrom ann@x.example Mon May  4 08:00:00 2026\n")
        box.add(mail)
    box.close()
    found = documents(list(read_file(tmp_path / "all.mbox", "all.mbox", settings())))

    assert [b"\n\nFrom here to there it is far." in document.data for document in found] == [True] * 3


def test_the_bytes_of_a_mail_are_found_again(tmp_path: Path, settings: MakeSettings) -> None:
    for name, data in (("box", ONE + TWO), ("box.gz", gzip.compress(ONE + TWO))):
        (*_, last) = documents(read(tmp_path / name, data, settings))
        origin = last.origin
        found = read_raw(
            tmp_path / name,
            byte_offset=origin.byte_offset,
            byte_length=origin.byte_length,
            member_no=origin.member_no,
            position=origin.position,
            settings=settings(),
        )

        assert found == TWO


def test_windows_line_ends_and_a_line_without_its_mail_are_read(tmp_path: Path, settings: MakeSettings) -> None:
    text = b"From Oslo on Mon 4 May, 12:30\nthe ferry left.\n\n"
    data = (ONE + text + TWO).replace(b"\n", b"\r\n")

    first, _ = documents(read(tmp_path / "box", data, settings))
    assert b"From Oslo on Mon" in first.data


def test_a_mail_over_the_limit_is_refused_alone(tmp_path: Path, settings: MakeSettings) -> None:
    large = ONE + b"x" * 70 + b"\n" + b"y" * 500 + b"\n\n"

    first, second = read(tmp_path / "box", large + TWO, settings, max_document_bytes=400)
    assert isinstance(first, Refusal)
    assert (first.reason, first.origin.byte_length) == ("document_too_large", len(large))
    assert isinstance(second, Document)


def test_a_refusal_shows_no_address(tmp_path: Path, settings: MakeSettings) -> None:
    whole = gzip.compress(ONE * 3 + TWO * 3, mtime=0)

    (*_, last) = read(tmp_path / "box.gz", whole[:-12], settings)
    assert isinstance(last, Refusal)
    assert (last.reason, last.head) == ("truncated", b"")


def test_a_text_that_begins_with_from_is_no_mailbox(tmp_path: Path, settings: MakeSettings) -> None:
    (only,) = documents(read(tmp_path / "a.txt", b"From Oslo on Mon 4 May, 12:30\nThe ferry left.\n", settings))

    assert only.media_type is None


@pytest.mark.parametrize(("missing", "kind"), [(0, Document), (1, Refusal)])
def test_a_mail_of_the_limit_is_read(tmp_path: Path, settings: MakeSettings, missing: int, kind: type) -> None:
    (only,) = read(tmp_path / "box", ONE, settings, max_document_bytes=len(ONE) - missing)

    assert isinstance(only, kind)
