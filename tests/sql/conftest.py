"""Articles put straight into the tables, and the search over them."""

import uuid
from datetime import date
from hashlib import sha256

import pytest
from fixture_types import AddArticle, AddRevision, Find, Snippet
from sql.search_index import index
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.database import tables


@pytest.fixture
def add_revision(session: Session) -> AddRevision:
    """Add a revision with one section, as the current one of its article; a new article where none is given."""

    def add(
        *paragraphs: str,
        article: tables.Article | None = None,
        language: str | None = None,
        language_declared: str | None = None,
        title: str | None = None,
        published_on: date | None = None,
        source_id: int | None = None,
        facts: tuple[str, ...] = (),
        summary: tuple[str, ...] = (),
        heading: str | None = None,
    ) -> tables.Revision:
        if article is None:
            article = tables.Article(uid=uuid.uuid4(), identity="text")
            session.add(article)
            session.flush()
        revision = tables.Revision(
            article_id=article.article_id,
            content_hash=sha256("\n".join((title or "", *facts, *summary, *paragraphs)).encode()).digest(),
            origin_file_id=0,
            origin_member_no=0,
            origin_position=0,
            format="test",
            parser="test/1",
            source_id=source_id,
            title=title,
            language=language,
            language_declared=language_declared,
            completeness="full",
            published_on=published_on,
            corrections=[],
            fact_count=len(facts),
            summary_count=len(summary),
            section_count=1,
            paragraph_count=len(paragraphs),
            character_count=sum(map(len, paragraphs)),
            quality_issue_count=0,
        )
        session.add(revision)
        session.flush()
        key = {"revision_id": revision.revision_id}
        session.add(tables.Section(position=0, heading=heading, **key))
        for place, paragraph in enumerate(paragraphs):
            session.add(
                tables.Paragraph(
                    position=place, section_position=0, role="paragraph", text=paragraph, detected_by="test", **key
                )
            )
        for table, texts in ((tables.Fact, facts), (tables.Summary, summary)):
            for place, words in enumerate(texts):
                session.add(table(position=place, text=words, detected_by="test", **key))
        article.current_revision_id = revision.revision_id
        session.flush()
        return revision

    return add


@pytest.fixture
def add_article(add_revision: AddRevision) -> AddArticle:
    """Add an article of these paragraphs and return its id."""

    def add(*paragraphs: str, **fields: object) -> int:
        return add_revision(*paragraphs, **fields).article_id

    return add


@pytest.fixture
def find(session: Session) -> Find:
    """Index what is not indexed, and return the ids of the articles that answer a query."""

    def find(query: str, **filters: object) -> list[int]:
        index(session)
        names = "".join(f", {name} => :{name}" for name in filters)
        rows = session.execute(text(f"select article_id from news.search(:query{names})"), {"query": query} | filters)
        return list(rows.scalars())

    return find


@pytest.fixture
def snippet(session: Session) -> Snippet:
    """Index what is not indexed, and return the snippet of the one article that answers a query."""

    def find(query: str, language: str | None = None) -> str:
        index(session)
        found = session.execute(
            text("select snippet from news.search(:query, :language)"), {"query": query, "language": language}
        )
        return str(found.scalar_one())

    return find
