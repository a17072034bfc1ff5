"""Turn the tree of a page into a list of text blocks, in reading order, in one pass."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.data_tables import CELLS, INLINE, is_data_row
from etl.parse.html.lines import Line, joined_lines
from etl.parse.html.tree import text_of, with_ancestors
from etl.parse.html.visibility import DIALOG, Visibility
from etl.words.fact_labels import label_kind
from etl.words.folding import tidied

SKIPPED = frozenset((
    "title", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "button", "input", "select", "textarea", "option", "map", "dialog",
))  # fmt: skip
MIN_RUNNING_CHARS = 60  # of a block of running text
MAX_NAMED_BLOCKS = 3  # the name of an element with more blocks does not describe each of them
BOLD = frozenset(("b", "strong"))
BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
PICTURES = frozenset(("img", "amp-img", "video", "amp-video"))
CELL_SEPARATOR = " | "
ITEM_SEPARATOR = "; "  # of a list in a cell
HEADING_TAG = re.compile(r"h[1-6]")
ROLE_OF_TAG = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    "blockquote": Role.QUOTE,
    "figcaption": Role.CAPTION,
}


class PageBlock(NamedTuple):
    """A run of text that the page shows as a unit: a paragraph, a heading, an item, a row of a table."""

    text: str
    role: Role  # according to the tags
    element: HtmlElement  # the innermost block-level element
    inline: tuple[HtmlElement, ...]  # the inline elements that begin in the text, outer ones first
    is_bold: bool  # whether all of its text is bold
    link_chars: int  # characters of links
    hidden_by: str | None = None  # what hides the text on the page
    pieces: tuple[str, ...] = ()  # the texts between the tags of its inline elements, as they are
    pictures: tuple[HtmlElement, ...] = ()  # those between the block before and the end of this one

    @property
    def link_share(self) -> float:
        """The share of the text that is part of links."""
        return self.link_chars / len(self.text)

    @property
    def style(self) -> tuple[str, str]:
        """Tag and class, which headings of one level, or paragraphs of one text, have in common."""
        return str(self.element.tag), self.element.get("class") or ""


def page_blocks(tree: HtmlElement) -> list[PageBlock]:
    """The text of the page; each non-space character that readers see is in exactly one block.

    Hidden blocks are among them; hidden words inside a visible block are left out.

    Two line breaks separate blocks. A single one does so if the line before it is short or ends a sentence, if a bullet
    follows, or if bold text begins or ends there.
    """
    collector = _Collector(Visibility(tree))
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            collector.end(element)
        elif not collector.start(element):
            walk.skip_subtree()
    return collector.blocks


def seen_positions(blocks: Sequence[PageBlock]) -> list[int]:
    """The positions of the blocks that readers see.

    If one attribute, style or class hides more running text than the page shows, a script shows that text. No script
    shows dialogs.
    """
    running: Counter[str | None] = Counter()
    for block in blocks:
        if len(block.text) >= MIN_RUNNING_CHARS or block.hidden_by is None:
            running[block.hidden_by] += len(block.text) - block.link_chars
    shown = {kind for kind, chars in running.items() if kind != DIALOG and chars > running[None]}
    return [place for place, block in enumerate(blocks) if block.hidden_by is None or block.hidden_by in shown]


def element_extents(blocks: list[PageBlock]) -> dict[HtmlElement, tuple[int, int]]:
    """Element with text -> positions of its first and last block, in the order of the first."""
    places = [*enumerate(blocks)]
    first, last = _first_seen(places), _first_seen(reversed(places))
    return {element: (position, last[element]) for element, position in first.items()}


def elements_around(block: PageBlock, extents: dict[HtmlElement, tuple[int, int]]) -> Iterator[HtmlElement]:
    """Yield the elements whose names describe the block: those in it, and those that contain little besides it."""
    yield from block.inline
    for element in with_ancestors(block.element):
        first, last = extents[element]
        if last - first >= MAX_NAMED_BLOCKS:
            return
        yield element


def _first_seen(places: Iterable[tuple[int, PageBlock]]) -> dict[HtmlElement, int]:
    """Element around the blocks -> position of the first of its blocks in this order."""
    seen: dict[HtmlElement, int] = {}
    for position, block in places:
        element: HtmlElement | None = block.element
        while element is not None and element not in seen:  # once one has been seen, so have those around it
            seen[element] = position
            element = element.getparent()
    return seen


class _Collector:
    """The state of the walk over the tree: it collects inline text into lines, and lines into blocks."""

    def __init__(self, visibility: Visibility) -> None:
        self.blocks: list[PageBlock] = []
        self._visibility = visibility
        self._skipped: set[HtmlElement] = set()
        self._hidden: tuple[HtmlElement, str] | None = (
            None  # the outermost hidden element of the stack, and what hides it
        )
        self._lines = [Line()]
        self._stack: list[HtmlElement] = []
        self._roles = [Role.PARAGRAPH]  # for each element of the stack, the role of text in it
        self._bold: set[HtmlElement] = set()  # bold elements of the stack
        self._links = 0
        self._row: HtmlElement | None = None  # the row of a data table whose cells are being read
        self._data_tables: dict[HtmlElement, bool] = {}
        self._pictures: list[HtmlElement] = []  # since the last block

    def start(self, element: HtmlElement) -> bool:
        """Enter an element; False if its text is left out."""
        if element.tag in PICTURES:
            self._pictures.append(element)
        is_block = self._is_block(element)
        hidden_by = self._visibility.hidden_by(element) if self._hidden is None else None
        if _is_skipped(element) or (hidden_by is not None and not is_block and _has_letters(element)):
            self._skipped.add(element)
            return False
        if is_block:
            self._flush()
            self._stack.append(element)
            self._roles.append(ROLE_OF_TAG.get(element.tag, self._roles[-1]))
            if element.tag == "tr" and is_data_row(element, self._data_tables):
                self._row = element
        elif element.tag == "br":
            self._lines.append(Line())
        else:
            self._lines[-1].inline.append(element)
            if self._row is not None:
                self._separate(element)
        if hidden_by is not None and is_block:
            self._hidden = (element, hidden_by)
        if _is_bold(element):
            self._bold.add(element)
        self._links += element.tag == "a"
        self._add(element.text)
        return True

    def end(self, element: HtmlElement) -> None:
        if element not in self._skipped:
            self._bold.discard(element)
            self._links -= element.tag == "a"
            if element is self._row:
                self._row = None
            if self._stack and self._stack[-1] is element:
                self._flush()
                self._stack.pop()
                self._roles.pop()
            if self._hidden is not None and self._hidden[0] is element:
                self._hidden = None
        if self._stack:
            self._add(element.tail)

    def _is_block(self, element: HtmlElement) -> bool:
        tag = element.tag
        if self._row is not None or tag == "br":
            return False
        return tag not in INLINE or (tag == "span" and "display:block" in element.get("style", ""))

    def _separate(self, element: HtmlElement) -> None:
        """Add what separates the text of an element in a row from the text before it."""
        pieces = self._lines[-1].pieces
        if element.tag in CELLS:
            pieces += [CELL_SEPARATOR] if element.getprevious() is not None else []
        elif element.tag not in INLINE and pieces:
            is_next_item = element.tag == "li" and element.getprevious() is not None
            pieces.append(ITEM_SEPARATOR if is_next_item else " ")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        line = self._lines[-1]
        if not line.pieces and text.isspace():
            return
        line.pieces.append(text)
        line.bold_chars += len("".join(text.split())) if self._bold else 0
        line.link_chars += len(tidied(text)) if self._links else 0

    def _flush(self) -> None:
        if len(self._lines) == 1 and not self._lines[0].pieces:
            self._lines[0].inline.clear()
            return
        for line in joined_lines(self._lines) if len(self._lines) > 1 else self._lines:
            if text := line.text():
                self.blocks.append(self._block(line, text))
                self._pictures.clear()
        self._lines = [Line()]

    def _block(self, line: Line, text: str) -> PageBlock:
        return PageBlock(
            text=text,
            role=Role.TABLE_ROW if self._stack[-1].tag == "tr" else self._roles[-1],
            element=self._stack[-1],
            inline=tuple(line.inline),
            is_bold=line.is_bold(),
            link_chars=min(line.link_chars, len(text)),
            hidden_by=self._hidden[1] if self._hidden is not None else None,
            pieces=tuple(line.pieces),
            pictures=tuple(self._pictures),
        )


def _is_bold(element: HtmlElement) -> bool:
    if element.tag in BOLD:
        return True
    style = element.get("style")
    return style is not None and BOLD_STYLE.search(style) is not None


def _is_skipped(element: HtmlElement) -> bool:
    """Whether the text of an element is left out.

    A button with paragraphs only lacks its end tag, and is kept. So is one that opens what is below it: the heading of
    a section or the label of key points.
    """
    if element.tag != "button":
        return element.tag in SKIPPED
    if element.find(".//p") is not None or HEADING_TAG.fullmatch(str(element.getparent().tag)):
        return False
    return label_kind(text_of(element)) is None


def _has_letters(element: HtmlElement) -> bool:
    """Whether an element has more than the colon that layouts hide between a kicker and a title."""
    return any(character.isalnum() for text in element.itertext() for character in text)
