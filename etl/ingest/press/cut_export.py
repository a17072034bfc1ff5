"""The code shared by all exports of press databases: decode the file and split it into articles, each one record."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex
from lxml import etree, html

from etl.decoding.decode import decode
from etl.documents import EXPORT_MEDIA_TYPE, StructuralSkip
from etl.errors import UnknownFormat
from etl.ingest.container import Context, Fault, Item, Record
from etl.ingest.stream import Stream
from etl.words.bylines import find_byline
from etl.words.person_names import NameWord, is_particle, name_words
from etl.words.press_labels import press_labels

MAX_NAME_WORDS = 4
DATABASES = {"nexis": "Nexis", "factiva": "Factiva", "europresse": "Europresse", "proquest": "ProQuest"}
# Of one article: title, publication, date, author or authors (one a line), section, length, text or body_html, id.
Fields = dict[str, str]
BLOCK_TAGS = frozenset({"p", "div", "tr", "table", "li", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
# With the month in letters of any language: "February 9, 2026", "9. Februar 2026", "9 de febrero de 2026".
_DATE = regex.compile(
    r"\p{L}{3,12}\.?\s\p{Nd}{1,2}(?:st|nd|rd|th)?,?\s\p{Nd}{4}"
    r"|\p{Nd}{1,2}(?:\.|er|º)?\s(?:de\s)?\p{L}[\p{L}\p{M}]{1,12}\.?,?\s(?:de\s)?\p{Nd}{4}"
    r"|\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}|\p{Nd}{4}年\s?\p{Nd}{1,2}月\s?\p{Nd}{1,2}日"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A decoded file; `is_exact` says whether each piece of its text can be encoded to exactly its bytes."""

    data: bytes
    text: str
    encoding: str
    is_exact: bool


def read_export(stream: Stream, context: Context) -> Export:
    """Read a whole file. Raises LimitExceeded if it exceeds max_document_bytes, and the errors of decode."""
    data = stream.read_all(context.settings.max_document_bytes)
    decoded = decode(data)
    return Export(
        data=data,
        text=decoded.text,
        encoding=decoded.encoding,
        is_exact=data.endswith(decoded.text.encode(decoded.encoding, "replace")),
    )


def records(
    export: Export, name: str, spans: Sequence[tuple[int, int]], read: Callable[[str], Fields]
) -> Iterator[Item]:
    """Yield a record for each span of the text, read by `read`; text outside the spans is only counted.

    An article in which `read` finds no title or no text is a fault, because its layout is unknown. Raises
    UnknownFormat if there is no span.
    """
    if not spans:
        raise UnknownFormat(f"an export of {DATABASES[name]} in a layout that is not read; export it as HTML or text")
    place = len(export.data) - len(export.text.encode(export.encoding, "replace"))  # of the first character
    reached = 0
    for number, (start, end) in enumerate(spans):
        if export.text[reached:start].strip():
            yield StructuralSkip(reason=f"{name}:rest" if number else f"{name}:head")
        piece = export.text[start:end]
        place += len(export.text[reached:start].encode(export.encoding, "replace"))
        stored = piece.encode(export.encoding, "replace")
        fields = {key: value for key, value in read(piece).items() if value and not _says_nothing(key, value)}
        offset, length = (place, len(stored)) if export.is_exact else (None, None)
        if "title" not in fields or not fields.keys() & {"text", "body_html", "abstract"}:
            detail = (
                f"an article of an export of {DATABASES[name]} without title or text, or in a layout that is not read; "
                "if it should have both, export it as HTML, or as text with all fields"
            )
            yield Fault(reason="unknown_format", detail=detail, byte_offset=offset, byte_length=length, head=stored)
        else:
            record = {key: value.splitlines() if key == "authors" else value for key, value in fields.items()}
            data = json.dumps(record, ensure_ascii=False).encode()
            yield Record(
                data=data,
                stored=stored if export.is_exact else export.data,
                byte_offset=offset,
                byte_length=length,
                media_type=EXPORT_MEDIA_TYPE,
            )
        place += len(stored)
        reached = end
    if export.text[reached:].strip():
        yield StructuralSkip(reason=f"{name}:rest")


def _says_nothing(key: str, value: str) -> bool:
    """Whether the database writes that it has no abstract, author or text: "None available."."""
    return key != "title" and value.strip(" .[]()").lower() in press_labels("nothing")


def spans_from(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """The spans that begin at these offsets; each ends where the next one begins."""
    return list(zip(starts, [*starts[1:], end], strict=True)) if starts else []


def date_in(line: str) -> str:
    """The first date in a line, as written; "" if there is none."""
    found = _DATE.search(line)
    return found[0] if found else ""


def blocks_of_text(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines without surrounding white space."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def may_be_names(line: str) -> bool:
    """Whether a line may consist of names: with a byline phrase, or in few words; each has a capital or joins names."""
    opening = find_byline(line)
    words = line[opening.rest if opening else 0 :].split()
    names = [word for word in words if word not in name_words(NameWord.AND) and not is_particle(word)]
    return (opening is not None or len(names) <= MAX_NAME_WORDS) and not any(word[0].islower() for word in names)


def without_page_lines(text: str, *, running_title: str = "") -> str:
    """The text without lines such as "Page 2 of 7", and without the title that is repeated below them."""
    kept: list[str] = []
    is_below = False
    for line in text.splitlines():
        said = " ".join(line.split())
        if _page_line().fullmatch(said):
            is_below = True
        elif not (is_below and said and said == running_title):
            kept.append(line)
            is_below = is_below and not said
    return "\n".join(kept)


@cache
def _page_line() -> regex.Pattern[str]:
    words = "|".join(regex.escape(word) for word in sorted(press_labels("page"), key=len, reverse=True))
    return regex.compile(rf"(?:{words}) \p{{Nd}}+ ?(?:\p{{L}}{{2,3}}|/) ?\p{{Nd}}+", regex.IGNORECASE)


def tree_of(source: str) -> html.HtmlElement:
    """The elements of a piece of HTML, in one div."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(f"<div>{source}</div>".encode("utf-8", "replace"), parser=parser)


def text_of(element: html.HtmlElement) -> str:
    """The text of an element, with one space for each run of white space."""
    return " ".join("".join(element.itertext()).split())


def inner_html(element: html.HtmlElement) -> str:
    """The HTML of an element's content."""
    children = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(children)


def lines_of(element: html.HtmlElement) -> list[str]:
    """The lines that a page shows for an element: one for each block of text."""
    lines = [""]

    def walk(node: html.HtmlElement) -> None:
        is_block = node.tag in BLOCK_TAGS
        if is_block:
            lines.append("")
        lines[-1] += node.text or ""
        for child in node.iterchildren(etree.Element):
            walk(child)
            lines[-1] += child.tail or ""
        if is_block:
            lines.append("")

    walk(element)
    return [folded for line in lines if (folded := " ".join(line.split()))]
