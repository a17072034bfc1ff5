"""`khabar parse` inside this process: every unit of every path once, in order, and how many there are of each kind."""

import json
import zipfile
from pathlib import Path

import pytest

from etl.settings import Settings
from etl.stages.parse_files import count_outcomes, parse_paths

TEXT = "Of {0}\n\nThe council of {0} met on Monday and spoke of water, bread and the bridge.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT.format("town"))
    (tmp_path / "b.txt").touch()
    lines = [json.dumps({"title": f"Of {n}", "maintext": TEXT.format(n) * 2}) for n in range(3)]
    (tmp_path / "c.jsonl").write_text("\n".join([lines[0], '{"title": "cut', *lines[1:]]))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr("e.txt", TEXT.format("member"))
    (tmp_path / "link.txt").symlink_to("a.txt")
    return tmp_path


@pytest.mark.parametrize("workers", [1, 3])
def test_every_unit_of_a_folder_is_given_in_order(folder: Path, workers: int) -> None:
    found = list(parse_paths([folder], Settings(workers=workers, chunk_records=2)))

    assert [(unit["uri"], unit["member"], unit["position"], unit["outcome"], unit["reason"]) for unit in found] == [
        ("a.txt", None, 0, "parsed", None),
        ("b.txt", None, 0, "rejected", "empty"),
        ("c.jsonl", None, 0, "parsed", None),
        ("c.jsonl", None, 1, "rejected", "malformed"),
        ("c.jsonl", None, 2, "parsed", None),
        ("c.jsonl", None, 3, "parsed", None),
        ("d.zip", "e.txt", 0, "parsed", None),
        ("link.txt", None, 0, "skipped", "link"),
    ]
    assert [unit["title"] for unit in found if unit["title"]] == ["Of town", "Of 0", "Of 1", "Of 2", "Of member"]
    assert found[-1]["detail"] == "not a regular file"


def test_several_paths_are_read_one_after_the_other(folder: Path) -> None:
    found = parse_paths([folder / "c.jsonl", folder / "a.txt"], Settings(workers=1))

    assert [unit["uri"] for unit in found] == ["c.jsonl"] * 4 + ["a.txt"]


def test_outcomes_are_counted_by_reason(folder: Path) -> None:
    assert count_outcomes([folder], Settings(workers=1)) == {
        "parsed": 5,
        "rejected: empty": 1,
        "rejected: malformed": 1,
        "skipped: link": 1,
    }


def test_a_unit_that_was_refused_when_it_was_read_is_given_with_its_reason(folder: Path) -> None:
    small = Settings(workers=1).model_copy(update={"max_document_bytes": 100})

    found = list(parse_paths([folder / "c.jsonl"], small))

    assert [unit["reason"] for unit in found] == ["document_too_large", "malformed", *["document_too_large"] * 2]
