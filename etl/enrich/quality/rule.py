"""The type of the rules about an article's text, and the texts that they examine."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from etl.article_blocks import is_content
from etl.articles import Article, Block, QualityRule
from etl.enrich.quality.spans import Span

MAX_ISSUES = 100  # of one rule in one article; the rest becomes one issue with their number

Found = tuple[str, Span]  # a place, and the span of its text
Doubt = tuple[str, str | None]  # a place, and the evidence, for an issue that is not about a span of text


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an article that rules examine, with their places."""

    article: Article
    blocks: tuple[tuple[str, Block], ...]

    @property
    def content(self) -> Iterator[tuple[str, Block]]:
        """The title, facts, summary, sections and captions."""
        return ((place, block) for place, block in self.blocks if is_content(place))


def _nothing(_: object) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(QualityRule):
    """A rule of the list in rules.py: `find` yields spans of texts, `doubt` issues of the whole article.

    `hides` names the rules whose findings are dropped if they overlap one of this rule, which explains them better.
    """

    find: Callable[[Texts], Iterable[Found]] = _nothing
    doubt: Callable[[Article], Iterable[Doubt]] = _nothing
    hides: frozenset[str] = frozenset()


def in_every_text(find: Callable[[str], Iterable[Span]]) -> Callable[[Texts], Iterator[Found]]:
    """A function that applies `find` to each text of an article by itself."""

    def look(texts: Texts) -> Iterator[Found]:
        for place, block in texts.blocks:
            for span in islice(find(block.text), MAX_ISSUES):
                yield place, span

    return look
