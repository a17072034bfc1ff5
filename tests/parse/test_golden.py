"""Golden pairs: a document and the article in it; `make golden` rewrites the articles."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from checkout import golden_inputs

from etl.articles import Article, Block
from etl.documents import Document, Origin
from etl.enrich.dates import choose_dates
from etl.parse import parse_document
from etl.settings import Settings

# Fields of Article that are shown under another name; those of the file are not shown.
ELSEWHERE = {
    "body", "topics", "urls", "dates", "live_updates", "quality_issues", "language_declared", "completeness",
    "paywalled", "access_evidence", "wire_credit", "wire_agency", "wire_evidence",
}  # fmt: skip
OF_THE_FILE = {"format", "parser", "source_text", "encoding_declared", "encoding", "replaced_count"}


@pytest.mark.parametrize("path", golden_inputs(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_gives_the_article_next_to_it(path: Path, rewrite_golden: bool) -> None:
    """The folder is named after the format that must read it."""
    article = parse_document(Document(origin=Origin(uri=path.name), name=path.name, data=path.read_bytes()), Settings())
    found = readable(choose_dates(article, None))

    expected = path.with_name(f"{path.name}.json")
    if rewrite_golden:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
    assert article.format == path.parent.name


def readable(article: Article) -> dict[str, object]:
    """What a person checks: texts with role and how they were found, and the metadata."""
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
