"""Exports of Nexis as plain text and HTML ("1 of 3 DOCUMENTS", labels in capitals), and of Nexis Uni as text."""

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
    without_page_lines,
)
from etl.ingest.stream import Stream
from etl.words.press_labels import press_labels

NAME = "nexis"
_COUNTER = (
    r"(?:\d+ (?:of|von|de|di|van) \d+ DO[CK]UM\p{L}{4,6}|Dokument \d+ von \d+|Documento? \d+ de \d+"
    r"|Documento \d+ di \d+|Document \d+ van \d+)"
)
_COUNT = regex.compile(rf"^[ \t\f]*{_COUNTER}[ \t]*\r?$", regex.MULTILINE)
_PAGE_COUNT = regex.compile(rf">\s*{_COUNTER}\s*<")
_DOCUMENT = regex.compile(r"<DOC NUMBER=\d+>|<DOCFULL>", regex.IGNORECASE)
_END = regex.compile(r"^[ \t]*End of Document[ \t]*\r?$", regex.MULTILINE)
_BODY = regex.compile(r"^[ \t]*Body[ \t]*\r?$", regex.MULTILINE)
_PART_OF_UNI = regex.compile(r"^[ \t]*(?:Body[ \t]*\r?$|Length:|Load-Date:)", regex.MULTILINE)
_LABEL = regex.compile(r"(\p{L}[\p{L}\p{M}-]{2,24})\s?(?::\s*(.*)|$)")
_RIGHTS = regex.compile(r"copyright\b|©|\(c\)|all rights reserved|alle rechte|tous droits", regex.IGNORECASE)
_OWN_ADDRESS = regex.compile(r"https?://[^/\s]+/\S{4,}")
_HEAD_COUNT = regex.compile(rf"(?m)(?:^[ \t\f]*|>\s*){_COUNTER}\s*(?:$|<)".replace(r"\p{L}", "[A-Z]").encode())
_HEAD_LENGTH = re.compile(
    rb"(?m)(?:^[ \t]*|>\s*)(?:LENGTH|L\xc3?[\x84\xc4]NGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE|BODY):|<DOCFULL>"
)
_HEAD_END = re.compile(rb"(?m)^[ \t]*Body[ \t]*\r?$")
_HEAD_UNI = re.compile(rb"(?m)^[ \t]*(?:Load-Date:|Length:|End of Document[ \t]*\r?$)")


def _recognises(head: bytes, name: str) -> bool:
    head = head.replace(b"\0", b"")
    if b"ProQuest" in head:
        return False
    if _HEAD_COUNT.search(head) and _HEAD_LENGTH.search(head):
        return True
    return _HEAD_END.search(head) is not None and len(set(_HEAD_UNI.findall(head))) > 1


