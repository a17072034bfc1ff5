"""The kinds of text that the names of a page's elements (class, id, component) indicate."""

from enum import StrEnum
from functools import cache, lru_cache

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock, elements_around
from etl.parse.html.tree import name_words
from etl.words.read_table import read_rows

MIN_GLUED_CHARS = 6  # of a word that is recognised after letters of a hash: "x3fcrosshead"
MAX_GLUE_CHARS = 2  # such letters of a hash
CACHED_NAMES = 4096  # sets of words; a page has a few hundred


class NameKind(StrEnum):
    """Kinds of page_names.tsv. A kind that only one part asks for may be a plain string in its module."""

    CAPTION = "caption"
    CREDIT = "credit"  # of a picture
    BYLINE = "byline"
    CORRECTION = "correction"
    AI = "ai"  # a note on machine-made text
    PAYWALL = "paywall"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    SECTION = "section"
    BREADCRUMB = "breadcrumb"
    BOX = "box"  # of key points
    LIVE = "live"  # an entry of a live blog
    CREDIT_LINE = "credit_line"  # of an agency or source
    TITLE = "title"
    HIDDEN = "hidden"  # meant for screen readers only


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
            found = self._of_element[element] = kinds_of(name_words(element))
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


@lru_cache(CACHED_NAMES)
def kinds_of(words: frozenset[str]) -> frozenset[str]:
    """The kinds that the words of one element's names indicate."""
    known = _known_names()
    glued = [word for word in words if len(word) > MIN_GLUED_CHARS]
    spelled = words.union(word[count:] for word in glued for count in range(1, MAX_GLUE_CHARS + 1))
    found = {kind for word in spelled for names, kind in known.get(word, ()) if names <= spelled}
    return frozenset(found)


@cache
def _known_names() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """First word of a name -> all words and the kind of each name with it."""
    found: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for row in read_rows("page_names.tsv"):
        words = row["words"].split()
        found[words[0]] = (*found.get(words[0], ()), (frozenset(words), row["kind"]))
    return found
