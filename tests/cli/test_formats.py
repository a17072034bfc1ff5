"""`khabar formats`: the registries, as lists."""

import json
import sys

import pytest

from etl.cli.formats import formats
from etl.ingest import CONTAINERS
from etl.parse import FORMATS


def test_every_container_and_format_is_listed_in_the_order_of_the_registry(capsys: pytest.CaptureFixture[str]) -> None:
    formats(as_json=True)
    listed = json.loads(capsys.readouterr().out)

    assert [row["name"] for row in listed["containers"]] == [each.name for each in CONTAINERS]
    assert [row["name"] for row in listed["formats"]] == [each.name for each in FORMATS]
    assert all(row["what"] and row["recognised_by"] and row["becomes"] for rows in listed.values() for row in rows)


def test_an_extra_is_listed_with_its_state(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    formats()
    with_it = " ".join(capsys.readouterr().out.split())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    formats()
    without = " ".join(capsys.readouterr().out.split())

    assert "extra: parquet, installed" in with_it
    assert "extra: parquet, not installed; run .venv/bin/python -m uv pip install -c constraints.txt pyarrow" in without
