"""The format feed: one entry of an RSS or Atom feed, in a wrapper with the properties of the feed."""

from dataclasses import replace

from etl.articles import Article, ArticleUrl, Block, Body, Completeness, QualityIssue, Role
from etl.decoding.decode import REPLACEMENT
from etl.documents import FEED_ENTRY_MEDIA_TYPE, Document
from etl.errors import EmptyArticle
from etl.parse.format import Format
from etl.parse.records.feed_metadata import authors, byline, dates, external_id, language, link, source, topics
from etl.parse.records.feed_tree import Entry, read_entry
from etl.parse.records.field_limits import FieldLimits
from etl.parse.records.fragment import parse_piece, plain_text, stands_in, with_title
from etl.parse.records.record_reading import RecordReading
from etl.settings import Settings

PARSER = "feed/2"
TITLES = ("title", "dc:title", "media:title")
CONTENTS = ("content:encoded", "content", "atom:content", "xhtml:body", "xhtml:div", "body", "fullitem")
SUMMARIES = ("description", "summary", "dc:description", "atom:summary", "media:description", "itunes:summary")


def _recognises(document: Document) -> bool:
    return document.media_type == FEED_ENTRY_MEDIA_TYPE


def read_feed_entry(document: Document, settings: Settings) -> RecordReading:
    """Read one entry of a feed: its full text if the feed has it, else its summary as a teaser.

    Raises MalformedDocument, LimitExceeded, or EmptyArticle for an entry without title and text.
    """
    entry = read_entry(document.data)
    source_text = document.data.decode()
    limits = FieldLimits()
    address = link(entry, limits)
    content = max(entry.texts(*CONTENTS), key=len, default=None)
    body, issues = _read_body(entry, content, address, settings)
    if not (body.title or body.sections or body.facts or body.summary):
        raise EmptyArticle("an entry of a feed without title and text")
    article = Article(
        format="feed",
        parser=PARSER,
        source_text=source_text,
        encoding="utf-8",
        replaced_count=source_text.count(REPLACEMENT),
        external_id=external_id(entry, limits),
        canonical_url=address,
        urls=(ArticleUrl(kind="feed", url=address),) if address else (),
        source=source(entry, limits),
        language_declared=language(entry, limits),
        body=body,
        byline=byline(entry, limits),
        authors=authors(entry, limits),
        topics=topics(entry, limits),
        dates=tuple(dates(entry, limits)),
        completeness=Completeness.TEASER if content is None else Completeness.FULL,
    )
    return RecordReading(made=replace(article, quality_issues=issues + limits.issues), fields=entry.fields)


def _read_body(
    entry: Entry, content: str | None, url: str | None, settings: Settings
) -> tuple[Body, tuple[QualityIssue, ...]]:
    """The body with title, content and summaries of an entry, and issues for what had to be cut from the content."""
    title = plain_text(next(iter(entry.texts(*TITLES)), ""))
    body, issues = parse_piece(content or "", url=url, title=title, settings=settings)
    return _with_summary(with_title(body, title, "feed:title", settings), entry), issues


def _with_summary(body: Body, entry: Entry) -> Body:
    """The body with those summaries that are not also in its text."""
    for name in SUMMARIES:
        for text in map(plain_text, entry.texts(name)):
            if text and not stands_in(text, body):
                block = Block(role=Role.SUMMARY, text=text, detected_by=f"feed:{name}")
                body = replace(body, summary=(*body.summary, block))
    return body


FORMAT = Format(
    name="feed",
    what="an entry of a feed",
    recognised_by="the container `feed`",
    becomes="its full text, else a teaser",
    recognises=_recognises,
    read=read_feed_entry,
)
