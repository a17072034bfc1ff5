"""What `khabar parse` prints, read again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from checkout import SEEDS

from etl.documents import Document, Origin
from etl.enrich import enrich
from etl.errors import EmptyArticle
from etl.ingest import read_file
from etl.parse import parse_document
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.parse_output import article_object, refusal_object

# What says where and how the article was read, or is found out once more from its text.
OF_THE_READING = {"uri", "member", "position", "format", "parser", "published_evidence", "extraction_doubt"}
FOUND_AGAIN = {"quality_issues", "block_languages", "language_confidence", "published_precision"}


def printed(document: Document) -> dict[str, object]:
    result = convert(document, Settings())
    assert not hasattr(result, "reason"), result
    return article_object(document, result)


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_an_article_that_was_printed_is_the_same_when_it_is_read_again(path: Path) -> None:
    settings = Settings()
    units = [unit for unit in read_file(path, path.name, settings) if isinstance(unit, Document)]
    articles = [(unit, made) for unit in units if not hasattr(made := convert(unit, settings), "reason")]
    for unit, made in articles:
        first = article_object(unit, made)
        line = json.dumps(first, ensure_ascii=False).encode()
        second = printed(replace(unit, data=line, name="articles.jsonl", media_type="application/json", charset=None))

        left_out = OF_THE_READING | FOUND_AGAIN
        assert {key: second[key] for key in second.keys() - left_out} == {
            key: first[key] for key in first.keys() - left_out
        }


def test_a_line_of_a_refusal_is_no_article() -> None:
    refused = convert(Document(origin=Origin(uri="a.txt"), name="a.txt", data=b" "), Settings())
    line = json.dumps(refusal_object(refused)).encode()  # type: ignore[arg-type]  # a refusal

    with pytest.raises(EmptyArticle):
        parse_document(Document(origin=Origin(uri="a.jsonl"), name="a.jsonl", data=line), Settings())


@pytest.mark.parametrize("value", [None, 7, "x", ["x", 7, {}], {"a": 1}])
def test_a_line_with_values_of_other_kinds_is_read_without_them(value: object) -> None:
    article = parse_document(
        Document(origin=Origin(uri="a.txt"), name="a.txt", data=b"Ferry\n\nIt ran on Monday."), Settings()
    )
    document = Document(origin=Origin(uri="a.jsonl"), name="a.jsonl", data=b"")
    line = article_object(document, article)
    for key in line.keys() - {"uri", "outcome", "title"}:
        changed = replace(document, data=json.dumps(line | {key: value}).encode())
        try:
            enrich(parse_document(changed, Settings()), changed)
        except EmptyArticle:
            assert key == "sections"
