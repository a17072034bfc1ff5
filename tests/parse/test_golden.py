"""Golden pairs: a document and the article in it; `make golden` rewrites the articles."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from checkout import GOLDEN, golden_inputs

from etl.articles import Article, Block
from etl.documents import Document, Origin, Refusal
from etl.enrich.choose_dates import choose_dates
from etl.ingest import read_file
from etl.parse import FORMATS, format_of, parse_document
from etl.parse.format import Format
from etl.settings import Settings
from etl.stages.convert import or_refusal

# Fields of Article that are shown under another name; those of the file are not shown.
ELSEWHERE = {
    "body", "topics", "urls", "dates", "live_updates", "quality_issues", "language_declared", "completeness",
    "paywalled", "access_evidence", "wire_credit", "wire_agency", "wire_evidence",
}  # fmt: skip
OF_THE_FILE = {"format", "parser", "source_text", "encoding_declared", "encoding", "replaced_count"}


@pytest.mark.parametrize("path", golden_inputs(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_gives_the_articles_next_to_it(path: Path, rewrite_golden: bool) -> None:
    """The folder is named after the format that must read it, or after a container or a kind of document."""
    units = [unit for unit in read_file(path, path.name, Settings()) if isinstance(unit, Document | Refusal)]
    found = [readable(unit) for unit in units]

    expected = path.with_name(f"{path.name}.json")
    if rewrite_golden:
        shown = found[0] if len(found) == 1 else found
        expected.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    articles = json.loads(expected.read_text(encoding="utf-8"))
    assert found == (articles if isinstance(articles, list) else [articles])


@pytest.mark.parametrize("known", [known for known in FORMATS if (GOLDEN / known.name).is_dir()])
def test_an_input_in_the_folder_of_a_format_is_read_by_it(known: Format) -> None:
    paths = [path for path in golden_inputs() if path.parent.name == known.name]
    documents = [Document(origin=Origin(uri=path.name), name=path.name, data=path.read_bytes()) for path in paths]

    assert {format_of(document) for document in documents} == {known.name}


def readable(unit: Document | Refusal) -> dict[str, object]:
    """What became of a unit, as a person checks it."""
    result = unit if isinstance(unit, Refusal) else or_refusal(unit, lambda: parse_document(unit, Settings()))
    if isinstance(result, Refusal):
        return {"reason": result.reason, "detail": result.detail}
    return fields_of(choose_dates(result))


def fields_of(article: Article) -> dict[str, object]:
    """Texts with role and how they were found, and the metadata."""
    found = {
        "title": [shown(article.body.title), article.body.title_origin],
        "facts": [shown(article.body.facts_label), *map(shown, article.body.facts)],
        "summary": [shown(article.body.summary_label), *map(shown, article.body.summary)],
        "sections": [
            {"heading": shown(section.heading), "level": section.level, "blocks": list(map(shown, section.paragraphs))}
            for section in article.body.sections
        ],
        "extra": list(map(shown, article.body.extra)),
        "captions": [[shown(caption), caption.credit] for caption in article.body.captions],
        "standfirst": article.body.standfirst,
        "description": article.description,
        "authors": list(article.authors),
        "section": article.section,
        "topics": [topic.code for topic in article.topics],
        "source": article.source,
        "language": article.language_declared,
        "urls": {url.kind: url.url for url in article.urls},
        "wire": [article.wire_credit, article.wire_agency, article.wire_evidence],
        "ai_disclosure": article.ai_disclosure,
        "access": [article.completeness, article.paywalled, article.access_evidence],
        "corrections": list(article.corrections),
        "live_updates": [[update.time, update.heading, update.text] for update in article.live_updates],
        "canonical_url": article.canonical_url,
        "dates": [
            [date.kind, date.evidence, date.text, date.moment.iso() if date.moment else None, date.chosen]
            for date in article.dates
        ],
        "issues": [[issue.rule, issue.evidence] for issue in article.quality_issues],
    }
    others = {field.name for field in fields(article)} - {*found, *ELSEWHERE, *OF_THE_FILE}
    return found | {name: value for name in sorted(others) if (value := getattr(article, name)) not in (None, ())}


def shown(block: Block | None) -> str | None:
    return f"{block.role} ({block.detected_by}): {block.text}" if block is not None else None
