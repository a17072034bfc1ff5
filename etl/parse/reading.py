"""The result of reading a document: its article, and the reasons for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from etl.articles import Article
from etl.parse.document_lines import Placed, SourceLine

WHOLE = "article"  # the place of reasons and quality issues of the whole article

DETECTED_BY = {
    "mark": "by its mark",
    "label": "under a known label",
    "structure": "by its place in the text",
    "phrase": "by a known phrase",
    "page": "a number or a line that comes again on each page",
    "score": "by its heading score",
    "rule": "by a rule that overrules the heading score",
    "text": "the first line of the text",
    "json-ld": "declared in the page's JSON-LD",
    "head": "metadata above the text",
    "html:title": "the title element of the page",
    "html:bold": "a short line, all bold",
    "html:name": "by the name of its element",
    "html:style": "by a style that headings share",
    "html:live": "the heading of an update, after its time",
    "html:place": "by its place between title and text",
}
ORIGINS = {  # by the part of `detected_by` before the colon
    "head": "the line “{}” above the text",
    "json": "the field “{}” of the record",
    "export": "the field “{}” of the export",
    "content": "found by its content, in the field “{}” of the record",
    "feed": "the element “{}” of the entry",
    "meta": "declared in the page's meta “{}”",
    "html": "its tag is {}",
}
OTHER_ORIGIN = "the element “{}” of the document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One observation about a block."""

    words: str
    weight: float | None = None  # in logits: above 0 for a heading, below 0 against; None: without influence


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReason:
    """The reason why a block of the article has its role."""

    shares: tuple[Share, ...]  # the strongest first
    score: float | None = None  # probability that the decision is right
    heading_score: float | None = None  # probability that a line of text is a heading


class Reading(Protocol):
    """A document as its format has read it. Only `khabar explain` uses lines and reasons."""

    def article(self) -> Article:
        """The article that was made from the document."""

    def lines(self) -> Sequence[SourceLine]:
        """The source as it is shown next to the article, with the places of the article's blocks in it."""

    def reasons(self) -> dict[str, BlockReason]:
        """Place -> the reason for the block there; WHOLE -> the reason for the whole article, if there is one."""


def detected_by_reasons(placed: Sequence[Placed]) -> dict[str, BlockReason]:
    """The reasons, by place, for blocks about which only `detected_by` is known."""
    return {
        place: BlockReason(shares=(Share(words=detected_by_words(block.detected_by)),), score=block.score)
        for place, block in placed
    }


def detected_by_words(detected_by: str) -> str:
    """The meaning of `Block.detected_by`, in words."""
    origin, _, name = detected_by.partition(":")
    return DETECTED_BY.get(detected_by) or ORIGINS.get(origin, OTHER_ORIGIN if name else detected_by).format(name)
