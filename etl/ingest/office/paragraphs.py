"""Turn the paragraphs of a document into a text file, which is read like any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from etl.errors import EmptyArticle, LimitExceeded
from etl.ingest.container import HEAD_BYTES, Context, Expanded
from etl.ingest.press import europresse, factiva, nexis, proquest
from etl.ingest.stream import READ_BYTES, Stream

TITLE = 0
SPACED_SHARE = 0.2  # minimum share of empty paragraphs if the other paragraphs are lines
PRESS = (nexis.CONTAINER, factiva.CONTAINER, europresse.CONTAINER, proquest.CONTAINER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or a row of a table."""

    text: str = ""
    level: int | None = None  # 0 for the title of the document, 1 to 9 for headings
    is_item: bool = False  # of a list
    cells: tuple[str, ...] = ()  # of a row, which has no text of its own


def text_file(paragraphs: Sequence[Paragraph], context: Context) -> Expanded:
    """The text of a document in Markdown; an export of a press database gets no marks.

    Raises EmptyArticle if no paragraph has text, LimitExceeded for a text over max_document_bytes.
    """
    plain = _plain(paragraphs).encode("utf-8", "replace")
    if not plain.strip():
        raise EmptyArticle("an office document without text")
    if len(plain) > context.settings.max_document_bytes:
        raise LimitExceeded("document_too_large", f"a text of {len(plain)} bytes")
    is_export = any(each.recognises(plain[:HEAD_BYTES], context.name) for each in PRESS)
    data = plain if is_export else _marked(paragraphs).encode("utf-8", "replace")
    pieces = iter([data[start : start + READ_BYTES] for start in range(0, len(data), READ_BYTES)])
    name = context.name.rpartition(".")[0] or context.name
    return Expanded(name=f"{name}.txt", content=Stream(partial(next, pieces, b"")))


def _plain(paragraphs: Sequence[Paragraph]) -> str:
    """The text without marks. If many paragraphs are empty, they separate the others, which are lines."""
    lines = ["\t".join(each.cells).strip() or each.text.strip() for each in paragraphs]
    is_spaced = lines.count("") >= SPACED_SHARE * len(lines)
    return "\n".join(lines) if is_spaced else "\n\n".join(lines)


def _marked(paragraphs: Sequence[Paragraph]) -> str:
    """The text in Markdown; there is no blank line between the items of a list or the rows of a table."""
    has_title = any(each.level == TITLE and each.text.strip() for each in paragraphs)
    text, previous = "", Paragraph()
    for each in paragraphs:
        line = _line(each, has_title=has_title)
        if not line:
            continue
        is_same = (each.is_item and previous.is_item) or bool(each.cells and previous.cells)
        text += ("\n" if is_same else "\n\n" if text else "") + line
        previous = each
    return text


def _line(paragraph: Paragraph, *, has_title: bool) -> str:
    """A paragraph with its mark; below a title, a heading of level 1 gets two signs."""
    if paragraph.cells:
        cells = [" ".join(cell.split()) for cell in paragraph.cells]
        return f"| {' | '.join(cells)} |" if any(cells) else ""
    text = paragraph.text.strip()
    if paragraph.level is not None and text:
        depth = paragraph.level + 1 if has_title else max(1, paragraph.level)
        return f"{'#' * min(6, depth)} {' '.join(text.split())}"
    return f"- {' '.join(text.split())}" if paragraph.is_item and text else text
