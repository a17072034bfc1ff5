"""What reading a document gives: its article, and what can be said of how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from etl.articles import Article
from etl.parse.source_lines import Placed, SourceLine

WHOLE = "article"  # the place of what is said of the article as a whole, as in quality issues

DETECTED_BY = {
    "mark": "by its mark",
    "label": "under a known label",
    "structure": "by its place in the text",
    "phrase": "by a set phrase",
    "score": "by its heading score",
    "rule": "by a rule over the heading score",
    "text": "the first line of the text",
    "json-ld": "declared in the page's JSON-LD",
    "html:title": "the title element of the page",
    "html:bold": "a short line all in bold",
    "html:name": "by the name of its element",
    "html:style": "by a style that headings share",
    "html:live": "the heading of an update, behind its clock",
    "html:place": "by its place between title and text",
}
ORIGINS = {  # by what stands before the colon
    "json": "the field “{}” of the record",
    "feed": "the element “{}” of the entry",
    "meta": "declared in the page's meta “{}”",
    "html": "its tag is {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One thing seen of a block; `weight` above 0 speaks for a heading, below 0 against; None where it only tells."""

    words: str
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReason:
    """Why a block of the article has its role."""

    shares: tuple[Share, ...]  # the strongest first
    score: float | None = None  # 0 to 1, that the decision is right
    heading_score: float | None = None  # 0 to 1, of a line of text


class Reading(Protocol):
    """A document as its format has read it. Only `khabar explain` asks for the lines and reasons."""

    def article(self) -> Article:
        """The article that was made of the document."""

    def lines(self) -> Sequence[SourceLine]:
        """The source as it is shown beside the article, with the places of the article's blocks in it."""

    def reasons(self) -> dict[str, BlockReason]:
        """Why each block of the article is what it is, by place; at WHOLE, what decided on all of it, if anything."""


def detected_by_reasons(placed: Sequence[Placed]) -> dict[str, BlockReason]:
    """The reasons for blocks of which no more is known than what they were detected by, by place."""
    return {
        place: BlockReason(shares=(Share(words=detected_by_words(block.detected_by)),), score=block.score)
        for place, block in placed
    }


def detected_by_words(detected_by: str) -> str:
    """What `Block.detected_by` says, in words."""
    origin, _, name = detected_by.partition(":")
    return DETECTED_BY.get(detected_by) or ORIGINS.get(origin, detected_by).format(name)
