"""The kinds of text that the names of a page's elements (class, id, component) indicate."""

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock, elements_around
from etl.parse.html.tree import component_words
from etl.words.element_names import kinds_of


class Names:
    """The kinds that the names of one page's elements indicate; each element is examined once."""

    def __init__(self, blocks: list[PageBlock], extents: dict[HtmlElement, tuple[int, int]]) -> None:
        self._blocks = blocks
        self._extents = extents
        self._of_element: dict[HtmlElement, frozenset[str]] = {}
        self._around: dict[int, frozenset[str]] = {}
        self._of_kind: dict[str, list[HtmlElement]] | None = None  # in the order of their first blocks

    def of(self, element: HtmlElement) -> frozenset[str]:
        """The kinds that the element's own names indicate."""
        found = self._of_element.get(element)
        if found is None:
            found = self._of_element[element] = kinds_of(component_words(element))
        return found

    def around(self, position: int) -> frozenset[str]:
        """The kinds of the elements in block `position`, and of those that contain little besides it."""
        found = self._around.get(position)
        if found is None:
            around = elements_around(self._blocks[position], self._extents)
            found = frozenset[str]().union(*map(self.of, around))
            self._around[position] = found
        return found

    def elements(self, kind: str, places: range) -> list[HtmlElement]:
        """The elements with names of this kind that begin in the blocks of `places`, in order."""
        if self._of_kind is None:
            self._of_kind = {}
            for element in self._extents:
                for found in self.of(element):
                    self._of_kind.setdefault(found, []).append(element)
        return [element for element in self._of_kind.get(kind, ()) if self._extents[element][0] in places]
