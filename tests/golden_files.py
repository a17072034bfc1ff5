"""Golden pairs of files: an input, and the units that it holds as `khabar parse` prints them."""

import json
from pathlib import Path
from typing import Any

from checkout import GOLDEN

from etl.documents import Document, Refusal
from etl.ingest import read_file
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.parse_output import article_object, refusal_object


def golden_inputs(folder: str) -> list[Path]:
    """The inputs in a folder of tests/golden."""
    return sorted(path for path in (GOLDEN / folder).iterdir() if path.suffix != ".json")


def check_golden(path: Path, *, rewrite: bool) -> None:
    """Raise AssertionError if the units of an input are not those in the file beside it; `rewrite` writes them."""
    units = [_object(unit) for unit in read_file(path, path.name, Settings()) if isinstance(unit, Document | Refusal)]
    expected = path.with_suffix(".json")
    if rewrite:
        expected.write_text(json.dumps(units, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert units == json.loads(expected.read_text(encoding="utf-8"))


def _object(unit: Document | Refusal) -> dict[str, Any]:
    """The fields of a unit that say anything."""
    if isinstance(unit, Refusal):
        found = refusal_object(unit)
    else:
        result = convert(unit, Settings())
        found = refusal_object(result) if isinstance(result, Refusal) else article_object(unit, result)
    return {name: value for name, value in found.items() if value not in (None, [], "")}
