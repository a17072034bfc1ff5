"""One entry of an RSS or Atom feed, in the wrapper that keeps what its feed says."""

from dataclasses import replace

from etl.articles import Article, ArticleUrl, Block, Completeness, Role
from etl.decoding.decode import REPLACEMENT
from etl.documents import FEED_ENTRY_MEDIA_TYPE, Document
from etl.errors import EmptyArticle
from etl.parse.format import Format
from etl.parse.records.feed_metadata import authors, byline, dates, external_id, language, link, source, topics
from etl.parse.records.feed_tree import Entry, read_entry
from etl.parse.records.field_limits import FieldLimits
from etl.parse.records.fragment import parse_piece, plain_text, stands_in, with_body, with_title
from etl.settings import Settings

PARSER = "feed/1"
TITLES = ("title", "dc:title", "media:title")
CONTENTS = ("content:encoded", "content", "atom:content", "xhtml:body", "xhtml:div", "body", "fullitem")
SUMMARIES = ("description", "summary", "dc:description", "atom:summary", "media:description", "itunes:summary")


def _recognises(document: Document) -> bool:
    return document.media_type == FEED_ENTRY_MEDIA_TYPE


def parse_feed_entry(document: Document, settings: Settings) -> Article:
    """Parse one entry of a feed: the full text where the feed carries it, else its summary as a teaser.

    Raises MalformedDocument, or EmptyArticle for an entry without title and text.
    """
    entry = read_entry(document.data)
    source_text = document.data.decode()
    limits = FieldLimits()
    address = link(entry, limits)
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
        byline=byline(entry, limits),
        authors=authors(entry, limits),
        topics=topics(entry, limits),
        dates=tuple(dates(entry, limits)),
    )
    article = _with_summary(_with_text(article, entry, settings), entry)
    article = replace(article, quality_issues=article.quality_issues + limits.issues)
    if not (article.title or article.sections or article.facts or article.summary):
        raise EmptyArticle("an entry without title and text")
    return article


def _with_text(article: Article, entry: Entry, settings: Settings) -> Article:
    """Return the article with its title, and with the longest content that the entry carries."""
    title = plain_text(next(iter(entry.texts(*TITLES)), ""))
    content = max(entry.texts(*CONTENTS), key=len, default=None)
    if content is None:
        article = replace(article, completeness=Completeness.TEASER)
    else:
        article = with_body(article, parse_piece(content, url=article.canonical_url, title=title, settings=settings))
    return with_title(article, title, "feed:title", settings)


def _with_summary(article: Article, entry: Entry) -> Article:
    """Return the article with each summary that its text does not repeat."""
    for name in SUMMARIES:
        for text in map(plain_text, entry.texts(name)):
            if text and not stands_in(text, article):
                block = Block(role=Role.SUMMARY, text=text, detected_by=f"feed:{name}")
                article = replace(article, summary=(*article.summary, block))
    return article


FORMAT = Format(name="feed", recognises=_recognises, parse=parse_feed_entry)
