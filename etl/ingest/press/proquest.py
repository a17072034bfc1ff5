"""Exports of ProQuest as plain text and HTML: "Document 1 of 3", labelled fields before and after the text."""

import re
from collections.abc import Iterator

import regex

from etl.ingest.container import Container, Context, Item
from etl.ingest.press.cut_export import (
    Fields,
    blocks_of_text,
    date_in,
    lines_of,
    read_export,
    records,
    spans_from,
    tree_of,
)
from etl.ingest.stream import Stream
from etl.words.press_labels import press_labels

NAME = "proquest"
_COUNTER = r"Do[ck]umento? \d+ (?:of|de|von|di) \d+"
_COUNT = regex.compile(rf"^[ \t]*{_COUNTER}[ \t]*\r?$", regex.MULTILINE)
_PAGE_COUNT = regex.compile(rf"<[^<>]+>\s*{_COUNTER}\s*<")
_LINE = regex.compile(r"^_{20,}[ \t]*\r?$", regex.MULTILINE)
_LABEL = regex.compile(r"([\p{L}][\p{L} /()'’-]{1,40}?)\s?:(?:\s+(.*)|\s*$)")
# The whole names on both sides of the comma would be two authors: "Iris Hartwell, Samuel Oduya".
_INVERTED = regex.compile(r"\S+,\s[^,]+(?:,\s(?:[JS]r\.?|[IVX]+))?|[^,]+,\s\S+(?:\s\p{Lu}\.?)?")
_HEAD_ID = re.compile(
    rb"(?im)(?:^|>)[ \t]*(?:ProQuest document ID|ProQuest-Dokument-ID|ID (?:de|du|del) documento?(?: de)? ProQuest"
    rb"|Identifiant de document ProQuest)\s?:"
)
_HEAD_TEXT = re.compile(
    rb"(?m)(?:^|>)[ \t]*(?:(?:Full text|Volltext|Texte int\xc3?[\xa9\xe9]gral|Texto completo)\s?:"
    rb"|Do[ck]umento? \d+ (?:of|de|von|di) \d+[ \t]*(?:\r?$|<))"
)


def _recognises(head: bytes, name: str) -> bool:
    head = head.replace(b"\0", b"")
    return _HEAD_ID.search(head) is not None and _HEAD_TEXT.search(head) is not None


def read_proquest(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article. The day of its last update in the database is never used as its date."""
    export = read_export(stream, context)
    text = export.text
    if text.lstrip()[:1] == "<":
        starts = [match.start() for match in _PAGE_COUNT.finditer(text)]
        yield from records(export, NAME, spans_from(starts, len(text)), _read_page)
        return
    starts = [match.start() for match in _COUNT.finditer(text)]
    yield from records(export, NAME, spans_from(starts, len(text)) or _between_lines(text), _read_piece)


def _between_lines(text: str) -> list[tuple[int, int]]:
    """The spans between lines of underscores that contain the text, the abstract or the number of an article."""
    places = [match.end() for match in _LINE.finditer(text)]
    spans = spans_from(places or [0], len(text))
    return [span for span in spans if any(map(_is_of_article, text[slice(*span)].splitlines()))]


def _is_of_article(line: str) -> bool:
    return _label(line.strip())[0] in ("body", "abstract", "id")


def _read_page(piece: str) -> Fields:
    return _read_blocks([[line] for line in lines_of(tree_of(piece))])


def _read_piece(piece: str) -> Fields:
    return _read_blocks(blocks_of_text(_LINE.sub("", piece)))


def _read_blocks(blocks: list[list[str]]) -> Fields:
    """The fields: a title, labelled fields, the text after its label, and labelled fields again."""
    blocks = [block for block in blocks if not regex.fullmatch(_COUNTER, block[0])]
    start = next((number for number, block in enumerate(blocks) if _label(block[0])[0] == "body"), len(blocks))
    end = next((number for number in range(start + 1, len(blocks)) if _begins_fields(blocks, number)), len(blocks))
    fields: Fields = {}
    if blocks and not _label(blocks[0][0])[0]:
        fields["title"] = " ".join(blocks[0])
    for block in blocks[1 if "title" in fields else 0 : start] + blocks[end:]:
        _add_fields(block, fields)
    paragraphs = [[_label(blocks[start][0])[1], *blocks[start][1:]], *blocks[start + 1 : end]] if start < end else []
    text = "\n\n".join("\n".join(filter(None, block)) for block in paragraphs)
    if not text.strip():  # what has no known label would be taken for the text
        fields = {key: value for key, value in fields.items() if not key.startswith(f"{NAME}:")}
    return _clean(fields) | {"text": text.strip()}


def _begins_fields(blocks: list[list[str]], number: int) -> bool:
    """Whether this paragraph and the next one begin with a known label; a single one may belong to the text."""
    following = [line for block in blocks[number : number + 2] for line in block][1:2]
    return bool(_label(blocks[number][0])[0]) and all(map(_LABEL.match, following))


def _add_fields(block: list[str], fields: Fields) -> None:
    """Add the fields of a paragraph. Without a known label it is kept under its own, for the issue record_text_left."""
    unknown = _LABEL.match(block[0])
    current = f"{NAME}:{unknown[1].lower() if unknown else len(fields)}"
    for line in block:
        label, value = _label(line)
        if label:
            current = label if label not in fields or label == "title" else ""
            line = value
            if label == "title":
                fields.pop("title", None)
        if current:
            fields[current] = f"{fields.get(current, '')} {line}".strip()


def _label(line: str) -> tuple[str, str]:
    """The field of the label at the start of a line, and the rest of the line; ("", line) without a known label."""
    match = _LABEL.match(line)
    field = press_labels(NAME).get(match[1].lower().strip()) if match else None
    return (field, match[2] or "") if match and field else ("", line)


def _clean(fields: Fields) -> Fields:
    """The fields; outlet and date are read from "Publication info" if they have no field of their own."""
    info = fields.pop("info", "")
    fields.pop("other", None)
    outlet = fields.pop("publication", "") or info
    number = fields.pop("id", "")
    date = fields.pop("date", "")
    return _with_listed_authors(fields) | {
        "publication": regex.split(r"\s*[;,]", outlet)[0],
        "date": date_in(date) or date or date_in(info),
        "id": f"{NAME}:{number}" if number else "",
    }


def _with_listed_authors(fields: Fields) -> Fields:
    """The fields with the authors one by one, if they are written surname first: "Ruiz Soto, Elena; Oduya, Samuel"."""
    names = [name.strip() for name in fields.get("author", "").split(";") if name.strip()]
    if not all(map(_INVERTED.fullmatch, names)):
        return fields
    return {key: value for key, value in fields.items() if key != "author"} | {"authors": "\n".join(names)}


CONTAINER = Container(
    name=NAME,
    what="an export of ProQuest as text or HTML, in English, German, French and Spanish",
    recognised_by='"ProQuest document ID" and "Full text" or "Document 1 of 3"',
    becomes="its articles",
    recognises=_recognises,
    read=read_proquest,
)
