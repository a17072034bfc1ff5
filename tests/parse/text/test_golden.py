"""Golden pairs: a text and the article it holds; `make golden` rewrites the articles."""

import json
from pathlib import Path

import pytest
from checkout import GOLDEN

from etl.articles import Article, Block
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings

FOLDER = GOLDEN / "text"
TEXTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_golden_text_holds_its_article(text: Path, rewrite_golden: bool) -> None:
    document = Document(origin=Origin(uri=text.name), name=text.name, data=text.read_bytes())
    found = readable(FORMAT.read(document, Settings()).article())

    expected = text.with_suffix(".json")
    if rewrite_golden:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def readable(article: Article) -> dict[str, object]:
    """What a person checks: texts with role and how they were found."""
    return {
        "title": shown(article.body.title),
        "facts": [shown(article.body.facts_label), *map(shown, article.body.facts)],
        "summary": [shown(article.body.summary_label), *map(shown, article.body.summary)],
        "sections": [
            {"heading": shown(section.heading), "level": section.level, "blocks": list(map(shown, section.paragraphs))}
            for section in article.body.sections
        ],
        "extra": list(map(shown, article.body.extra)),
        "authors": list(article.authors),
        "dates": [[date.kind, date.evidence, date.moment.iso() if date.moment else None] for date in article.dates],
    }


def shown(block: Block | None) -> str | None:
    return f"{block.role} ({block.detected_by}): {block.text}" if block is not None else None
