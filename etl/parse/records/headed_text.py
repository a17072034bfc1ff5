"""The format headed_text: plain text or Markdown under a head, whose fields are read like those of a record."""

from collections.abc import Callable
from dataclasses import replace

import regex

from etl.articles import Article, Block, Body, DateCandidate, Role
from etl.decoding.decode import decode
from etl.documents import Document
from etl.errors import RejectedDocument, UnknownFormat
from etl.heads.head import Field, Head
from etl.heads.llm_wrapping import find_wrapping
from etl.heads.read_head import blanked, read_head
from etl.heads.text_lines import lines_from
from etl.heads.values import linked_value
from etl.parse.format import Format
from etl.parse.not_prose import is_mail, refuse_what_is_not_prose
from etl.parse.records.fragment import plain_text
from etl.parse.records.json_fields import Fields
from etl.parse.records.json_metadata import add_metadata
from etl.parse.records.read_json import JsonObject
from etl.parse.text.article import article_of, assert_accounted, read_text
from etl.parse.text.format import TextReading
from etl.parse.text.marks import read_mark
from etl.settings import Settings
from etl.words.folding import folded, normalised
from etl.words.metadata_keys import folded_key, record_keys

PARSER = "headed_text/2"
HEAD_BYTES = 64 * 1024
MIN_SHARED_TITLE = 12  # characters that a title of the head and the first line share, if one continues the other
FIELDS = (
    "title", "url", "id", "source", "language", "authors", "section", "topics", "published", "modified", "paywalled",
    "free",
)  # fmt: skip
_LANGUAGE = regex.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PAGE = regex.compile(r"https?://[^/\s]+/[^\s]+", regex.IGNORECASE)
_LINK = regex.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
# The beginnings of heads: front matter, a URL, or a key with a colon in one of the first lines.
_MAY_BEGIN = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:---|=[ \t]|[`~]{3}|<think|\+\+\+|;;;|\{\s*\"|<?https?://|[^\r\n]{1,300}[\r\n]+\s*<?https?://"
    rb"|(?:[^\r\n]{1,300}[\r\n]+\s*)?[^\r\n:]{1,80}(?::|\xef\xbc\x9a|[\x80-\xff]))"
)


class HeadedReading(TextReading):
    """A text with its head; the source is shown line by line."""

    def __init__(self, document: Document, settings: Settings) -> None:
        """Read head and text.

        Raises the errors of decode, those of refuse_what_is_not_prose for the text below the head, and EmptyArticle.
        """
        decoded = decode(document.data, document.charset)
        unwrapped = blanked(decoded.text, find_wrapping(decoded.text))
        head = read_head(unwrapped)
        if head is None:
            raise UnknownFormat("a text without a head")
        prose = blanked(decoded.text, head.spans)
        below = blanked(unwrapped, head.spans).lstrip()
        refuse_what_is_not_prose(below)
        title = _title_of(below, head)
        self._read = read_text(prose, known_title=title, max_title_chars=settings.max_title_chars)
        body = _with_head(self._read.body, decoded.text, head, settings.max_title_chars)
        assert_accounted(decoded.text, body)
        article = replace(article_of(decoded, body, self._read.issues), format="headed_text", parser=PARSER)
        self._article = _with_metadata(article, head, document, settings)


def _recognises(document: Document) -> bool:
    """Whether the document is text that begins with a head."""
    data = document.data[:HEAD_BYTES]
    if document.media_type is not None or (data.lstrip()[:1] == b"<" and data.lstrip()[:6].lower() != b"<think"):
        return False
    if b"\x00" not in data[:4] and not _MAY_BEGIN.match(data):
        return False
    try:
        text = decode(document.data, document.charset).text
        unwrapped = blanked(text, find_wrapping(text))
        return read_head(unwrapped) is not None and not is_mail(unwrapped)
    except RejectedDocument:
        return False


def _title_of(prose: str, head: Head) -> str | None:
    """The title in the head: the first line is the title only if it is the same. None if any first line may be it."""
    if head.title_line is not None:
        return head.title_line
    declared = next((value for _, value in head.named("title")), None)
    first = next(line.text for line in lines_from(prose) if not line.is_blank)
    line = read_mark(first).text
    return line if declared is not None and _is_same(line, declared) else declared


def _is_same(line: str, declared: str) -> bool:
    """Whether two titles are the same, except for the name of the outlet at the end of one of them."""
    short, long = sorted((folded(line), folded(declared)), key=len)
    return short == long or (len(short) >= MIN_SHARED_TITLE and long.startswith(short))


def _with_head(body: Body, text: str, head: Head, max_title_chars: int) -> Body:
    """The body with every line of the head in its extra, except the title if the text does not repeat it."""
    found = next(head.named("title"), None) if body.title is None else None
    if found is not None and len(found[1]) > max_title_chars:
        found = None
    lines = tuple(_block(text, span) for span in head.spans if found is None or span != found[0].span)
    body = replace(body, extra=(*lines, *body.extra))
    if found is None:
        return body
    field, value = found
    start, end = field.span
    origin = f"head:{field.key}"
    title = Block(role=Role.TITLE, text=_nfc(plain_text(value)), start=start, end=end, detected_by=origin)
    return replace(body, title=title, title_origin=origin)


def _block(text: str, span: tuple[int, int]) -> Block:
    start, end = span
    return Block(role=Role.OTHER, text=_nfc(text[start:end].strip()), start=start, end=end, detected_by="head")


def _nfc(text: str) -> str:
    return normalised(text)


def _with_metadata(article: Article, head: Head, document: Document, settings: Settings) -> Article:
    described = add_metadata(article, Fields(_record(head), settings), document)
    description = next((plain_text(value) for _, value in head.named("summary")), None)
    dates = tuple(_of_head(date, head) for date in described.dates)
    return replace(described, dates=dates, description=description or described.description)


def _record(head: Head) -> JsonObject:
    """The known fields of a head as a record. It has a text without content, so no other field becomes the text."""
    record: JsonObject = {"text": "-"}
    is_note = any(
        folded_key(field.key) == "created" for field in head.fields
    )  # its time of change is that of the note, not of the article
    for field in head.fields:
        if field.name not in FIELDS or not field.values or (is_note and field.name == "modified"):
            continue
        known = record_keys()[field.name]
        key = folded_key(field.key) if folded_key(field.key) in known else known[0]
        values = [value for value in map(_adapted(field), field.values) if value]
        if values:
            record.setdefault(key, values[0] if len(values) == 1 else list(values))
    if not head.names & {"url"} and (address := _address_of_source(head)):
        record["url"] = address
    return record


def _adapted(field: Field) -> Callable[[str], str]:
    """The function that converts the values of a field to the form of values in records."""
    if field.name == "url":
        return linked_value
    if field.name == "source":
        return lambda value: _LINK.sub(r"\1", value)
    if field.name == "language":
        return lambda value: value if _LANGUAGE.fullmatch(value) else ""
    return str


def _address_of_source(head: Head) -> str | None:
    """The URL of the article, if the source is a URL, as in clippings of Obsidian; else None."""
    addresses = (linked_value(value) for _, value in head.named("source"))
    return next((address for address in addresses if _PAGE.fullmatch(address)), None)


def _of_head(date: DateCandidate, head: Head) -> DateCandidate:
    """The date with its key in the head as the evidence."""
    if not date.evidence.startswith("json:"):
        return date
    key = next((field.key for field in head.fields if date.text in field.values), date.evidence.partition(":")[2])
    return replace(date, evidence=f"head:{key}")


FORMAT = Format(
    name="headed_text",
    what=(
        "plain text or Markdown with metadata above it: front matter in YAML, TOML or JSON (Hugo, Jekyll, trafilatura, "
        "Obsidian's web clipper), a block of lines like `Title: ...`, `Date: ...`, `URL: ...` in many languages "
        "(Jina Reader), or a URL and a date, each on its own line (livedoor)"
    ),
    recognised_by="the metadata at its beginning",
    becomes="the text, with its metadata as fields of the article",
    recognises=_recognises,
    read=HeadedReading,
)
