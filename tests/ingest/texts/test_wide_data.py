"""JSON and mail in UTF-16 and UTF-32 are read as in UTF-8."""

import json
from pathlib import Path

import pytest

from etl.documents import Document
from etl.ingest import read_file
from etl.ingest.raw import read_raw
from etl.parse import parse_document
from etl.settings import Settings

RECORD = {"title": "Die Brücke", "text": "Die Brücke am Hafen wird im Frühjahr verlegt, wie der Rat beschloss."}
MAIL = "From: Anna Berg <a@b.example>\nTo: desk@c.example\nSubject: Die Brücke\n\nSie wird verlegt, so der Rat.\n"
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")


def units(path: Path, text: str, encoding: str) -> list[Document]:
    path.write_bytes(text.encode(encoding))
    found = list(read_file(path, path.name, Settings()))
    assert all(isinstance(unit, Document) for unit in found), found
    return [unit for unit in found if isinstance(unit, Document)]


def titles(documents: list[Document]) -> list[str | None]:
    articles = [parse_document(document, Settings()) for document in documents]
    return [article.body.title.text if article.body.title else None for article in articles]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("a.json", json.dumps(RECORD, ensure_ascii=False), 1),
        ("b.json", json.dumps([RECORD] * 2, ensure_ascii=False, indent=1), 2),
        ("c.jsonl", f"{json.dumps(RECORD, ensure_ascii=False)}\n" * 3, 3),
        ("d.json", json.dumps({"status": "ok", "articles": [RECORD] * 2}, ensure_ascii=False), 2),
        ("e.txt", MAIL, 1),
    ],
)
def test_each_record_is_a_unit(tmp_path: Path, name: str, text: str, count: int, encoding: str) -> None:
    assert titles(units(tmp_path / name, text, encoding)) == ["Die Brücke"] * count


@pytest.mark.parametrize(
    ("lead", "encoding"), [("", "utf-16"), ("\n\n", "utf-16"), ("", "utf-16-le"), ("", "utf-32-be")]
)
def test_long_data_are_read_whole_and_found_again(tmp_path: Path, lead: str, encoding: str) -> None:
    lines = [json.dumps(RECORD | {"id": number, "more": "ü" * 500}, ensure_ascii=False) for number in range(300)]
    path = tmp_path / "long.jsonl"
    documents = units(path, lead + "\n".join(lines), encoding)

    assert [document.data.decode() for document in documents] == lines
    for document in (documents[0], documents[250]):
        origin = document.origin
        raw = read_raw(
            path,
            byte_offset=origin.byte_offset,
            byte_length=origin.byte_length,
            member_no=origin.member_no,
            position=origin.position,
            settings=Settings(),
        )
        assert raw.rstrip() == document.data


def test_a_text_in_utf_16_keeps_its_bytes(tmp_path: Path) -> None:
    text = "Die Brücke\n\nSie wird im Frühjahr verlegt, wie der Rat am Montag beschloss."
    [document] = units(tmp_path / "a.txt", text, "utf-16-le")

    assert document.data == text.encode("utf-16-le")
