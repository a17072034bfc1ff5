"""A heading without text below it."""

from collections.abc import Iterator

from etl.article_blocks import heading_place
from etl.articles import Article, Severity
from etl.enrich.quality.rule import Doubt, Rule


def _without_text(article: Article) -> Iterator[Doubt]:
    """Yield the headings without text below them, except headings of chapters, which have deeper headings below."""
    sections = article.body.sections
    for number, section in enumerate(sections):
        following = sections[number + 1 : number + 2]
        is_chapter = any((section.level or 0) < (below.level or 0) for below in following)
        if section.heading and not section.paragraphs and not is_chapter:
            yield heading_place(number), section.heading.text


RULE = Rule("empty_section", Severity.INFO, doubt=_without_text)
