"""The types of a parsed article: its text in typed blocks, and its metadata."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """The role of a block in its article."""

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
    RULE = "rule"  # a line that contains only marks: ---, ***, ====
    OTHER = "other"  # text that is not part of the article's body


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of an article's text, in NFC, without its marks (bullet, #, number, closing colon).

    `start` and `end` are code points in the decoded source; the span includes the block's marks. In plain text, the
    spans of all blocks together contain every visible character of the source exactly once, but for furniture of pages
    (page numbers): its spans may lie inside the span of the paragraph that it interrupts.
    """

    role: Role
    text: str
    start: int | None = None  # None if the source is not plain text
    end: int | None = None
    detected_by: str  # "label", "mark", "score", "html:h2" ...
    score: float | None = None  # probability that the decision is right, 0 to 1; None if no score decided
    language: str | None = field(default=None, compare=False)  # BCP 47; set by enrich; None if it cannot be determined
    language_confidence: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its paragraphs; paragraphs before the first heading have none."""

    heading: Block | None = None
    level: int | None = None  # 2 to 6 as in HTML; None if the source does not say
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
    standfirst: str | None = None  # the visible subtitle; also in `summary`

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs of all sections."""
        return tuple(block for section in self.sections for block in section.paragraphs)


class Precision(StrEnum):
    """How precisely a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as far as it is known.

    `on` is None if the day is not known, `local` if the time is not known, `at` if time or zone is not known.
    """

    on: date | None = None
    local: datetime | None = None  # naive
    at: datetime | None = None  # aware
    precision: Precision
    zone: str | None = None  # as given: "+02:00", "CEST", "IST"; `at` is None if the name has several meanings

    def iso(self) -> str | None:
        """The date in ISO 8601, without the parts that are not known."""
        for value in (self.at, self.local, self.on):
            if value is not None:
                return value.isoformat()
        return None


class DateKind(StrEnum):
    """The event that a date belongs to."""

    PUBLISHED = "published"
    MODIFIED = "modified"


UNKNOWN_KEY = "key"  # kind of evidence: a date of a record under a key that does not say which date it is


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """A date that a document gives for its article; at most one of each kind is chosen."""

    kind: DateKind
    evidence: str  # "json-ld", "meta:article:published_time", "time", "url", "feed:pubDate", "json:date", "key:end" ...
    text: str  # as found
    moment: Moment | None  # None if the text is not a date; an issue says so
    chosen: bool = False


class Completeness(StrEnum):
    """How much of the article the document contains; the most complete value comes first."""

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
    """A subject that the publisher assigned."""

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
    """The severity of a quality issue; docs/quality.md says what to do about each."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityIssue:
    """A sign of damage, or something that is missing, at a place in the article. The text is never changed."""

    rule: str
    severity: Severity
    place: str  # "title", "facts[0]", "sections[2].paragraphs[1]", "article" ...
    start: int | None = None  # code points in the text at `place`
    end: int | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class QualityRule:
    """A kind of quality issue. It is declared in the module that reports it; docs/quality.md lists all."""

    name: str
    severity: Severity

    def issue(
        self, place: str = "article", *, start: int | None = None, end: int | None = None, evidence: str | None = None
    ) -> QualityIssue:
        """An issue of this kind."""
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
    description: str | None = None  # the description in the page's metadata, which the page need not show
    urls: tuple[ArticleUrl, ...] = ()
    wire_credit: str | None = None  # as printed
    wire_agency: str | None = None  # the most common name of the agency
    wire_evidence: str | None = None  # line, dateline, closing, byline, declared; picture: only in a caption
    ai_disclosure: str | None = None
    paywalled: bool | None = None
    access_evidence: str | None = None  # "json-ld:isAccessibleForFree", "name", "words" ...
    extraction_doubt: float | None = None  # of a web page: probability that the F1 of the main text is below .8
    corrections: tuple[str, ...] = ()
    live_updates: tuple[LiveUpdate, ...] = ()
    quality_issues: tuple[QualityIssue, ...] = ()
    format: str  # the name of the format that parsed it
    parser: str  # with its version: "text/1"
    source_text: str | None = None  # decoded; it identifies an article without URL and id
    encoding_declared: str | None = None
    encoding: str | None = None
    replaced_count: int = 0  # characters that could not be decoded or cannot be stored

    def date(self, kind: DateKind) -> DateCandidate | None:
        """The chosen date of a kind."""
        return next((date for date in self.dates if date.kind is kind and date.chosen), None)


# Fields that do not come from the publisher: computed by Khabar, or properties of the file. If only these change, there
# is no new revision.
NOT_SAID = {
    "format", "parser", "source_text", "encoding_declared", "encoding", "replaced_count", "external_id",
    "canonical_url", "urls", "language_declared", "language_confidence", "wire_agency", "wire_evidence",
    "access_evidence", "extraction_doubt", "quality_issues",
}  # fmt: skip
