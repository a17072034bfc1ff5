"""Parquet and Arrow files and SQLite databases of articles."""

import json
import random
import sqlite3
import sys
import tracemalloc
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pyarrow.ipc  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]
import pytest
from archives import make_zip
from fixture_types import Outcomes, Read, ReadDocuments

from etl.documents import Document, Refusal, StructuralSkip
from etl.ingest import read_file
from etl.ingest.inputs.opened_file import IN_MEMORY_BYTES
from etl.settings import Settings

TEXT = "The bridge was closed on Monday, after cracks were found. Ferries run."
ROWS = [{"title": f"Bridge {n} closed", "text": TEXT, "date": date(2024, 5, 6), "tags": ["a", "b"]} for n in range(150)]
RECORDS = [row | {"date": "2024-05-06"} for row in ROWS]


def parquet(rows: Sequence[Mapping[str, object]]) -> bytes:
    file = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file, row_group_size=40)
    return file.getvalue()


def arrow(rows: Sequence[Mapping[str, object]], *, is_stream: bool) -> bytes:
    file, table = BytesIO(), pyarrow.Table.from_pylist(rows)
    with (pyarrow.ipc.new_stream if is_stream else pyarrow.ipc.new_file)(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def database(path: Path, *statements: str) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", parquet(ROWS)),
        ("a.arrow", arrow(ROWS, is_stream=False)),
        ("b.arrow", arrow(ROWS, is_stream=True)),
        ("b.arrows", arrow(ROWS, is_stream=True)),
        ("B.FEATHER", arrow(ROWS, is_stream=True)),
    ],
)
def test_each_row_is_a_record_also_in_an_archive(read_documents: ReadDocuments, name: str, data: bytes) -> None:
    assert [json.loads(unit.data) for unit in read_documents(data, name)] == RECORDS
    assert [json.loads(unit.data) for unit in read_documents(make_zip([(name, data)]), "a.zip")] == RECORDS


def test_a_stream_of_arrow_is_known_only_by_its_name(outcomes: Outcomes) -> None:
    assert len(outcomes(arrow(ROWS, is_stream=True), "a.bin")) == 1


def test_rows_that_are_no_articles_are_refused_by_name(outcomes: Outcomes) -> None:
    numbers = [{"a": n, "b": n * 2} for n in range(5)]

    assert outcomes(parquet(numbers), "a.parquet") == ["unknown_format"]


