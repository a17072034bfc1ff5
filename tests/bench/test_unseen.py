"""bench/figures/unseen.py: what counts as right, and the half that nobody looks at."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures.unseen import scored
from bench.unseen.scores import f1, heading, plain, text_scores

ROOT = Path(__file__).parents[2]
GOLD = {
    "title": "The ferry runs again",
    "facts": ["It runs daily."],
    "summary": None,
    "sections": [{"heading": "1. Prices", "paragraphs": ["A seat costs \u201cnine\u201d euros."]}],
    "metadata": {"authors": ["Ann Lee"]},
}
OUTPUT = {**GOLD, "summary": [], "authors": ["Ann Lee"]}


def test_an_output_equal_to_the_gold_is_exact_and_another_title_is_not() -> None:
    assert set(text_scores(GOLD, [OUTPUT]).values()) == {1.0}
    assert text_scores(GOLD, [{**OUTPUT, "title": "The ferry"}])["exact"] == 0
    assert text_scores(GOLD, [OUTPUT, OUTPUT])["exact"] == 0
    assert text_scores(GOLD, [])["exact"] == 0


def test_quotation_marks_numbers_of_headings_and_optional_strings_do_not_count() -> None:
    assert plain("a  \u201cb\u201d") == 'a "b"'
    assert heading("2. Prices:") == "Prices"
    assert f1(["a", "b"], ["a", "c"]) == 0.5
    assert f1(["a"], ["a", "note"], optional=["note"]) == 1
    assert f1([], []) == 1


def test_a_page_is_parsed_and_scored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry runs again\n\nIt left the quay at six. It was full, and it was late.\n")
    (tmp_path / "a.json").write_text(json.dumps({**GOLD, "facts": [], "sections": [], "metadata": {}}))

    ((name, scores),) = scored(tmp_path, "texts")

    assert (name, scores["title"], scores["exact"]) == ("a", 1.0, 0.0)


@pytest.mark.parametrize("option", [["--misses", "3"], ["--write-to", "folder"]])
def test_the_measuring_half_is_not_shown(option: list[str]) -> None:
    command = [sys.executable, "-m", "bench.figures.unseen", *option]

    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 2
