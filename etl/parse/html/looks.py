"""The look of the blocks of a page: what tells a heading, a caption or a note from the running text, without names."""

import re
from collections import Counter
from collections.abc import Sequence

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.tree import text_of

MAX_WRAPPED_CHARS = 1000  # a longer block is running text, whatever is around it
ELEMENT_PARTS = 3  # of a look that come from one element
NUMBERS = re.compile(r"[0-9]+")  # of a class that counts its elements: "p-1", "p-2"

Look = tuple[str, ...]  # tag, class and style of the element, then those of the inline elements around all of its text


class Looks:
    """The looks of one page's blocks; each is worked out once, when it is asked for."""

    def __init__(self, blocks: list[PageBlock], chosen: Sequence[int]) -> None:
        self._blocks = blocks
        self._chosen = chosen
        self._of_block: dict[int, Look] = {}
        self._running: Look | None = None

    def of(self, position: int) -> Look:
        """The look of block `position`; two blocks that the page shows alike have the same."""
        found = self._of_block.get(position)
        if found is None:
            found = self._of_block[position] = _look(self._blocks[position])
        return found

    @property
    def running(self) -> Look:
        """The look of most of the main text, by its characters; () without text."""
        if self._running is None:
            chars: Counter[Look] = Counter()
            for position in self._chosen:
                if self._blocks[position].role is not Role.HEADING:
                    chars[self.of(position)] += len(self._blocks[position].text)
            self._running = max(chars, key=chars.__getitem__, default=())
        return self._running

    def is_set_off(self, position: int) -> bool:
        """Whether a block looks different from the running text."""
        return self.of(position) != self.running

    def is_wrapped(self, position: int) -> bool:
        """Whether one inline element is around all text of a block, in a look that the running text does not have."""
        return len(self.of(position)) > ELEMENT_PARTS and self.is_set_off(position)


def _look(block: PageBlock) -> Look:
    around = [block.element]
    if len(block.text) <= MAX_WRAPPED_CHARS:
        for element in block.inline:
            text = text_of(element)
            if text == block.text:
                around.append(element)
            elif text:  # not a picture or a break
                break
    return tuple(part for element in around for part in _parts(element.tag, element.get("class"), element.get("style")))


def _parts(tag: str, name: str | None, style: str | None) -> tuple[str, str, str]:
    return tag, NUMBERS.sub("", name or ""), style or ""
