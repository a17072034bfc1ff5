"""Documents and articles made of fields, for tests of what happens to them."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from etl.articles import Article, Block, Body, Role, Section
from etl.documents import Document, Origin

BODY_FIELDS = frozenset(field.name for field in fields(Body))
ORIGIN_FIELDS = frozenset(field.name for field in fields(Origin))
# Of a member of an archive, with all that a container can say.
ORIGIN = Origin(
    uri="a.zip",
    member="a.html",
    member_no=2,
    position=3,
    byte_offset=5,
    byte_length=12,
    target_url="https://n.example/fetched",
    fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
)


def make_document(**values: Any) -> Document:
    """A document without bytes; values as in Document and Origin."""
    origin: dict[str, Any] = {"uri": "a.txt"} | {name: value for name, value in values.items() if name in ORIGIN_FIELDS}
    others = {name: value for name, value in values.items() if name not in ORIGIN_FIELDS}
    return Document(**{"origin": Origin(**origin), "name": origin["uri"], "data": b"", **others})


def make_block(text: str) -> Block:
    return Block(role=Role.PARAGRAPH, text=text, detected_by="test")


def make_article(*paragraphs: str, **values: Any) -> Article:
    """An article with these paragraphs under no heading; values as in Article and Body."""
    article = Article(format="text", parser="text/1")
    if paragraphs:
        article = with_fields(article, sections=(Section(paragraphs=tuple(map(make_block, paragraphs))),))
    return with_fields(article, **values)


def with_fields(article: Article, **values: Any) -> Article:
    """The article with other values; names as in Article and Body."""
    of_body = {name: value for name, value in values.items() if name in BODY_FIELDS}
    others = {name: value for name, value in values.items() if name not in BODY_FIELDS}
    return replace(article, body=replace(article.body, **of_body), **others)
