"""The rows of one revision: its text, authors, topics, dates and quality issues."""

from datetime import date, datetime

from sqlalchemy import DateTime, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base, LanguageOfText, Position, RevisionKey, TextRow


class Fact(LanguageOfText, TextRow, Base):
    """A key fact: one item of the article's list of facts."""

    __tablename__ = "fact"


class Summary(LanguageOfText, TextRow, Base):
    """A paragraph of the article's summary or standfirst."""

    __tablename__ = "summary"


class Section(LanguageOfText, Base):
    """A section: a heading and the paragraphs below it."""

    __tablename__ = "section"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision to which it belongs")
    position: Mapped[Position] = mapped_column(comment="position in the article; 0 is the first")
    heading: Mapped[str | None] = mapped_column(comment="heading; NULL for paragraphs before the first heading")
    level: Mapped[int | None] = mapped_column(
        comment="level of the heading, 2 to 6 as in HTML; NULL if the source does not say"
    )
    detected_by: Mapped[str | None] = mapped_column(
        comment="how the parser recognised the heading: mark, score, html:h2 ..."
    )
    source_start: Mapped[int | None] = mapped_column(
        comment="where the heading starts in the decoded source, in code points; NULL if the source is not plain text"
    )
    source_end: Mapped[int | None] = mapped_column(comment="where the heading ends in the decoded source (exclusive)")


class Paragraph(LanguageOfText, TextRow, Base):
    """A paragraph of a section; position counts through the whole article."""

    __tablename__ = "paragraph"

    section_position: Mapped[int] = mapped_column(comment="position of its section")
    role: Mapped[str] = mapped_column(comment="paragraph, quote, list_item or table_row")


class Extra(TextRow, Base):
    """A line that is not part of the body: byline, dateline, source, copyright, read more, rule ..."""

    __tablename__ = "extra"

    role: Mapped[str] = mapped_column(comment="byline, dateline, source, copyright, read_more, rule, label or other")


class Caption(LanguageOfText, TextRow, Base):
    """The caption of a picture."""

    __tablename__ = "caption"

    credit: Mapped[str | None] = mapped_column(comment="credit of the picture; NULL if it has none")


class LiveUpdate(Base):
    """An update of a live blog; its text is also in the sections."""

    __tablename__ = "live_update"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision to which it belongs")
    position: Mapped[Position] = mapped_column(comment="position on the page; 0 is the first")
    time: Mapped[str | None] = mapped_column(
        comment="when it was written: ISO 8601, or HH:MM if the page shows only the time of day"
    )
    heading: Mapped[str | None] = mapped_column(comment="heading of the update; NULL if it has none")
    text: Mapped[str] = mapped_column(comment="text of the update")


class Author(Base):
    """The name of an author, as written."""

    __tablename__ = "author"
    __table_args__ = (Index("author_name_key", text("md5(name)"), unique=True),)

    author_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the name")
    name: Mapped[str] = mapped_column(comment="the name; runs of white space are one space")


class RevisionAuthor(Base):
    """An author of a revision."""

    __tablename__ = "revision_author"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    position: Mapped[Position] = mapped_column(comment="position among the authors; 0 is the first")
    author_id: Mapped[int] = mapped_column(comment="the author")


class Topic(Base):
    """A keyword, category or subject code of a publisher."""

    __tablename__ = "topic"
    __table_args__ = (Index("topic_scheme_code_key", "scheme", text("md5(code)"), unique=True),)

    topic_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the topic")
    scheme: Mapped[str] = mapped_column(comment="keyword, category, medtop ...")
    code: Mapped[str] = mapped_column(comment="the word or code")


class RevisionTopic(Base):
    """A topic of a revision."""

    __tablename__ = "revision_topic"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    position: Mapped[Position] = mapped_column(
        comment="position in the order in which the topics are given; 0 is the first"
    )
    topic_id: Mapped[int] = mapped_column(comment="the topic")
    name: Mapped[str | None] = mapped_column(comment="name that the document gives for a code")


class RevisionDate(Base):
    """A date found in a document, outside the text; at most one of each kind is chosen."""

    __tablename__ = "revision_date"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    kind: Mapped[str] = mapped_column(primary_key=True, comment="published or modified")
    evidence: Mapped[str] = mapped_column(primary_key=True, comment="where the date was found")
    position: Mapped[Position] = mapped_column(
        comment="position among the dates of the same kind and evidence; 0 is the first"
    )
    text: Mapped[str] = mapped_column(comment="the date as found")
    found_on: Mapped[date | None] = mapped_column(comment="the day")
    found_local: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=False), comment="day and time as given, without zone"
    )
    found_at: Mapped[datetime | None] = mapped_column(comment="exact time; NULL unless time and zone are given")
    zone: Mapped[str | None] = mapped_column(
        comment="zone as given: +02:00, CEST; if its name has several meanings, found_at is NULL"
    )
    precision: Mapped[str | None] = mapped_column(
        comment="precision: year, month, day, minute or second; NULL if the text is not a date"
    )
    chosen: Mapped[bool] = mapped_column(comment="whether this date was chosen as that of the revision")


class QualityIssue(Base):
    """A quality issue of a revision: a sign of damage, or something that is missing. Texts are never changed."""

    __tablename__ = "quality_issue"
    __table_args__ = (Index("quality_issue_rule_index", "rule"),)

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    position: Mapped[Position] = mapped_column(comment="position among the issues of the revision; 0 is the first")
    rule: Mapped[str] = mapped_column(comment="the rule that found it; see docs/quality.md")
    severity: Mapped[str] = mapped_column(comment="info, warning or error")
    place: Mapped[str] = mapped_column(comment="where in the article: title, facts[0], sections[2].paragraphs[1] ...")
    start_offset: Mapped[int | None] = mapped_column(
        comment="where it starts in the text at that place, in code points"
    )
    end_offset: Mapped[int | None] = mapped_column(comment="where it ends (exclusive)")
    evidence: Mapped[str | None] = mapped_column(comment="the characters or the contradiction that was found")
