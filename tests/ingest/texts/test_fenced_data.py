"""Data in a code fence is read like a file of its own."""

from pathlib import Path

import pytest

from etl.documents import Document
from etl.ingest import read_file
from etl.settings import Settings

RECORD = '{"title": "The Mill", "text": "The mill by the weir turned again on Monday."}'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"```json\n{RECORD}\n```", 1),
        (f"Here is the JSON:\n\n```\n{RECORD}\n```\n\nLet me know!", 1),
        (f"~~~json\n[{RECORD},\n{RECORD}]\n~~~", 2),
        (f"```jsonl\n{RECORD}\n{RECORD}\n", 2),
    ],
)
def test_each_record_in_a_fence_is_a_unit(tmp_path: Path, text: str, count: int) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    units = list(read_file(tmp_path / "a.txt", "a.txt", Settings()))

    assert [unit.data.decode() for unit in units if isinstance(unit, Document)] == [RECORD] * count
    assert len(units) == count
