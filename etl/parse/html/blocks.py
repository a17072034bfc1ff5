"""One pass over the lxml tree: the page as a list of blocks of text, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.tree import with_ancestors
from etl.words.folding import folded

SKIPPED = frozenset((
    "title", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "button", "input", "select", "textarea", "option", "map", "dialog",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "o:p", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
MIN_WRAPPED_CHARS = 50  # a shorter line was broken on purpose
MAX_NAMED_BLOCKS = 3  # a name on an element with more blocks does not speak of each
BOLD = frozenset(("b", "strong"))
CELLS = frozenset(("td", "th"))
CELL_SEPARATOR = " | "
ROLE_OF_TAG = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    "blockquote": Role.QUOTE,
    "figcaption": Role.CAPTION,
}
BULLET = re.compile(r"^\s*[•‣⁃●◦▪▫■□◆◇►▶➤✓✔✦➢*·–—-]\s*(?=\S)")
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔:：][\"'»”’)\]」』]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A run of text that the page shows as one: a paragraph, a heading, an item, a row of a table."""

    text: str
    role: Role  # as the tags say
    element: HtmlElement  # the innermost block-level element
    inline: tuple[HtmlElement, ...]  # the inline elements that begin in the text, outer ones first
    is_bold: bool  # all of its text
    link_chars: int

    @property
    def link_share(self) -> float:
        """The share of the text that is links."""
        return self.link_chars / len(self.text)

    @property
    def style(self) -> tuple[str, str]:
        """Tag and class: what headings of one level, or the paragraphs of a text, have in common."""
        return str(self.element.tag), self.element.get("class") or ""


def page_blocks(tree: HtmlElement) -> list[PageBlock]:
    """Every text of the page that is meant to be seen, each non-space character in exactly one block.

    Two line breaks divide blocks; a single one does where a bold line, a bullet or a sentence's end says so.
    """
    collector = _Collector()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_skipped(element):
                walk.skip_subtree()
            else:
                collector.start(element)
        else:
            collector.end(element)
    return collector.blocks


def element_extents(blocks: list[PageBlock]) -> dict[HtmlElement, tuple[int, int]]:
    """For each element that holds text, in order of its first block: the positions of its first and last block."""
    places = [*enumerate(blocks)]
    first, last = _first_seen(places), _first_seen(reversed(places))
    return {element: (position, last[element]) for element, position in first.items()}


def elements_around(block: PageBlock, extents: dict[HtmlElement, tuple[int, int]]) -> Iterator[HtmlElement]:
    """The elements whose names speak of the block: those in it, and those that hold hardly more than it."""
    yield from block.inline
    for element in with_ancestors(block.element):
        first, last = extents[element]
        if last - first >= MAX_NAMED_BLOCKS:
            return
        yield element


def _first_seen(places: Iterable[tuple[int, PageBlock]]) -> dict[HtmlElement, int]:
    """For each element around the blocks, the position at which it is first met in this order."""
    seen: dict[HtmlElement, int] = {}
    for position, block in places:
        for element in with_ancestors(block.element):
            if element in seen:
                break  # and so are all around it
            seen[element] = position
    return seen


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    inline: list[HtmlElement] = field(default_factory=list)
    bold_chars: int = 0
    link_chars: int = 0

    def text(self) -> str:
        return folded("".join(self.pieces))

    def is_bold(self) -> bool:
        return bool(self.bold_chars) and self.bold_chars >= sum(len("".join(piece.split())) for piece in self.pieces)


class _Collector:
    """Gathers inline text into lines and lines into blocks while the tree is walked."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._lines = [_Line()]
        self._stack: list[HtmlElement] = []
        self._roles = [Role.PARAGRAPH]  # as the tags of the stack say, from the outermost in
        self._bold = self._links = 0
        self._data_rows: dict[HtmlElement | None, bool] = {}  # each row is looked at once, not once for each cell

    def start(self, element: HtmlElement) -> None:
        if self._is_block(element):
            self._flush()
            self._stack.append(element)
            self._roles.append(ROLE_OF_TAG.get(element.tag, self._roles[-1]))
        elif element.tag == "br":
            self._lines.append(_Line())
        else:
            self._lines[-1].inline.append(element)
        if element.tag in CELLS and not self._is_block(element) and element.getprevious() is not None:
            self._lines[-1].pieces.append(CELL_SEPARATOR)
        self._bold += element.tag in BOLD
        self._links += element.tag == "a"
        self._add(element.text)

    def end(self, element: HtmlElement) -> None:
        if not _is_skipped(element):
            self._bold -= element.tag in BOLD
            self._links -= element.tag == "a"
            if self._is_block(element):
                self._flush()
                self._stack.pop()
                self._roles.pop()
        if self._stack:
            self._add(element.tail)

    def _is_block(self, element: HtmlElement) -> bool:
        if element.tag not in CELLS:
            return element.tag not in INLINE and element.tag != "br"
        row = element.getparent()
        if row not in self._data_rows:
            self._data_rows[row] = _is_data_table_row(row)
        return not self._data_rows[row]

    def _add(self, text: str | None) -> None:
        if not text:
            return
        line = self._lines[-1]
        if not line.pieces and text.isspace():
            return
        line.pieces.append(text)
        line.bold_chars += len("".join(text.split())) if self._bold else 0
        line.link_chars += len(folded(text)) if self._links else 0

    def _flush(self) -> None:
        if len(self._lines) == 1 and not self._lines[0].pieces:
            self._lines[0].inline.clear()
            return
        for line in _joined(self._lines):
            if text := line.text():
                self.blocks.append(self._block(line, text))
        self._lines = [_Line()]

    def _block(self, line: _Line, text: str) -> PageBlock:
        return PageBlock(
            text=text,
            role=Role.TABLE_ROW if self._stack[-1].tag == "tr" else self._roles[-1],
            element=self._stack[-1],
            inline=tuple(line.inline),
            is_bold=line.is_bold(),
            link_chars=min(line.link_chars, len(text)),
        )


def _is_skipped(element: HtmlElement) -> bool:
    """A button that holds paragraphs was left open, and the rest of the page fell into it."""
    return element.tag in SKIPPED and not (element.tag == "button" and element.find(".//p") is not None)


def _is_data_table_row(row: HtmlElement | None) -> bool:
    """True where no cell of the row holds block-level elements: not a table that lays out a page."""
    if row is None or row.tag != "tr":
        return False
    return all(e.tag in INLINE or e.tag in CELLS or e.tag == "br" for e in row.iterdescendants())


def _joined(lines: list[_Line]) -> list[_Line]:
    """Lines with those rejoined that a single line break only wraps."""
    joined: list[_Line] = []
    is_open = False  # no empty line since the last one
    for line in lines:
        text = line.text()
        if text and is_open and not _divides(joined[-1], line, text):
            joined[-1].pieces += [" ", *line.pieces]
            joined[-1].inline += line.inline
            joined[-1].bold_chars += line.bold_chars
            joined[-1].link_chars += line.link_chars
        elif text:
            joined.append(line)
        is_open = bool(text)
    return joined


def _divides(before: _Line, line: _Line, text: str) -> bool:
    return (
        len(before.text()) < MIN_WRAPPED_CHARS
        or before.is_bold() != line.is_bold()
        or BULLET.match(text) is not None
        or SENTENCE_END.search(before.text()) is not None
    )
