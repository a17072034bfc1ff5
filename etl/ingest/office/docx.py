"""Word documents (DOCX): their text is read like a text file (ECMA-376, part 1, 17)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.documents import StructuralSkip
from etl.errors import LimitExceeded
from etl.ingest.container import Container, Context, Item
from etl.ingest.office.package import Package, is_package, open_package
from etl.ingest.office.paragraphs import TITLE, Paragraph, text_file
from etl.ingest.office.xml_events import START, TEXT, Event
from etl.ingest.stream import Stream

SUFFIXES = (".docx", ".docm", ".dotx")
NOTES = ("footnotes", "endnotes")  # kinds of parts whose text follows that of the document
LEFT_OUT = ("header", "footer", "comments")
MAX_LEVEL = 9
MAX_ANCESTORS = 20  # of a style
PARAGRAPH_CHARS = 100  # added for each paragraph or cell when text is counted against the limit
# Elements whose text is not shown: deleted text, and the second form of a text box for older programs.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents) [1-9]$", re.IGNORECASE)
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Style:
    """A style of paragraphs: their role, and the style on which it is based."""

    level: int | None = None
    is_item: bool = False
    is_contents: bool = False  # a line of the table of contents
    based_on: str | None = None


def _recognises(head: bytes, name: str) -> bool:
    return is_package(head, name, b"word", SUFFIXES)


def read_docx(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the text of the document, its footnotes and endnotes last; headers, footers and comments are counted.

    Deleted and hidden text, formulas of fields and the table of contents are left out.
    Raises the errors of text_file, of open_package and of Package.
    """
    with open_package(stream, context) as package:
        part = package.main_part()
        relations = package.relations(part).values()
        styles = _read_styles(package, [each.target for each in relations if each.kind == "styles"])
        parts = [part, *(each.target for each in relations if each.kind in NOTES)]
        reader = _Paragraphs(styles, context.settings.max_document_bytes)
        for name in parts:
            reader.read(package.events(name, is_streamed=True))
        yield from (StructuralSkip(reason=f"docx:{each.kind}") for each in relations if each.kind in LEFT_OUT)
    yield text_file(reader.paragraphs, context)


def _read_styles(package: Package, parts: Iterable[str]) -> Mapping[str, Style]:
    """Id of a style -> the style, with the properties that it inherits from the style on which it is based."""
    styles: dict[str, Style] = {}
    style = Style()
    for part in parts:
        for kind, name, attributes in package.events(part):
            if kind == START and name == "style":
                style = styles.setdefault(attributes.get("styleId", ""), Style())
            elif kind == START:
                _add_property(style, name, attributes.get("val", ""))
    return {name: _with_ancestors(style, styles) for name, style in styles.items()}


def _add_property(style: Style, name: str, value: str) -> None:
    if name == "name":
        heading = _HEADING.match(value)
        style.level = int(heading[1]) if heading else TITLE if value.lower() == "title" else style.level
        style.is_contents = _CONTENTS.match(value) is not None
    elif name == "basedOn":
        style.based_on = value
    elif name == "numId":
        style.is_item = value != "0"
    elif name == "outlineLvl" and style.level is None:
        style.level = _level(value)


def _with_ancestors(style: Style, styles: Mapping[str, Style]) -> Style:
    level, is_item, above = style.level, style.is_item, style
    for _ in range(MAX_ANCESTORS):
        found = styles.get(above.based_on or "")
        if found is None:
            break
        above = found
        level, is_item = above.level if level is None else level, is_item or above.is_item
    return Style(level=level, is_item=is_item and level is None, is_contents=style.is_contents)


def _level(value: str) -> int | None:
    """The level of a heading by its outline level, which counts from 0; 9 is the text."""
    return int(value) + 1 if value.isdigit() and len(value) == 1 and int(value) < MAX_LEVEL else None


class _Paragraphs:
    """The state while a document is read; text boxes are inside paragraphs, and tables may be inside cells."""

    def __init__(self, styles: Mapping[str, Style], limit: int) -> None:
        self._styles = styles
        self._left = limit  # characters that may follow; a paragraph costs PARAGRAPH_CHARS
        self._open: list[tuple[Style, list[str]]] = []  # the paragraphs around this place
        self._found: list[list[Paragraph]] = [[]]  # of the document and of each cell around this place
        self._rows: list[list[list[Paragraph]]] = []
        self._unseen = 0  # depth of elements that are not shown
        self._is_text = self._is_run = self._is_hidden = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs and the rows of tables that were read, in their order."""
        return self._found[0]

    def read(self, events: Iterable[Event]) -> None:
        """Read a part. Raises LimitExceeded if there is more text than the limit allows."""
        for kind, name, attributes in events:
            if kind == TEXT:
                if self._is_text:
                    self._add(name)
            elif name in _UNSEEN:
                self._unseen += 1 if kind == START else -1
            elif kind == START:
                self._start(name, attributes)
            else:
                self._end(name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        match name:
            case "p":
                self._spend(PARAGRAPH_CHARS)
                self._open.append((Style(), []))
            case "pStyle" if self._open:
                self._open[-1] = (self._styles.get(value, Style()), self._open[-1][1])
            case "numId" | "outlineLvl" if self._open and not self._is_run:
                self._set(name, value)
            case "r":
                self._is_run, self._is_hidden = True, False
            case "vanish" if self._is_run:
                self._is_hidden = value not in _OFF
            case "t":
                self._is_text = True
            case "tr":
                self._spend(PARAGRAPH_CHARS)
                self._rows.append([])
            case "tc" if self._rows:
                self._spend(PARAGRAPH_CHARS)
                self._found.append([])
            case _ if name in _SIGNS and self._is_run:
                self._add(_SIGNS[name])

    def _set(self, name: str, value: str) -> None:
        style, pieces = self._open[-1]
        level = style.level if name == "numId" else _level(value)
        is_item = (value != "0" if name == "numId" else style.is_item) and level is None
        self._open[-1] = (Style(level=level, is_item=is_item, is_contents=style.is_contents), pieces)

    def _end(self, name: str) -> None:
        match name:
            case "p" if self._open:
                style, pieces = self._open.pop()
                if not style.is_contents:
                    self._found[-1].append(Paragraph(text="".join(pieces), level=style.level, is_item=style.is_item))
            case "r":
                self._is_run = False
            case "t":
                self._is_text = False
            case "tc" if self._rows:
                self._rows[-1].append(self._found.pop())
            case "tr" if self._rows:
                self._end_row(self._rows.pop())

    def _end_row(self, cells: list[list[Paragraph]]) -> None:
        """Add a row; the cells of a table with one column become paragraphs."""
        if len(cells) == 1:
            self._found[-1] += cells[0]
        else:
            texts = tuple("\n".join(each.text or "\t".join(each.cells) for each in cell).strip() for cell in cells)
            self._found[-1].append(Paragraph(cells=texts))

    def _add(self, text: str) -> None:
        if self._open and not self._unseen and not self._is_hidden:
            self._spend(len(text))
            self._open[-1][1].append(text)

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise LimitExceeded("document_too_large", "a document with too much text")


CONTAINER = Container(
    name="docx",
    what="Word documents (DOCX, DOCM): an article, or an export of a press database",
    recognised_by="the signature `PK` and the names of the first parts",
    becomes=(
        "its text, read like a text file, with its headings, lists and tables; headers, footers and comments are"
        " only counted"
    ),
    recognises=_recognises,
    read=read_docx,
    nests=True,
)
