"""Missing parts of an article: its title, or the text below a heading."""

from collections.abc import Iterator

from etl.article_blocks import heading_place
from etl.articles import Article, Severity
from etl.enrich.quality.rule import Doubt, Rule


def _without_title(article: Article) -> Iterator[Doubt]:
    if article.body.title is None:
        yield "title", None


def _without_text(article: Article) -> Iterator[Doubt]:
    """Yield the headings without text below them, except headings of chapters, which have deeper headings below."""
    sections = article.body.sections
    for number, section in enumerate(sections):
        following = sections[number + 1 : number + 2]
        is_chapter = any((section.level or 0) < (below.level or 0) for below in following)
        if section.heading and not section.paragraphs and not is_chapter:
            yield heading_place(number), section.heading.text


TITLE_MISSING = Rule("title_missing", Severity.INFO, doubt=_without_title)
EMPTY_SECTION = Rule("empty_section", Severity.INFO, doubt=_without_text)
