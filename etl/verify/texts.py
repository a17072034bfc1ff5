"""Compare the texts of a revision with those of its article."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from etl.articles import Article, Block, Body
from etl.database.copy import clean

FIND_TEXTS = text("""
    select t.kind, array_agg(t.text order by t.position) as texts
    from (
        select 'title' as kind, 0 as position, title as text from corpus.revision where revision_id = :revision_id
        union all
        select 'facts', position, text from corpus.fact where revision_id = :revision_id
        union all
        select 'summary', position, text from corpus.summary where revision_id = :revision_id
        union all
        select 'headings', position, heading from corpus.section where revision_id = :revision_id
        union all
        select 'paragraphs', position, text from corpus.paragraph where revision_id = :revision_id
        union all
        select 'extra', position, text from corpus.extra where revision_id = :revision_id
        union all
        select 'captions', position, text from corpus.caption where revision_id = :revision_id
    ) as t
    group by t.kind""")


def other_text(connection: Connection, revision_id: int, article: Article) -> str | None:
    """The first kind of text in which the rows of a revision differ from an article; None if all are equal."""
    rows = connection.execute(FIND_TEXTS, {"revision_id": revision_id})
    found = {kind: texts for kind, texts in rows}
    return next((kind for kind, texts in _texts_of(article.body) if found.get(kind, []) != texts), None)


def _texts_of(body: Body) -> Iterator[tuple[str, list[str | None]]]:
    """The texts of an article in the form of the tables."""
    yield "title", [_text(body.title)]
    yield "facts", list(map(_text, body.facts))
    yield "summary", list(map(_text, body.summary))
    yield "headings", [_text(section.heading) for section in body.sections]
    yield "paragraphs", list(map(_text, body.paragraphs))
    yield "extra", list(map(_text, body.extra))
    yield "captions", list(map(_text, body.captions))


def _text(block: Block | None) -> str | None:
    return clean(block.text) if block else None