def test_of_a_large_group_of_rows_only_a_part_is_in_memory(tmp_path: Path) -> None:
    choose = random.Random(1)
    rows = [{"title": f"Bridge {n}", "text": " ".join(choose.choices(TEXT.split(), k=700))} for n in range(3000)]
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, compression="none", use_dictionary=False)
    assert path.stat().st_size > IN_MEMORY_BYTES

    tracemalloc.start()
    count = sum(1 for _ in read_file(path, path.name, Settings()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == len(rows)
    assert peak < path.stat().st_size / 2


@pytest.mark.parametrize("data", [b"PAR1", parquet(ROWS)[:-20], b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_a_damaged_file_is_malformed(outcomes: Outcomes, data: bytes) -> None:
    assert outcomes(data, "a.parquet") == ["malformed"]


def test_without_its_package_the_reason_says_how_to_install_it(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (refusal,) = read(parquet(ROWS), "a.parquet")

    assert isinstance(refusal, Refusal)
    assert refusal.reason == "needs_extra"
    assert refusal.detail.endswith("uv pip install -c constraints.txt pyarrow")


def test_a_row_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    rows = [ROWS[0], ROWS[1] | {"text": TEXT * 100}, ROWS[2]]

    assert outcomes(parquet(rows), "a.parquet", max_document_bytes=1000)[1] == "document_too_large"


ARTICLES = (
    "create table articles (id integer primary key, title text, content text)",
    f"insert into articles values (1, 'Bridge closed', '{TEXT}'), (2, 'Ferry runs', '{TEXT}')",
)
OTHERS = ("create table tags (id integer, name text)", "insert into tags values (1, 'bridges')")


def test_the_rows_of_tables_of_articles_are_records_and_other_tables_are_counted(read: Read, tmp_path: Path) -> None:
    units = read(
        database(tmp_path / "made", *OTHERS, *ARTICLES, "create view all_of_it as select * from articles"), "a.db"
    )

    assert [json.loads(unit.data)["id"] for unit in units if isinstance(unit, Document)] == [1, 2]
    assert [unit.reason for unit in units if isinstance(unit, StructuralSkip)] == ["sqlite:table"]
    assert len(units) == 3


def test_a_value_over_the_limit_costs_only_its_row(outcomes: Outcomes, tmp_path: Path) -> None:
    """The value is not read: in memory it would be several times as large as in the file."""
    large = "update articles set content = zeroblob(2000000) where id = 1"

    data = database(tmp_path / "made", *ARTICLES, large)

    assert outcomes(data, "a.db", max_document_bytes=1_000_000)[0] == "document_too_large"
    assert len(outcomes(data, "a.db", max_document_bytes=1_000_000)) == 2


def test_a_column_that_is_computed_when_it_is_read_is_not_read(read: Read, tmp_path: Path) -> None:
    columns = "title text, content text, endless as (hex(zeroblob(3000))), kept as (upper(title)) stored"
    made = f"create table articles ({columns})"
    filled = f"insert into articles (title, content) values ('Bridge closed', '{TEXT}')"

    (document,) = read(database(tmp_path / "made", made, filled), "a.db")

    assert isinstance(document, Document)
    assert json.loads(document.data) == {"title": "Bridge closed", "content": TEXT, "kept": "BRIDGE CLOSED"}


INDEX = (
    "create virtual table articles_fts using fts5(title, content)",
    f"insert into articles_fts values ('Bridge closed until Friday', '{TEXT}'), ('Ferry runs every hour', '{TEXT}')",
)


@pytest.mark.parametrize(("tables", "skipped"), [((*ARTICLES, *INDEX), 5), (INDEX, 4)])
def test_the_copy_in_a_full_text_index_is_read_only_without_a_table_of_articles(
    read: Read, tmp_path: Path, tables: tuple[str, ...], skipped: int
) -> None:
    units = read(database(tmp_path / "made", *tables), "a.db")

    assert [json.loads(unit.data)["id"] for unit in units if isinstance(unit, Document)] == [1, 2]
    assert len(units) - 2 == skipped


@pytest.mark.parametrize(
    "more",
    [
        {"paragraphs": ["The bridge was closed on Monday.", "Ferries run every hour."]},
        {"article": {"lead": "Bridge", "text": TEXT}},
        {"sections": [{"heading": "Monday", "paragraphs": [TEXT]}]},
        {"text": TEXT.encode()},
    ],
)
def test_columns_may_have_lists_objects_and_bytes(read_documents: ReadDocuments, more: dict[str, object]) -> None:
    rows = [{"title": f"Bridge {n} closed", **more} for n in range(3)]

    assert len(read_documents(parquet(rows), "a.parquet")) == 3


def test_a_database_in_an_archive_is_read(read_documents: ReadDocuments, tmp_path: Path) -> None:
    data = make_zip([("a.db", database(tmp_path / "made", *ARTICLES))])

    assert len(read_documents(data, "a.zip")) == 2


def test_a_large_database_is_read_from_its_file(read_documents: ReadDocuments, tmp_path: Path) -> None:
    numbers = "with recursive number(n) as (select 1 union all select n + 1 from number where n < 4000)"
    rows = f"insert into articles (title, content) {numbers} select 'Bridge closed', '{TEXT * 10}' from number"
    data = database(tmp_path / "made", ARTICLES[0], rows)

    assert len(data) > IN_MEMORY_BYTES
    assert len(read_documents(data, "a.db", max_document_bytes=10_000)) == 4000


def test_a_database_without_articles_is_refused_with_its_tables(read: Read, tmp_path: Path) -> None:
    refusal = read(database(tmp_path / "made", *OTHERS), "a.db")[-1]

    assert isinstance(refusal, Refusal)
    assert (refusal.reason, "tags" in refusal.detail) == ("unknown_format", True)


def test_a_damaged_database_is_malformed(outcomes: Outcomes, tmp_path: Path) -> None:
    data = database(tmp_path / "made", *ARTICLES)

    assert outcomes(data[:100] + b"\xff" * 4000, "a.db") == ["malformed"]


def test_a_database_is_not_changed_by_reading_it(read: Read, tmp_path: Path) -> None:
    data = database(tmp_path / "made", *ARTICLES)
    read(data, "a.db")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "made"]
    assert (tmp_path / "a.db").read_bytes() == data


def test_texts_in_objects_and_lists_make_a_row_an_article(read_documents: ReadDocuments) -> None:
    nested = [{"headline": "Bridge closed", "article": {"body": TEXT, "words": 12}, "tags": ["a"]}]
    pieces = [{"headline": "Bridge closed", "text": [TEXT, TEXT]}]

    assert [json.loads(unit.data) for unit in read_documents(parquet(nested), "a.parquet")] == nested
    assert [json.loads(unit.data) for unit in read_documents(parquet(pieces), "a.parquet")] == pieces
