"""An article without a title."""

from collections.abc import Iterator

from etl.articles import Article, Severity
from etl.enrich.quality.rule import Doubt, Rule


def _without_title(article: Article) -> Iterator[Doubt]:
    if article.body.title is None:
        yield "title", None


RULE = Rule("title_missing", Severity.INFO, doubt=_without_title)
