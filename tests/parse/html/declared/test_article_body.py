"""The text in JSON-LD, where the page shows none or only its beginning."""

import json

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse import parse_document
from etl.settings import Settings

PARAGRAPHS = [
    "The harbour bridge was opened on Monday after three years of work, and the first cars went over it at noon.",
    "The works cost nine million, twice as much as planned, because the old piers stood on sand and not on rock.",
    "The ferry, which carried people across in the meantime, will be sold to a village further down the river.",
]


def article(shown: str, *, declared: str = "\n\n".join(PARAGRAPHS)) -> Article:
    ld = json.dumps({"@type": "NewsArticle", "headline": "The bridge is open", "articleBody": declared})
    page = (
        f"<html><head><script type='application/ld+json'>{ld}</script></head><body><main>{shown}</main></body></html>"
    )
    return parse_document(Document(origin=Origin(uri="a.html"), name="a.html", data=page.encode()), Settings())


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


def test_a_page_without_text_has_the_declared_one() -> None:
    found = article("<div id='app'></div>")

    assert paragraphs(found) == PARAGRAPHS
    assert found.body.title is not None
    assert found.body.title.text == "The bridge is open"


def test_escaped_html_becomes_paragraphs() -> None:
    declared = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in PARAGRAPHS)

    assert paragraphs(article("<div id='app'></div>", declared=declared)) == PARAGRAPHS


def test_a_page_that_shows_the_beginning_has_the_whole_text() -> None:
    assert paragraphs(article(f"<h1>The bridge is open</h1><p>{PARAGRAPHS[0]}</p>")) == PARAGRAPHS


def test_another_text_on_the_page_stays() -> None:
    other = "<h1>The bridge is open</h1>" + "<p>Quite another text is on this page, about a ferry.</p>" * 3

    assert PARAGRAPHS[0] not in paragraphs(article(other))
