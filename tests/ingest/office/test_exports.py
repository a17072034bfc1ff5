"""Exports of press databases as Word and RTF documents give the same records as the text that they contain."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from checkout import GOLDEN
from fixture_types import Read, ReadDocuments
from office_files import make_docx, make_rtf, paragraph

from etl.decoding.decode import decode
from etl.documents import Document
from etl.ingest.read_file import Unit

EXPORTS = sorted(
    path for name in ("nexis", "factiva", "europresse", "proquest") for path in (GOLDEN / name).glob("*.txt")
)


def records(units: Iterable[Unit]) -> list[dict[str, list[str]]]:
    """The fields of each article, each as its lines: a document has no other paragraphs."""
    found = [json.loads(unit.data) for unit in units if isinstance(unit, Document)]
    return [{name: [line for line in value.splitlines() if line] for name, value in each.items()} for each in found]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("suffix", ["docx", "rtf"])
def test_an_export_gives_the_records_of_its_text(read: Read, path: Path, suffix: str) -> None:
    data = path.read_bytes()
    lines = [line.strip() for line in decode(data).text.splitlines()]
    document = make_docx(*map(paragraph, lines)) if suffix == "docx" else make_rtf(*lines)

    expected = records(read(data, path.name))

    assert len(expected) > 0
    assert records(read(document, f"a.{suffix}")) == expected


def test_codes_and_values_in_the_cells_of_a_table_are_read(read_documents: ReadDocuments) -> None:
    text = "The bridge was closed on Monday, after cracks were found. Ferries run."
    values = {"HD": "Bridge closed", "BY": "Ann Lee", "WC": "12 words", "PD": "4 May 2026", "SN": "Port Alder Times"}
    values |= {"LP": text, "AN": "Document PALT000020260504em5400001"}
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = "".join(row.format(paragraph(code), paragraph(value)) for code, value in values.items())

    (document,) = read_documents(make_docx(f"<w:tbl>{table}</w:tbl>"), "a.docx")

    record = json.loads(document.data)
    assert (record["title"], record["author"], record["text"]) == ("Bridge closed", "Ann Lee", text)