def read_nexis(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article. The day of the request and the day of loading are never used as its date."""
    export = read_export(stream, context)
    text = export.text
    is_page = text.lstrip()[:1] == "<"
    if is_page:
        starts = [match.start() for match in _starts_on_page(text)]
        yield from records(export, NAME, spans_from(starts, len(text)), _read_piece_of_page)
        return
    counts = [match.start() for match in _COUNT.finditer(text)]
    if counts:
        yield from records(export, NAME, spans_from(counts, len(text)), _read_piece)
        return
    ends = [*(match.end() for match in _END.finditer(text)), len(text)]
    spans = [span for span in zip([0, *ends], ends, strict=False) if _PART_OF_UNI.search(text, *span)]
    yield from records(export, NAME, spans, _read_uni)


def _starts_on_page(text: str) -> "list[regex.Match[str]]":
    found = list(_DOCUMENT.finditer(text))
    numbered = [match for match in found if match[0].upper() != "<DOCFULL>"]
    return numbered or found or list(_PAGE_COUNT.finditer(text))


def _read_piece(piece: str) -> Fields:
    return _read_blocks(blocks_of_text(without_page_lines(piece)))


def _read_piece_of_page(piece: str) -> Fields:
    visible = regex.sub(r"<!--|-->|</?DOC(?:FULL)?(?: NUMBER=\d+)?>", "", piece, flags=regex.IGNORECASE)
    return _read_blocks([[line] for line in lines_of(tree_of(visible.lstrip("> \r\n")))])


def _read_blocks(blocks: list[list[str]]) -> Fields:
    """The fields of an article: outlet and date at the top, then the title, labels, and text between two labels."""
    blocks = [block for block in blocks if not regex.fullmatch(_COUNTER, block[0])]
    head = next((number for number, block in enumerate(blocks[:6]) if any(map(date_in, block))), None)
    if head is None:
        return {}
    outlets = [line for block in blocks[:head] for line in block if not _RIGHTS.match(line)]
    dated = [line for line in blocks[head] if date_in(line)]
    fields = {"publication": outlets[-1] if outlets else "", "date": date_in(dated[0])}
    if not outlets and blocks[head][0] != dated[0]:
        fields["publication"] = blocks[head][0]
    return fields | _labelled(blocks[head + 1 :])


def _labelled(blocks: list[list[str]]) -> Fields:
    fields: Fields = {}
    paragraphs: list[str] = []
    current = "title"
    for block in blocks:
        for number, line in enumerate(block):
            label, value = _label(line)
            if label:
                current, line = label, value
            elif not number and current not in ("title", "body", "end", "graphic"):
                current = "body" if "length" in fields or "body" in fields else "title"
            if current == "body":
                if not number or label:
                    paragraphs.append("")
                paragraphs[-1] = f"{paragraphs[-1]}\n{line}".strip()
                fields["body"] = "1"
            elif current == "title" and not number and fields.get("title"):
                current = "body"
                paragraphs.append(line)
            elif current != "end":
                fields[current] = f"{fields.get(current, '')} {line}".strip()
    fields.pop("body", None)
    return _clean(fields) | {"text": "\n\n".join(filter(None, paragraphs))}


def _label(line: str) -> tuple[str, str]:
    """The field of the label at the start of a line, and the rest; ("", line) without a label in capitals."""
    match = _LABEL.match(line)
    if match is None or match[2] is None or match[1] != match[1].upper():
        return "", line
    return press_labels(NAME).get(match[1].lower(), ""), match[2]


def _read_uni(piece: str) -> Fields:
    """The fields of an article of Nexis Uni: title, outlet, date, labels, "Body", text, "Load-Date:".

    A cover page above the title (user, time of the request, list of results) is left out.
    """
    body = _BODY.search(piece)
    if body is None:
        return {}
    head, rest = piece[: body.start()], piece[body.end() :]
    blocks = blocks_of_text(without_page_lines(head))
    dated = next((number for number in reversed(range(len(blocks))) if _dated_line(blocks[number]) is not None), None)
    if dated is None:
        return {}
    fields = _head_of_uni(blocks[: dated + 1])
    for block in blocks[dated:]:
        for line in block:
            label, value = _label_of_uni(line)
            if label:
                fields[label] = value
    paragraphs: list[str] = []
    for block in blocks_of_text(without_page_lines(rest, running_title=fields["title"])):
        if _label_of_uni(block[0])[0] in ("end", "graphic"):
            break
        paragraphs.append("\n".join(block))
    return _clean(fields) | {"text": "\n\n".join(paragraphs)}


def _head_of_uni(blocks: list[list[str]]) -> Fields:
    """Title, outlet and date: the last three lines up to the date, in one paragraph or several."""
    number = _dated_line(blocks[-1])
    assert number is not None  # the last block was chosen for it
    above = [*blocks[:-1], blocks[-1][:number]] if number else blocks[:-1]
    outlet = above[-1][-1] if above else ""
    above = [*above[:-1], above[-1][:-1]] if above and len(above[-1]) > 1 else above[:-1]
    return {
        "title": " ".join(above[-1]) if above else "",
        "publication": outlet,
        "date": date_in(blocks[-1][number]),
    }


def _dated_line(block: list[str]) -> int | None:
    """The number of the line with the date of publication; that of a request or of loading has a label before it."""
    lines = [line if ":" not in line and not _RIGHTS.match(line) else "" for line in block]
    return next((number for number, line in enumerate(lines) if date_in(line)), None)


def _label_of_uni(line: str) -> tuple[str, str]:
    """The field that a label at the head of a line names, and the rest; ("", line) without one."""
    match = _LABEL.match(line)
    label = press_labels(NAME).get(match[1].lower()) if match else None
    return (label, match[2] or "") if match and label else ("", line)


def _clean(fields: Fields) -> Fields:
    """The fields, with no page number in the section, and no URL if it is the outlet's and not the article's."""
    url = fields.get("url", "")
    own = {"url": url if _OWN_ADDRESS.match(url) else "", "section": fields.get("section", "").partition(";")[0]}
    return fields | own


CONTAINER = Container(
    name=NAME,
    what=(
        'an export of Nexis as text or HTML ("1 of 3 DOCUMENTS"), or of Nexis Uni as text; in English, German, '
        "French and Dutch"
    ),
    recognised_by='lines such as "1 of 3 DOCUMENTS", and labels of fields',
    becomes="its articles",
    recognises=_recognises,
    read=read_nexis,
)
