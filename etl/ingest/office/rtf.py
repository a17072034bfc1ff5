"""RTF documents: their text is read like a text file."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.documents import StructuralSkip
from etl.errors import MalformedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import Container, Context, Item
from etl.ingest.office.paragraphs import TITLE, Paragraph, text_file
from etl.ingest.office.rtf_words import CHARSETS, ENDS, LEFT_OUT, LIST_MARKS, NOTES, SIGNS, SYMBOLS
from etl.ingest.stream import Stream

MAGIC = b"{\\rtf"
MAX_DEPTH = 1000  # of groups
EMPTY = Paragraph()  # shared, because there may be millions
LEVELS = 9
WINDOWS = "cp1252"

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


def _recognises(head: bytes, name: str) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MAGIC)


def read_rtf(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the text of the document; notes, headers and footers are counted.

    Raises LimitExceeded for a file over max_document_bytes, TruncatedData if its groups do not end, MalformedDocument,
    and the errors of text_file.
    """
    document = _Document()
    document.read(stream.read_all(context.settings.max_document_bytes))
    yield from (StructuralSkip(reason=f"rtf:{name}") for name in document.notes)
    yield text_file(document.paragraphs, context)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the group around it."""

    is_left_out: bool = False
    is_hidden: bool = False
    table: str = ""  # "fonttbl" or "stylesheet" inside these
    font: int | None = None
    skipped: int = 1  # characters for older programs after one in Unicode


class _Document:
    """The state while a document is read."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[str] = []
        self._state = _State()
        self._around: list[_State] = []
        self._encoding = WINDOWS
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}  # style -> level of its headings
        self._style: int | None = None
        self._level: int | None = None
        self._is_item = self._is_in_table = False
        self._bytes = bytearray()  # not decoded yet
        self._pieces: list[str] = []
        self._cells: list[str] = []
        self._left = 0  # characters to skip
        self._is_first = False  # whether a group has just begun

    def read(self, data: bytes) -> None:
        """Read the document. Raises TruncatedData if a group does not end, MalformedDocument for too many groups."""
        place = data.find(MAGIC)
        while match := _TOKEN.match(data, place):
            place = match.end()
            if match["text"] or match["hex"]:
                self._add_bytes(match["text"] or bytes.fromhex(match["hex"].decode().replace("\\'", "")))
            elif match["brace"]:
                self._decode()
                if match["brace"] == b"{":
                    self._begin()
                elif not self._end():
                    break
            elif match["word"]:
                number = int(match["number"]) if match["number"] else None
                place += max(0, number or 0) if match["word"] == b"bin" else 0
                self._word(match["word"].decode(), number)
            elif match["symbol"]:
                self._symbol(match["symbol"])
        if self._around:
            raise TruncatedData("an RTF document whose groups do not end")
        self._end_paragraph()

    def _begin(self) -> None:
        self._around.append(self._state)
        self._is_first = True
        if len(self._around) > MAX_DEPTH:
            raise MalformedDocument(f"more than {MAX_DEPTH} nested groups")

    def _end(self) -> bool:
        """End a group; False for the last one."""
        if self._state.table == "stylesheet":
            self._add_style()
        self._state = self._around.pop()
        self._left = 0
        return bool(self._around)

    def _word(self, word: str, number: int | None) -> None:
        is_first, self._is_first = self._is_first, False
        if word == "u":
            self._add_character(number or 0)
            return
        self._decode()
        if is_first and word in LEFT_OUT:
            self._leave_out(word)
        elif word in ("fonttbl", "stylesheet"):
            self._state = replace(self._state, table=word)
        elif self._state.table:
            self._word_of_table(word, number)
        elif word in ("ansicpg", "f", "uc", "v", "plain", "deleted"):
            self._set_state(word, number)
        elif word in SIGNS:
            self._add_text(SIGNS[word])
        elif not self._state.is_left_out:
            self._set_paragraph(word, number)
            self._break(word)

    def _leave_out(self, word: str) -> None:
        self._is_item = self._is_item or (word in LIST_MARKS and not self._state.is_left_out)
        if word in NOTES and not self._state.is_left_out:
            self.notes.append(word)
        self._state = replace(self._state, is_left_out=True)

    def _word_of_table(self, word: str, number: int | None) -> None:
        if word == "f" and self._state.table == "fonttbl":
            self._state = replace(self._state, font=number)
        elif word == "fcharset" and self._state.font is not None and number in CHARSETS:
            self._fonts[self._state.font] = CHARSETS[number]
        elif word == "s" and self._state.table == "stylesheet":
            self._style = number

    def _add_style(self) -> None:
        """The style of a group in the list of styles, by its name."""
        name = "".join(self._pieces).rstrip("; \r\n").strip()
        self._pieces.clear()
        heading = _HEADING.match(name)
        if self._style is not None and (heading or name.lower() == "title"):
            self._levels[self._style] = int(heading[1]) if heading else TITLE
        self._style = None

    def _set_state(self, word: str, number: int | None) -> None:
        if word == "ansicpg":
            self._encoding = _codec(number or 0)
        elif word == "f":
            self._state = replace(self._state, font=number)
        elif word == "uc":
            self._state = replace(self._state, skipped=max(0, number or 0))
        else:
            self._state = replace(self._state, is_hidden=word != "plain" and number != 0)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._level, self._is_item, self._is_in_table = None, False, False
        elif word == "intbl":
            self._is_in_table = True
        elif word == "s":
            self._level = self._levels.get(-1 if number is None else number)
        elif word == "outlinelevel" and number is not None and 0 <= number < LEVELS and self._level is None:
            self._level = number + 1

    def _break(self, word: str) -> None:
        if word in ENDS and (self._is_in_table or self._cells):
            self._add_text("\n")
        elif word in ENDS:
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._cells.append(self._text())
        elif word in ("row", "nestrow"):
            self._end_row()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state = replace(self._state, is_left_out=True)
        elif symbol in b"\\{}":
            self._add_bytes(symbol)
        elif symbol in b"\r\n":
            self._word("par", None)
        elif symbol in SYMBOLS:
            self._decode()
            self._add_text(SYMBOLS[symbol])

    def _add_bytes(self, data: bytes) -> None:
        self._is_first = False
        skipped = min(self._left, len(data))
        self._left -= skipped
        self._bytes += data[skipped:]

    def _add_character(self, number: int) -> None:
        self._decode()
        self._add_text(chr(number % 0x10000))
        self._left = self._state.skipped

    def _add_text(self, text: str) -> None:
        state = self._state
        if not state.is_left_out and not state.is_hidden and state.table != "fonttbl":
            self._pieces.append(text)

    def _decode(self) -> None:
        """Decode the collected bytes with the encoding of their font."""
        self._left = 0
        if self._bytes:
            font = self._state.font
            encoding = self._encoding if font is None else self._fonts.get(font, self._encoding)
            self._add_text(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _end_paragraph(self) -> None:
        text = self._text()
        if self._cells:
            self._cells.append(text)
            self._end_row()
        else:
            paragraph = Paragraph(text=text, level=self._level, is_item=self._is_item)
            self.paragraphs.append(paragraph if text else EMPTY)

    def _text(self) -> str:
        """The collected text; surrogate pairs are joined to one character."""
        text = "".join(self._pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._pieces.clear()
        return text.strip()

    def _end_row(self) -> None:
        cells, self._cells = tuple(self._cells), []
        if len(cells) == 1:
            self.paragraphs.append(Paragraph(text=cells[0]))
        elif any(cells):
            self.paragraphs.append(Paragraph(cells=cells))


def _codec(number: int) -> str:
    """Python's name of a code page; that of Windows for one that Python does not have."""
    try:
        return codecs.lookup({65001: "utf-8", 10000: "mac_roman"}.get(number, f"cp{number}")).name
    except LookupError:
        return WINDOWS


CONTAINER = Container(
    name="rtf",
    what="RTF documents: an article, or an export of a press database",
    recognised_by="`{\\rtf` at its beginning",
    becomes=(
        "its text, read like a text file, with its headings, lists and tables; notes, headers and footers are"
        " only counted"
    ),
    recognises=_recognises,
    read=read_rtf,
    nests=True,
)
