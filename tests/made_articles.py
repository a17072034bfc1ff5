"""Articles made of plain texts and fields, for tests of what happens to an article."""

from dataclasses import fields, replace

from etl.articles import Article, Block, Body, Role, Section

BODY_FIELDS = frozenset(field.name for field in fields(Body))


def make_block(text: str) -> Block:
    return Block(role=Role.PARAGRAPH, text=text, detected_by="test")


def make_article(*paragraphs: str, **values: object) -> Article:
    """An article with these paragraphs under no heading; values as in Article and Body."""
    article = Article(format="text", parser="text/1")
    if paragraphs:
        article = with_fields(article, sections=(Section(paragraphs=tuple(map(make_block, paragraphs))),))
    return with_fields(article, **values)


def with_fields(article: Article, **values: object) -> Article:
    """The article with other values; names as in Article and Body."""
    of_body = {name: value for name, value in values.items() if name in BODY_FIELDS}
    others = {name: value for name, value in values.items() if name not in BODY_FIELDS}
    return replace(article, body=replace(article.body, **of_body), **others)
