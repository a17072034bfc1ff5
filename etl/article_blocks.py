"""Walk over the blocks of an article, with their places in the notation of quality issues."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from etl.articles import Block, Body, Section

CONTENT = ("title", "facts[", "summary[", "sections[", "captions[")  # all but labels and extra

AnyBlock = TypeVar("AnyBlock", bound=Block)


def walk(body: Body) -> Iterator[tuple[str, Block]]:
    """Yield every block of an article with its place, in one fixed order.

    Examples of places: "title", "labels.facts", "facts[0]", "summary[1]", "sections[2].heading",
    "sections[2].paragraphs[1]", "captions[0]", "extra[3]". The standfirst has no place of its own,
    because it is also in the summary.
    """
    yield from _one("title", body.title)
    yield from _one("labels.facts", body.facts_label)
    yield from _many("facts", body.facts)
    yield from _one("labels.summary", body.summary_label)
    yield from _many("summary", body.summary)
    yield from walk_sections(body)
    yield from _many("captions", body.captions)
    yield from _many("extra", body.extra)


def walk_sections(body: Body) -> Iterator[tuple[str, Block]]:
    """Yield the headings and paragraphs of an article with their places, in reading order."""
    for number, section in enumerate(body.sections):
        yield from _one(heading_place(number), section.heading)
        yield from _many(_paragraphs_place(number), section.paragraphs)


def walk_paragraphs(body: Body) -> Iterator[tuple[str, Block]]:
    """Yield the paragraphs of all sections with their places, in reading order."""
    for number, section in enumerate(body.sections):
        yield from _many(_paragraphs_place(number), section.paragraphs)


def walk_prose(body: Body) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of the story: without labels, captions and extra."""
    for place, block in walk(body):
        if is_content(place) and not place.startswith("captions["):
            yield place, block


def is_content(place: str) -> bool:
    """Whether the block at a place belongs to the story: all do except labels and extra."""
    return place.startswith(CONTENT)


def heading_place(number: int) -> str:
    """The place of the heading of a section; 0 is the first section."""
    return f"sections[{number}].heading"


class Change(Protocol):
    """Maps the block at a place to a changed block of the same class."""

    def __call__(self, place: str, block: AnyBlock, /) -> AnyBlock: ...


def map_blocks(body: Body, change: Change) -> Body:
    """The body with every block changed, in the order of `walk`."""
    return replace(
        body,
        title=_map_one("title", body.title, change),
        facts_label=_map_one("labels.facts", body.facts_label, change),
        facts=_map_many("facts", body.facts, change),
        summary_label=_map_one("labels.summary", body.summary_label, change),
        summary=_map_many("summary", body.summary, change),
        sections=tuple(_map_section(number, section, change) for number, section in enumerate(body.sections)),
        captions=_map_many("captions", body.captions, change),
        extra=_map_many("extra", body.extra, change),
    )


def _paragraphs_place(number: int) -> str:
    return f"sections[{number}].paragraphs"


def _one(place: str, block: Block | None) -> Iterator[tuple[str, Block]]:
    if block is not None:
        yield place, block


def _many(name: str, blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(blocks):
        yield f"{name}[{position}]", block


def _map_section(number: int, section: Section, change: Change) -> Section:
    return replace(
        section,
        heading=_map_one(heading_place(number), section.heading, change),
        paragraphs=_map_many(_paragraphs_place(number), section.paragraphs, change),
    )


def _map_one(place: str, block: Block | None, change: Change) -> Block | None:
    return None if block is None else change(place, block)


def _map_many(name: str, blocks: Sequence[AnyBlock], change: Change) -> tuple[AnyBlock, ...]:
    return tuple(change(f"{name}[{position}]", block) for position, block in enumerate(blocks))
