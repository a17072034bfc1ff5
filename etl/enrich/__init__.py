"""What is found out about a parsed article: its language, its dates, its quality, its identity."""

from etl.articles import Article
from etl.documents import Document
from etl.enrich.dates import choose_dates
from etl.enrich.language.blocks import detect_block_languages
from etl.enrich.language.detect import detect_language
from etl.enrich.quality.find_issues import find_issues


def enrich(article: Article, document: Document) -> Article:
    """Return the article with its language, its dates chosen, and the doubts about them and about its text."""
    article = detect_block_languages(detect_language(article))
    article = choose_dates(article, document.origin.fetched_at)
    return find_issues(article)
