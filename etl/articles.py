"""What is made of a document: an Article, typed text with all that is known of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a block is in its article."""

    TITLE = "title"
    FACT = "fact"
    SUMMARY = "summary"
    LABEL = "label"  # the heading of the facts or of the summary
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    SOURCE = "source"
    COPYRIGHT = "copyright"
    READ_MORE = "read_more"
    RULE = "rule"  # a line of marks only: ---, ***, ====
    OTHER = "other"  # text that is no part of the article's body


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of an article's text, in NFC, without its marks (bullet, #, number, closing colon).

    `start` and `end` are code points into the decoded source; the span holds the block's marks too, and
    the spans of all blocks of an article together hold every non-space character of the source exactly once.
    """

    role: Role
    text: str
    start: int | None = None  # None where the source is not plain text
    end: int | None = None
    detected_by: str  # "label", "mark", "score", "html:h2" ...
    score: float | None = None  # 0 to 1, that the decision is right; None where none was reckoned
    language: str | None = field(default=None, compare=False)  # BCP 47; found out later, None where it cannot be told
    language_confidence: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its paragraphs; paragraphs before the first heading have none."""

    heading: Block | None = None
    level: int | None = None  # 2 to 6 as in HTML; None where the source does not tell
    paragraphs: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(Block):
    """The caption of a picture, without its credit."""

    credit: str | None = None  # photographer, agency, source, without "Photo:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text of an article, block by block. An absent field is `()` or `None`, never `""`."""

    title: Block | None = None
    title_origin: str | None = None
    facts_label: Block | None = None
    facts: tuple[Block, ...] = ()
    summary_label: Block | None = None
    summary: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()  # in reading order
    extra: tuple[Block, ...] = ()  # byline, dateline, source, copyright, read more ...
    captions: tuple[Caption, ...] = ()
    standfirst: str | None = None  # the visible subtitle; stands in `summary` too

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs of all sections."""
        return tuple(block for section in self.sections for block in section.paragraphs)


class Precision(StrEnum):
    """What of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as far as it is known: `on` None below a day, `local` without a time, `at` unless time and zone are."""

    on: date | None = None
    local: datetime | None = None  # naive
    at: datetime | None = None  # aware
    precision: Precision
    zone: str | None = None  # as given: "+02:00", "CEST", "IST"; `at` is None where a name has several meanings

    def iso(self) -> str | None:
        """ISO 8601 text without what is not known."""
        for value in (self.at, self.local, self.on):
            if value is not None:
                return value.isoformat()
        return None


class DateKind(StrEnum):
    """What a date says of the article."""

    PUBLISHED = "published"
    MODIFIED = "modified"


UNKNOWN_KEY = "key"  # the kind of evidence of a date in a record whose key does not say what it dates


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """A date found beside an article; at most one of each kind is chosen."""

    kind: DateKind
    evidence: str  # "json-ld", "meta:article:published_time", "time", "url", "feed:pubDate", "json:date", "key:end" ...
    text: str  # as found
    moment: Moment | None  # None where the text is no date (an issue says so)
    chosen: bool = False


class Completeness(StrEnum):
    """How much of the article the document shows, most first."""

    FULL = "full"
    PAYWALLED = "paywalled"
    TEASER = "teaser"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleUrl:
    """A URL under which the article is known."""

    kind: str  # canonical, amp, og, json-ld, shortlink, twitter, redirect, feed, fetched, alternate
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject the publisher gave."""

    scheme: str  # "keyword", "category", "medtop" ...
    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveUpdate:
    """One entry of a live blog; its text is also a section."""

    time: str | None  # ISO, or "HH:MM" as shown
    heading: str | None
    text: str


class Severity(StrEnum):
    """How much a quality issue matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityIssue:
    """A doubt about an article, at its place. The text is never changed for it."""

    rule: str
    severity: Severity
    place: str  # "title", "facts[0]", "sections[2].paragraphs[1]", "article" ...
    start: int | None = None  # code points into the text at `place`
    end: int | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class QualityRule:
    """A kind of doubt. The module that raises it declares it; docs/quality.md has them all."""

    name: str
    severity: Severity

    def issue(
        self, place: str = "article", *, start: int | None = None, end: int | None = None, evidence: str | None = None
    ) -> QualityIssue:
        """A doubt of this kind."""
        return QualityIssue(
            rule=self.name, severity=self.severity, place=place, start=start, end=end, evidence=evidence
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One parsed article. An absent field is `()` or `None`, never `""`."""

    external_id: str | None = None
    language: str | None = None  # BCP 47
    language_confidence: float | None = None
    language_declared: str | None = None
    source: str | None = None  # the outlet's name or host
    canonical_url: str | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None  # as printed
    dates: tuple[DateCandidate, ...] = ()
    section: str | None = None  # the part of the outlet: "Sport"
    topics: tuple[Topic, ...] = ()
    completeness: Completeness = Completeness.FULL
    body: Body = Body()
    description: str | None = None  # what the page says of its article to others; need not be visible
    urls: tuple[ArticleUrl, ...] = ()
    wire_credit: str | None = None  # as printed
    wire_agency: str | None = None  # the agency by its best known name
    wire_evidence: str | None = None  # line, dateline, closing, byline, declared; picture: a caption's only
    ai_disclosure: str | None = None
    paywalled: bool | None = None
    access_evidence: str | None = None  # what says so: "json-ld:isAccessibleForFree", "name", "words" ...
    extraction_agreement: float | None = None  # of two engines on the main text, 0 to 1; None where one was sure
    corrections: tuple[str, ...] = ()
    live_updates: tuple[LiveUpdate, ...] = ()
    quality_issues: tuple[QualityIssue, ...] = ()
    format: str  # the name of the format that parsed it
    parser: str  # with its version: "text/1"
    source_text: str | None = None  # decoded; an article without URL or id takes its identity from it
    encoding_declared: str | None = None
    encoding: str | None = None
    replaced_count: int = 0  # characters that could not be decoded, or may not be stored

    def date(self, kind: DateKind) -> DateCandidate | None:
        """The chosen date of a kind."""
        return next((date for date in self.dates if date.kind is kind and date.chosen), None)


# Fields that the publisher does not say: found out by us, or said of the file. Another value of them is no revision.
NOT_SAID = {
    "format", "parser", "source_text", "encoding_declared", "encoding", "replaced_count", "external_id",
    "canonical_url", "urls", "language_declared", "language_confidence", "wire_agency", "wire_evidence",
    "access_evidence", "extraction_agreement", "quality_issues",
}  # fmt: skip
