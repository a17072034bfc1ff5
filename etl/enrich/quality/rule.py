"""What a rule about an article's text is, and where rules look."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from etl.articles import Article, Block, QualityRule
from etl.enrich.quality.spans import Span
from etl.places import is_content

MAX_ISSUES = 100  # of one rule in one article; more of them are one issue with their number

Found = tuple[str, Span]  # a place and a span of the text there
Doubt = tuple[str, str | None]  # a place and the evidence, of what is no stretch of a text


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an article that rules look at, with their places."""

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
    """A rule of the list in rules.py: what it finds in texts, and what it doubts of the whole article.

    `hides` names rules that are silent where this one explains the same stretch of text better.
    """

    find: Callable[[Texts], Iterable[Found]] = _nothing
    doubt: Callable[[Article], Iterable[Doubt]] = _nothing
    hides: frozenset[str] = frozenset()


def in_every_text(find: Callable[[str], Iterable[Span]]) -> Callable[[Texts], Iterator[Found]]:
    """Look into each text of an article by itself."""

    def look(texts: Texts) -> Iterator[Found]:
        for place, block in texts.blocks:
            for span in islice(find(block.text), MAX_ISSUES):
                yield place, span

    return look
