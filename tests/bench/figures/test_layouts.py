"""The figures of layouts: what the command refuses, and what it counts as invented."""

import subprocess
import sys

import pytest

from bench.figures.layouts import invented


@pytest.mark.parametrize("option", [["--misses", "5"], ["--write-to", "texts"]])
def test_texts_of_the_measuring_half_are_not_shown(option: list[str]) -> None:
    command = [sys.executable, "-m", "bench.figures.layouts", *option]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert "not shown" in run.stderr


def test_invented_is_what_does_not_stand_in_the_file_in_this_order() -> None:
    prediction = {
        "id": "a",
        "title": None,
        "facts": ["Rain comes."],
        "summary": ["comes Rain"],
        "sections": [{"heading": "Harbour", "paragraphs": ["The development of the pier."]}],
        "extra": [],
    }

    assert invented([prediction], {"a": "Harbour\n\nRain comes.\nThe develop-\nment of the pier."}) == 0.25
