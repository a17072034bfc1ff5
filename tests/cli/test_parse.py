"""`khabar parse`: its contract, on the seeds and on damage."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from checkout import ROOT
from processes import run_khabar

SCHEMA = json.loads((ROOT / "docs" / "parse-output.schema.json").read_text(encoding="utf-8"))


def parse(*paths: str, folder: Path) -> list[dict[str, Any]]:
    result = run_khabar("parse", *paths, environment=dict(os.environ), folder=folder)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def seeds() -> list[dict[str, Any]]:
    return parse("seeds", folder=ROOT)


def test_every_line_keeps_the_schema(seeds: list[dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert len(seeds) > 20
    assert [error.message for line in seeds for error in validator.iter_errors(line)] == []


def test_units_come_in_the_order_of_the_input(seeds: list[dict[str, Any]]) -> None:
    places = [(line["uri"], line["position"]) for line in seeds if line["member"] is None]
    assert places == sorted(places)


def test_offsets_are_code_points_in_the_text_at_the_place(seeds: list[dict[str, Any]]) -> None:
    users = next(line for line in seeds if line["uri"].startswith("000_"))
    glitches = [issue for issue in users["quality_issues"] if issue["rule"] == "mixed_script_glitch"]

    spans = [text_at(users, issue["place"])[issue["start"] : issue["end"]] for issue in glitches]

    assert spans == ["ت formalization", "إ framing", "إ framing"]


def text_at(parsed: dict[str, Any], place: str) -> str:
    found: Any = parsed
    for step in place.replace("]", "").replace("[", ".").split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    return str(found)


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    result = run_khabar("parse", "nowhere", environment=dict(os.environ), folder=tmp_path)

    assert (result.returncode, result.stdout) == (2, "")
    assert "no such file or folder" in result.stderr


def test_damage_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A heading\nA first paragraph that says something at length.\n", encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(b"\x1f\x8b\x08\x00\x00")
    (tmp_path / "c.txt").touch()

    lines = parse(".", folder=tmp_path)

    assert [(line["uri"], line["outcome"], line["reason"]) for line in lines] == [
        ("a.txt", "parsed", None),
        ("b.html.gz", "rejected", "truncated"),
        ("c.txt", "rejected", "empty"),
    ]
