"""Where the texts of an article stand, in the notation of quality issues."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from etl.articles import Article, Block, Section

AnyBlock = TypeVar("AnyBlock", bound=Block)


def walk_blocks(article: Article) -> Iterator[tuple[str, Block]]:
    """Yield every block of an article with its place, in one fixed order.

    Places read "title", "labels.facts", "facts[0]", "summary[1]", "sections[2].heading",
    "sections[2].paragraphs[1]", "captions[0]", "extra[3]". The standfirst has no place of its own:
    it stands in the summary too.
    """
    yield from _one("title", article.title)
    yield from _one("labels.facts", article.facts_label)
    yield from _many("facts", article.facts)
    yield from _one("labels.summary", article.summary_label)
    yield from _many("summary", article.summary)
    for position, section in enumerate(article.sections):
        yield from _section(f"sections[{position}]", section)
    yield from _many("captions", article.captions)
    yield from _many("extra", article.extra)


def walk_body(article: Article) -> Iterator[tuple[str, Block]]:
    """Yield the blocks that the journalist wrote: without labels, captions and extra."""
    for place, block in walk_blocks(article):
        if not place.startswith(("labels.", "captions[", "extra[")):
            yield place, block


class Change(Protocol):
    """A function that gives a block back changed, and of the same class."""

    def __call__(self, block: AnyBlock, /) -> AnyBlock: ...


def map_body(article: Article, change: Change) -> Article:
    """The article with every block of its body and every caption changed, in the order of walk_blocks."""
    return replace(
        article,
        title=article.title and change(article.title),
        facts=tuple(map(change, article.facts)),
        summary=tuple(map(change, article.summary)),
        sections=tuple(
            replace(
                section,
                heading=section.heading and change(section.heading),
                paragraphs=tuple(map(change, section.paragraphs)),
            )
            for section in article.sections
        ),
        captions=tuple(map(change, article.captions)),
    )


def _one(place: str, block: Block | None) -> Iterator[tuple[str, Block]]:
    if block is not None:
        yield place, block


def _many(name: str, blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(blocks):
        yield f"{name}[{position}]", block


def _section(place: str, section: Section) -> Iterator[tuple[str, Block]]:
    yield from _one(f"{place}.heading", section.heading)
    yield from _many(f"{place}.paragraphs", section.paragraphs)
