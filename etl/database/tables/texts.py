"""The rows of one revision: its text, authors, topics, dates and doubts."""

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

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision it belongs to")
    position: Mapped[Position] = mapped_column(comment="place in the article; 0 is the first")
    heading: Mapped[str | None] = mapped_column(comment="heading; NULL for paragraphs before the first one")
    level: Mapped[int | None] = mapped_column(comment="2 to 6 as in HTML; NULL where the source does not tell")
    detected_by: Mapped[str | None] = mapped_column(comment="what made the parser take it for a heading")
    source_start: Mapped[int | None] = mapped_column(comment="first code point of the heading in the decoded source")
    source_end: Mapped[int | None] = mapped_column(comment="the code point after the heading in the decoded source")


class Paragraph(LanguageOfText, TextRow, Base):
    """A paragraph of a section; position counts through the whole article."""

    __tablename__ = "paragraph"

    section_position: Mapped[int] = mapped_column(comment="position of its section")
    role: Mapped[str] = mapped_column(comment="paragraph, quote, list_item or table_row")


class Extra(TextRow, Base):
    """A line that is no part of the body: byline, dateline, source, copyright, read more, rule ..."""

    __tablename__ = "extra"

    role: Mapped[str] = mapped_column(comment="byline, dateline, source, copyright, read_more, rule, label or other")


class Caption(LanguageOfText, TextRow, Base):
    """The caption of a picture."""

    __tablename__ = "caption"

    credit: Mapped[str | None] = mapped_column(comment="whom the picture is credited to; NULL where nobody is")


class LiveUpdate(Base):
    """An update of a live blog; its text stands in the sections too."""

    __tablename__ = "live_update"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision it belongs to")
    position: Mapped[Position] = mapped_column(comment="place on the page; 0 is the first")
    time: Mapped[str | None] = mapped_column(comment="ISO 8601, or as shown")
    heading: Mapped[str | None] = mapped_column(comment="heading of the update")
    text: Mapped[str] = mapped_column(comment="text of the update")


class Author(Base):
    """A name that signs articles, as written."""

    __tablename__ = "author"
    __table_args__ = (Index("author_name_key", text("md5(name)"), unique=True),)

    author_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the name")
    name: Mapped[str] = mapped_column(comment="the name, white space folded")


class RevisionAuthor(Base):
    """An author of a revision."""

    __tablename__ = "revision_author"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    position: Mapped[Position] = mapped_column(comment="place in the byline; 0 is the first")
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
    position: Mapped[Position] = mapped_column(comment="place as given; 0 is the first")
    topic_id: Mapped[int] = mapped_column(comment="the topic")
    name: Mapped[str | None] = mapped_column(comment="name of a code as the document gives it")


class RevisionDate(Base):
    """A date found beside the text; of each kind at most one is chosen."""

    __tablename__ = "revision_date"

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    kind: Mapped[str] = mapped_column(primary_key=True, comment="published or modified")
    evidence: Mapped[str] = mapped_column(primary_key=True, comment="where it was found")
    position: Mapped[Position] = mapped_column(comment="place among those of one kind and evidence; 0 is the first")
    text: Mapped[str] = mapped_column(comment="as found")
    found_on: Mapped[date | None] = mapped_column(comment="the day")
    found_local: Mapped[datetime | None] = mapped_column(DateTime(timezone=False), comment="day and time as given")
    found_at: Mapped[datetime | None] = mapped_column(comment="the moment, where time and zone are given")
    zone: Mapped[str | None] = mapped_column(
        comment="the zone as given: +02:00, CEST; a name with several meanings leaves found_at NULL"
    )
    precision: Mapped[str | None] = mapped_column(comment="year, month, day, minute or second; NULL: not a date")
    chosen: Mapped[bool] = mapped_column(comment="whether it is the revision's date")


class QualityIssue(Base):
    """A doubt about a revision, at its place. Texts are never changed for it."""

    __tablename__ = "quality_issue"
    __table_args__ = (Index("quality_issue_rule_index", "rule"),)

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision")
    position: Mapped[Position] = mapped_column(comment="place among its issues; 0 is the first")
    rule: Mapped[str] = mapped_column(comment="the rule that raised it: docs/quality.md")
    severity: Mapped[str] = mapped_column(comment="info, warning or error")
    place: Mapped[str] = mapped_column(comment="title, facts[0], sections[2].paragraphs[1] ...")
    start_offset: Mapped[int | None] = mapped_column(comment="first code point in the text at that place")
    end_offset: Mapped[int | None] = mapped_column(comment="the code point after the last")
    evidence: Mapped[str | None] = mapped_column(comment="the characters or the contradiction found")
