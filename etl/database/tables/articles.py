"""Articles and their revisions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TEXT, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Article(Base):
    """One article, however often it was read. Its text is in its revisions."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("uid"),
        Index("article_current_revision_id_key", "current_revision_id", unique=True),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    article_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the article in this database")
    uid: Mapped[UUID] = mapped_column(
        comment="identifier, the same in every database: computed from URL, agency id or text"
    )
    identity: Mapped[str] = mapped_column(comment="what uid is computed from: url, id or text")
    current_revision_id: Mapped[int | None] = mapped_column(
        comment="the current revision: most complete, then latest dated or fetched, then highest content_hash"
    )
    first_seen_at: Mapped[datetime | None] = mapped_column(
        comment="earliest time at which any record of it was fetched or dated"
    )
    last_seen_at: Mapped[datetime | None] = mapped_column(
        comment="latest time at which any record of it was fetched or dated"
    )


class ArticleUrl(Base):
    """A URL of an article."""

    __tablename__ = "article_url"
    __table_args__ = (Index("article_url_article_id_index", "article_id"),)

    url_hash: Mapped[bytes] = mapped_column(primary_key=True, comment="first 16 bytes of the SHA-256 of the URL")
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="the article")
    kind: Mapped[str] = mapped_column(
        primary_key=True,
        comment="canonical, amp, og, json-ld, shortlink, twitter, redirect, feed, fetched or alternate",
    )
    url: Mapped[str] = mapped_column(comment="the URL as the document or crawler gives it")
    run_id: Mapped[int | None] = mapped_column(
        comment="the run that added it, or the last `khabar reparse` that found it; NULL if an early version added it"
    )


class Revision(Base):
    """One version of an article as its publisher gave it."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("article_id", "content_hash"),
        Index("revision_source_id_published_on_index", "source_id", "published_on"),
        Index("revision_published_on_index", "published_on", postgresql_using="brin"),
    )

    revision_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the revision in this database")
    article_id: Mapped[int] = mapped_column(ForeignKey("corpus.article.article_id"), comment="the article")
    content_hash: Mapped[bytes] = mapped_column(comment="SHA-256 of everything that the publisher says in it")
    origin_file_id: Mapped[int] = mapped_column(
        comment="file of the record that its rows were made from; of several records the first by SHA-256, root "
        "and path"
    )
    origin_member_no: Mapped[int] = mapped_column(comment="member of that record")
    origin_position: Mapped[int] = mapped_column(comment="position of that record")
    format: Mapped[str] = mapped_column(comment="format of the document: text, html, json, feed ...")
    parser: Mapped[str] = mapped_column(comment="parser and its version")
    source_id: Mapped[int | None] = mapped_column(comment="the outlet")
    source_name: Mapped[str | None] = mapped_column(comment="name of the outlet as the document gives it")
    external_id: Mapped[str | None] = mapped_column(comment="the publisher's or agency's own id")
    canonical_url: Mapped[str | None] = mapped_column(comment="the canonical URL that the document gives")
    title: Mapped[str | None] = mapped_column(comment="title; NULL if the document has none")
    title_origin: Mapped[str | None] = mapped_column(comment="where the title was found")
    language: Mapped[str | None] = mapped_column(
        comment="language of the text (BCP 47); NULL if it could not be determined"
    )
    language_declared: Mapped[str | None] = mapped_column(comment="language that the document declares")
    language_confidence: Mapped[float | None] = mapped_column(
        REAL, comment="probability that the language is right, 0 to 1"
    )
    completeness: Mapped[str] = mapped_column(comment="full, paywalled or teaser")
    published_on: Mapped[date | None] = mapped_column(comment="day of publication")
    published_local: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=False),
        comment="day and time of publication as given, without zone; NULL unless the time is given",
    )
    published_at: Mapped[datetime | None] = mapped_column(
        comment="exact time of publication; NULL unless time and zone are given"
    )
    published_precision: Mapped[str | None] = mapped_column(comment="year, month, day, minute or second")
    published_evidence: Mapped[str | None] = mapped_column(comment="where the date of publication was found")
    modified_on: Mapped[date | None] = mapped_column(comment="day of the last change")
    modified_local: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=False),
        comment="day and time of the last change as given, without zone; NULL unless the time is given",
    )
    modified_at: Mapped[datetime | None] = mapped_column(
        comment="exact time of the last change; NULL unless time and zone are given"
    )
    modified_precision: Mapped[str | None] = mapped_column(comment="year, month, day, minute or second")
    modified_evidence: Mapped[str | None] = mapped_column(comment="where the date of the last change was found")
    stated_at: Mapped[datetime | None] = mapped_column(
        comment="for ordering only: the later of the dates of publication and change; a missing clock counts as "
        "midnight, a missing zone as UTC"
    )
    section: Mapped[str | None] = mapped_column(comment="section of the outlet: Sport, Economy ...")
    standfirst: Mapped[str | None] = mapped_column(comment="visible subtitle")
    description: Mapped[str | None] = mapped_column(
        comment="description in the metadata of the page, which the page need not show"
    )
    byline: Mapped[str | None] = mapped_column(comment="byline as printed")
    wire_credit: Mapped[str | None] = mapped_column(comment="credit of a news agency, as printed")
    wire_agency: Mapped[str | None] = mapped_column(comment="the most common name of the credited agency")
    wire_evidence: Mapped[str | None] = mapped_column(
        comment="where the credit is: line, dateline, closing, byline, declared, or picture (only a caption has it)"
    )
    ai_disclosure: Mapped[str | None] = mapped_column(comment="the publisher's note about text made by AI")
    paywalled: Mapped[bool | None] = mapped_column(
        comment="whether the publisher asks for payment; NULL if the document does not say"
    )
    access_evidence: Mapped[str | None] = mapped_column(
        comment="what in the document says whether the publisher asks for payment"
    )
    extraction_doubt: Mapped[float | None] = mapped_column(
        REAL, comment="of a web page: probability that the F1 of its main text is below .8"
    )
    corrections: Mapped[list[str]] = mapped_column(ARRAY(TEXT), comment="corrections and editor's notes")
    facts_label: Mapped[str | None] = mapped_column(comment="heading above the facts")
    summary_label: Mapped[str | None] = mapped_column(comment="heading above the summary")
    fact_count: Mapped[int] = mapped_column(comment="number of facts")
    summary_count: Mapped[int] = mapped_column(comment="number of summary paragraphs")
    section_count: Mapped[int] = mapped_column(comment="number of sections")
    paragraph_count: Mapped[int] = mapped_column(comment="number of paragraphs in all sections")
    character_count: Mapped[int] = mapped_column(
        comment="code points of title, facts, summary, headings and paragraphs"
    )
    quality_issue_count: Mapped[int] = mapped_column(comment="number of quality issues")


class ArticleSearch(Base):
    """The full-text index of a current revision, in parts of at most 4,000 characters."""

    __tablename__ = "article_search"
    __table_args__ = (
        Index("article_search_vector_index", "vector", postgresql_using="gin", postgresql_where=text("part <= 0")),
    )

    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="the article")
    revision_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="the indexed revision")
    part: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        comment="0 for an article that fits one row. A longer one has a row for each part (1, 2 ...) and, for every 16 "
        "parts, a row with their words without positions (0, -1 ...)",
    )
    vector: Mapped[str] = mapped_column(TSVECTOR, comment="folded words and stems with their positions")
    version: Mapped[int] = mapped_column(comment="news.search_version() of the functions that made this row")
