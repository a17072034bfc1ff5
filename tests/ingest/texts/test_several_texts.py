"""Text files with several articles: each is a unit with its place in the file."""

from pathlib import Path

import pytest

from etl.documents import Document
from etl.ingest import read_file
from etl.settings import Settings

TEXT = (
    "Заголовок: Мельница\nДата: 2026-05-03\n\nМельница заработала в понедельник. Пришли двести человек.\n\n"
    "=====\n\nЗаголовок: Паром\nДата: 2026-05-04\n\nПаром на остров встал во вторник. Двигатель старше капитана.\n"
)


def units(path: Path, data: bytes) -> list[Document]:
    path.write_bytes(data)
    found = list(read_file(path, path.name, Settings()))
    assert all(isinstance(unit, Document) for unit in found)
    return [unit for unit in found if isinstance(unit, Document)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_each_article_is_a_unit_at_its_place_in_the_bytes(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)

    found = units(tmp_path / "a.txt", data)

    assert [unit.origin.position for unit in found] == [0, 1]
    for unit, word in zip(found, ["Мельница", "Паром"], strict=True):
        offset, length = unit.origin.byte_offset, unit.origin.byte_length
        assert offset is not None
        assert length is not None
        assert unit.data == data[offset : offset + length]
        assert f"Заголовок: {word}" in unit.data.decode(unit.charset or "utf-8")


def test_damaged_bytes_keep_the_file_whole(tmp_path: Path) -> None:
    assert len(units(tmp_path / "a.txt", TEXT.encode().replace("остров".encode(), b"\xd0\xff"))) == 1


def test_a_character_with_two_codes_keeps_the_file_whole(tmp_path: Path) -> None:
    text = (
        "タイトル：水車\n日付：2026-05-03\n\n古い水車が三十年ぶりに回り、町の人が二百人ほど見に来た。幅は≒二メートル。\n\n=====\n\n"
        "タイトル：渡し船\n日付：2026-05-04\n\n島への渡し船が火曜日に止まった。機械は船長よりも古いと会社は言う。\n"
    )
    data = text.encode("cp932")

    assert len(units(tmp_path / "a.txt", data)) == 2
    assert len(units(tmp_path / "a.txt", data.replace("≒".encode("cp932"), b"\x87\x90"))) == 1


def test_a_file_with_one_article_is_one_unit(tmp_path: Path) -> None:
    assert len(units(tmp_path / "a.txt", TEXT.partition("=====")[0].encode())) == 1
