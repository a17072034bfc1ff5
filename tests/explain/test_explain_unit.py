"""Which unit of a file is explained, how many there are, and what is said of it by its format."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.articles import Article, Block, Body, Role, Section
from etl.documents import Document, Refusal
from etl.errors import ConfigError
from etl.explain.explain_unit import MAX_COUNTED_UNITS, Explanation, explain
from etl.parse import FORMATS
from etl.parse.format import Format
from etl.parse.reading import WHOLE, Share
from etl.parse.records.record_reading import RecordReading
from etl.settings import Settings
from etl.stages.parse_files import parse_paths
from etl.workers.limits import Limits
from etl.workers.worker import Work

TEXT = "Of {0}\n\nThe council of {0} met on Monday and spoke of water, bread and the bridge.\n"
PAGE = "<html><head><title>Of a page</title></head><body><article><h1>Of a page</h1><p>{}</p></article></body></html>"


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def line(number: int) -> str:
    return json.dumps({"title": f"Of {number}", "maintext": TEXT.format(number) * 2})


CUT = '{"title": "cut'
LONG = json.dumps({"title": "x" * 2000})
SHORT_ONLY = Settings().model_copy(update={"max_document_bytes": 1000})


@pytest.mark.parametrize(
    ("lines", "position", "explained"),
    [
        ((line(0), line(1)), None, 0),
        ((LONG, line(1), line(2)), None, 1),
        ((LONG, line(1), LONG), 2, 2),
        ((LONG, line(1)), 0, 0),
        ((LONG, LONG), None, 0),
        ((CUT, line(1)), None, 0),
    ],
)
def test_without_a_position_the_first_document_is_explained_else_the_first_refusal(
    tmp_path: Path, lines: tuple[str, ...], position: int | None, explained: int
) -> None:
    found = explain(write(tmp_path, "a.jsonl", *lines), SHORT_ONLY, position=position)

    unit = found.result if isinstance(found.result, Refusal) else found.result.document
    assert unit.origin.position == explained
    assert isinstance(found.result, Refusal) == (lines[explained] in (LONG, CUT))
    assert (found.unit_count, found.is_whole_count) == (len(lines), True)


def test_a_long_file_is_not_read_to_its_end_only_to_count_its_units(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", line(0), *[CUT] * (MAX_COUNTED_UNITS + 1))
    last = explain(path, Settings(), position=MAX_COUNTED_UNITS + 1)

    found = explain(path, Settings())

    assert (found.unit_count, found.is_whole_count) == (10_000, False)
    assert (last.unit_count, last.is_whole_count) == (10_002, False)
    assert isinstance(last.result, Refusal)


@pytest.mark.parametrize("choice", [{"position": 2}, {"member": "b.txt"}, {"member": "b.txt", "position": 0}])
def test_a_unit_that_is_not_there_is_named(tmp_path: Path, choice: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"a\.jsonl has 2 units"):
        explain(write(tmp_path, "a.jsonl", line(0), line(1)), Settings(), **choice)


def explained(path: Path, settings: Settings | None = None) -> Explanation:
    result = explain(path, settings or Settings()).result
    assert isinstance(result, Explanation)
    return result


@pytest.mark.parametrize(
    ("name", "content", "reason", "is_chosen_from"),
    [
        ("a.txt", TEXT.format("town") * 3, "by its", False),
        ("a.html", PAGE.format(TEXT.format("town") * 3), "main text", True),
        ("a.json", line(0), "the field “title” of the record", False),
    ],
)
def test_what_is_said_of_an_article_is_that_of_its_format(
    tmp_path: Path, name: str, content: str, reason: str, is_chosen_from: bool
) -> None:
    found = explained(write(tmp_path, name, content))

    assert found.reasons.keys() - {WHOLE} == {place for place, _ in found.blocks}
    assert any(reason in share.words for each in found.reasons.values() for share in each.shares)
    assert {line.verdict is not None for line in found.lines} == {is_chosen_from}
    assert (WHOLE in found.reasons) == is_chosen_from
    assert found.article.body.title is not None


def test_the_lines_of_a_feed_entry_and_of_a_record_are_their_fields(tmp_path: Path) -> None:
    items = "<rss version='2.0'><channel><title>News</title><item><title>Of a feed</title><description>{}</description>"
    feed = write(tmp_path, "a.xml", items.format(TEXT.format("town")), "</item></channel></rss>")
    record = write(tmp_path, "a.json", line(0))

    assert [each.label for each in explained(feed).lines if each.label] == ["title", "description"]
    assert [each.label for each in explained(record).lines if each.label] == ["title", "maintext"]


def test_a_format_of_records_that_only_lists_its_fields_is_shown_with_its_source_and_its_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document, settings: Settings) -> RecordReading:
        block = Block(role=Role.PARAGRAPH, text="It ran.", detected_by="json:body")
        body = Body(sections=(Section(paragraphs=(block,)),))
        return RecordReading(
            made=Article(format="new", parser="new/1", body=body), fields=lambda: [("id", "7"), ("body", "It ran.")]
        )

    new = Format(
        name="new",
        what="",
        recognised_by="",
        becomes="",
        recognises=lambda document: document.name.endswith(".new"),
        read=read,
    )
    monkeypatch.setattr("etl.parse.FORMATS", (new, *FORMATS))

    found = explained(write(tmp_path, "a.new", "..."))

    shown = [(line.label, [(each.text, each.place) for each in line.fragments]) for line in found.lines]
    assert shown == [("id", [("7", None)]), ("body", [("It ran.", "sections[0].paragraphs[0]")])]
    assert found.reasons["sections[0].paragraphs[0]"].shares == (Share(words="the field “body” of the record"),)


def test_an_article_that_is_read_at_all_has_the_time_to_be_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reasons and its source take time too."""
    seen: list[Limits] = []
    module = sys.modules["etl.explain.explain_unit"]
    plain = module.map_chunks

    def map_chunks(work: Work[Any, Any, Any], *rest: Any) -> object:
        seen.append(work.limits)
        return plain(work, *rest)

    monkeypatch.setattr(module, "map_chunks", map_chunks)

    explained(write(tmp_path, "a.txt", TEXT.format("town")), Settings(document_seconds=7, document_wall_seconds=70))

    assert [(limits.cpu_seconds, limits.wall_seconds) for limits in seen] == [(14, 70)]


def test_a_document_past_its_limit_is_refused_and_not_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compute_for_ever(unit: Document, settings: Settings) -> None:
        sum(iter(int, 1))

    path = write(tmp_path, "a.txt", TEXT.format("town"))
    limit = Settings().model_copy(update={"document_seconds": 0.1, "workers": 1})
    for name, step in (("etl.explain.explain_unit", "read_document"), ("etl.stages.parse_files", "convert")):
        monkeypatch.setattr(sys.modules[name], "prepare", lambda settings, units: None)
        monkeypatch.setattr(sys.modules[name], step, compute_for_ever)

    (parsed,) = parse_paths([path], limit)
    result = explain(path, limit).result

    assert isinstance(result, Refusal)
    assert (result.reason, result.origin.uri) == ("timeout", "a.txt")
    assert (parsed["outcome"], parsed["reason"], parsed["uri"]) == ("rejected", "timeout", "a.txt")
