"""Facts that are derived from a parsed article: its language, dates, quality issues and identity."""

from etl.articles import Article
from etl.documents import Document
from etl.enrich.choose_dates import choose_dates
from etl.enrich.language.blocks import detect_block_languages
from etl.enrich.language.detect import detect_language
from etl.enrich.quality.find_issues import find_issues


def enrich(article: Article, document: Document) -> Article:
    """The article with its language, its chosen dates, and the quality issues of both and of its text."""
    article = detect_block_languages(detect_language(article))
    article = choose_dates(article, document.origin.fetched_at)
    return find_issues(article)
