"""The state that every part of a page gets: the page, and the findings of the parts before it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar, cast

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.blocks import PageBlock, element_extents
from etl.parse.html.boilerplate import Regions
from etl.parse.html.declared.metadata import Page
from etl.parse.html.looks import NUMBERS, Look, Looks
from etl.parse.html.named_elements import Names

Value = TypeVar("Value", covariant=True)
KIN_NAMES = ("class", "data-component", "data-testid")  # attributes that elements of one kind have in common


class PageState:
    """A page, and the findings so far. A block that a part has taken is not free for a later part.

    `state[BYLINES]` is what the part BYLINES found. `languages` (BCP 47) are those in which dates are read.
    """

    def __init__(
        self,
        page: Page,
        blocks: list[PageBlock],
        chosen: list[int],
        *,
        languages: tuple[str, ...] = (),
        max_title_chars: int = 0,
    ) -> None:
        self.page = page
        self.blocks = blocks
        self.chosen = chosen  # positions of the main text
        self.languages = languages
        self.max_title_chars = max_title_chars
        self.extents = element_extents(blocks)
        self.regions = Regions(blocks[position] for position in chosen)
        self.names = Names(blocks, self.extents)
        self.looks = Looks(blocks, chosen)
        self.left_out: dict[int, str] = {}  # blocks that are no part of the article, with the reason
        self._outer: dict[HtmlElement, Look] = {}  # element -> its part of the kin of the blocks in it
        self._taken: set[int] = set()
        self._found: dict[str, object] = {}

    def __getitem__(self, part: "Part[Value]") -> Value:
        return cast(Value, self._found[part.name])

    def find(self, part: "Part[object]") -> None:
        """Find a part on the page, and mark the blocks that it takes as no longer free."""
        self._found[part.name] = part.find(self)
        self._taken.update(position for position, _ in part.takes(self))

    def free(self, positions: Iterable[int]) -> list[int]:
        """The positions among these that no part has taken and that are not left out."""
        return [position for position in positions if position not in self._taken and position not in self.left_out]

    def kept(self, places: range) -> list[int]:
        """The positions among these that are on the page, free and not boilerplate."""
        inside = range(max(0, places.start), min(places.stop, len(self.blocks)))
        return [position for position in self.free(inside) if not self.is_boilerplate(position)]

    def leave_out(self, reasons: Mapping[int, str]) -> None:
        """Say that blocks are no part of the article, with the reason in words; from then on they are boilerplate."""
        self.left_out |= reasons

    def is_boilerplate(self, position: int) -> bool:
        """Whether the block is left out, or in boilerplate: navigation, related articles, comments ..."""
        return position in self.left_out or self.regions.is_boilerplate(self.blocks[position].element)

    def kin(self, position: int) -> Look:
        """The look of a block, with tag and names of the element around it."""
        parent = self.blocks[position].element.getparent()
        if parent is None:
            return self.looks.of(position)
        found = self._outer.get(parent)
        if found is None:
            names = (NUMBERS.sub("", parent.get(name) or "") for name in KIN_NAMES)
            found = self._outer[parent] = (str(parent.tag), *names)
        return *self.looks.of(position), *found

    @cached_property
    def running_kin(self) -> Look:
        """The kin of most of the chosen text, by its characters; () without text."""
        chars: Counter[Look] = Counter()
        for position in self.chosen:
            if self.blocks[position].role is not Role.HEADING:
                chars[self.kin(position)] += len(self.blocks[position].text)
        return max(chars, key=chars.__getitem__, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Value]):
    """One entry of PARTS: a part of the article that blocks of a page may belong to.

    `find` returns what it found on the page. `takes` returns the positions of the blocks that belong to it, each with
    the reason in words for `khabar explain`; a part that only looks takes none. If `extra` is given, the blocks are
    stored with that role in the article's `extra`; the blocks of other parts have their own fields.
    """

    name: str
    find: Callable[[PageState], Value]
    takes: Callable[[PageState], Iterable[tuple[int, str]]]
    extra: Role | None = None


def part_of_blocks(
    name: str, find: Callable[[PageState], tuple[int, ...]], reason: str, extra: Role | None = None
) -> Part[tuple[int, ...]]:
    """A part that consists of blocks, all with the same reason; `find` returns their positions."""
    part = Part(name=name, find=find, takes=lambda state: ((position, reason) for position in state[part]), extra=extra)
    return part


def part_that_looks(name: str, find: Callable[[PageState], Value]) -> Part[Value]:
    """A part that takes no blocks: later parts use what it found."""
    return Part(name=name, find=find, takes=lambda _: ())
