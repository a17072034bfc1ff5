"""The elements that contain the blocks of a page: the groups of their names, and the text in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy
from lxml.html import HtmlElement
from numpy.typing import NDArray

from etl.parse.html.blocks import PageBlock
from etl.parse.html.main_text.name_groups import PAGE_TAGS, group_of_word
from etl.parse.html.tree import MAX_NAME_CHARS, words_of_name

TAGS = ("article", "main", "aside", "footer", "nav", "figure", "table")
_BIT_OF_TAG = {tag: 1 << bit for bit, tag in enumerate(TAGS)}

Numbers = NDArray[numpy.float64]
Places = NDArray[numpy.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Containers:
    """Every element with text, outer ones first. A container is its index; the root is 0 and its own parent.

    Arrays have one entry per container, except `of_block`.
    """

    elements: list[HtmlElement]
    of_block: Places  # the innermost container of each block
    parent: Places
    depth: Places
    groups: Places  # bits of the groups to which its names belong
    groups_around: Places  # the same, for it and all its ancestors
    tags_around: Places  # bits of TAGS, for it and all its ancestors
    article: Places  # itself or the nearest ancestor that is an article element, -1 without one

    def totals(self, of_block: Numbers) -> Numbers:
        """The sum, per container, of a number that is given per block."""
        sums = numpy.bincount(self.of_block, weights=of_block, minlength=len(self.parent)).tolist()
        for place in range(len(sums) - 1, 0, -1):
            sums[self.parent[place]] += sums[place]
        return numpy.array(sums)

    def nearest_around(self, place: int) -> Places:
        """The innermost container, per container, that contains both it and the container `place`."""
        path = {0, place}
        while place:
            place = int(self.parent[place])
            path.add(place)
        nearest: list[int] = []
        for each, parent in enumerate(self.parent.tolist()):
            nearest.append(each if each in path else nearest[parent])
        return numpy.array(nearest)


def read_containers(blocks: Sequence[PageBlock]) -> Containers:
    """The containers of a page with at least one block."""
    places: dict[HtmlElement, int] = {}
    of_block = [_place(block.element, places) for block in blocks]
    elements = list(places)
    parent = [places.get(element.getparent(), 0) for element in elements]
    groups = [_groups(element) for element in elements]
    tags = [_BIT_OF_TAG.get(str(element.tag), 0) for element in elements]
    article = [place if tag & 1 else -1 for place, tag in enumerate(tags)]
    around, depth = list(groups), [0] * len(elements)
    for place, outer in enumerate(parent[1:], 1):
        depth[place] = depth[outer] + 1
        around[place] |= around[outer]
        tags[place] |= tags[outer]
        article[place] = article[outer] if article[place] < 0 else article[place]
    arrays = [numpy.array(each, dtype=numpy.int64) for each in (of_block, parent, depth, groups, around, tags, article)]
    return Containers(
        elements=elements,
        of_block=arrays[0],
        parent=arrays[1],
        depth=arrays[2],
        groups=arrays[3],
        groups_around=arrays[4],
        tags_around=arrays[5],
        article=arrays[6],
    )


def _place(element: HtmlElement, places: dict[HtmlElement, int]) -> int:
    """The index of an element; its ancestors get theirs first."""
    chain = []
    around: HtmlElement | None = element
    while around is not None and around not in places:
        chain.append(around)
        around = around.getparent()
    for each in reversed(chain):
        places[each] = len(places)
    return places[element]


def _groups(element: HtmlElement) -> int:
    if element.tag in PAGE_TAGS:
        return 0
    return _groups_of_name(element.get("class", "")) | _groups_of_name(element.get("id", ""))


@lru_cache(maxsize=16_384)
def _groups_of_name(name: str) -> int:
    found, known = 0, group_of_word()
    for word in words_of_name(name[:MAX_NAME_CHARS]):
        found |= known.get(word, 0)
    return found
