"""Characters that were lost in decoding, by the file's producer or by Khabar."""

from collections.abc import Iterator

from etl.articles import Article, Severity
from etl.enrich.quality.rule import Doubt, Rule, in_every_text
from etl.enrich.quality.spans import Span


def find_lost_characters(text: str) -> Iterator[Span]:
    """Yield one span from the first to the last replacement character (U+FFFD) of a text, if it has any."""
    first = text.find("\ufffd")
    if first >= 0:
        yield Span(first, text.rfind("\ufffd") + 1, f"{text.count(chr(0xFFFD))} characters")


def _replaced(article: Article) -> Iterator[Doubt]:
    if article.replaced_count:
        yield "article", f"{article.replaced_count} characters"


RULE = Rule("encoding_replaced", Severity.WARNING, find=in_every_text(find_lost_characters), doubt=_replaced)
