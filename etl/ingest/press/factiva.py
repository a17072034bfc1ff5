"""Exports of Factiva as plain text and HTML, with field codes (HD, BY, PD, LP, TD) or without."""

import re
from collections.abc import Iterator
from html import escape

import regex
from lxml.html import HtmlElement

from etl.ingest.container import Container, Context, Item
from etl.ingest.press.cut_export import (
    Fields,
    blocks_of_text,
    date_in,
    inner_html,
    lines_of,
    read_export,
    records,
    spans_from,
    text_of,
    tree_of,
)
from etl.ingest.press.factiva_head import first_line_below_contents, read_head
from etl.ingest.stream import Stream
from etl.words.press_labels import press_labels

NAME = "factiva"
MAX_HEAD_LINES = 20
# The field codes: https://developer.dowjones.com.
CODES = {
    "HD": "title",
    "HL": "title",
    "BY": "author",
    "WC": "length",
    "PD": "date",
    "SN": "publication",
    "SE": "section",
    "LP": "text",
    "TD": "text",
    "ART": "caption",
    "AN": "id",
}
OTHER_CODES = frozenset(  # they say nothing of the article
    {"CLM", "CR", "ET", "SC", "ED", "PG", "VOL", "LA", "CY", "CX", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB"}
)
_CODES = "|".join(sorted({*CODES, *OTHER_CODES}))
_CODE_ALONE = regex.compile(rf"[ \t]*({_CODES})[ \t]*$")
_CODE = regex.compile(rf"[ \t]*({_CODES})(?:[ \t]*$|(?:\t|[ ]{{2,}})[ \t]*(.*))")
_HEADLINE = regex.compile(
    r"^[ \t]*(?:(?:SE|CLM)(?:[ \t]*\r?\n\s*|[ \t]+)\S.*\n\s*)?HD(?:[ \t]*\r?$|\t|[ ]{2,})", regex.MULTILINE
)
# At least three letters or digits, then six digits; the lookahead keeps the time linear in a line of many digits.
_ID = r"[A-Z](?=[A-Z0-9]{2,}?[0-9]{6})\w+"
_NUMBER = regex.compile(rf"(?:Document|Dokument|Documento) ({_ID})[ \t]*\r?$", regex.MULTILINE)
_CODED_NUMBER = regex.compile(rf"^[ \t]*AN(?:[ \t]*\r?\n\s*|[ \t]+){_NUMBER.pattern}", regex.MULTILINE)
_TEXT_CODE = regex.compile(r"^[ \t]*(?:LP|TD)(?:[ \t]*\r?$|\t|[ ]{2,})", regex.MULTILINE)
_ARTICLE = regex.compile(r"""<div\b[^>]{0,200}?\bclass=["'](?:article )?[a-z]{2}Article["']""")
_RIGHTS = regex.compile(r"\(c\)|©|copyright\b", regex.IGNORECASE)
_HEAD_CODES = re.compile(rb"(?m)^[ \t]*(HD|BY|WC|PD|SN|LA|LP|TD|AN)(?:[ \t]*\r?$|\t|  )")
_HEAD_WORDS = re.compile(rb"(?m)^[ \t]*\d[\d.,]* (?:words|W\xc3?[\xb6\xf6]rter|mots|palabras|parole)[ \t]*\r?$")
_HEAD_NUMBER = re.compile(rf"(?m)^[ \t]*(?:Document|Dokument|Documento) {_ID}[ \t]*\r?$".encode())
_HEAD_PAGE = re.compile(rb"""class=["'](?:article )?[a-z]{2}Article["']""")
_HEAD_OF_PAGE = re.compile(
    rb"""<b>HD</b>|class=["'](?:articleParagraph [a-z]{2}articleParagraph|[a-z]{2}Headline)["']"""
)


def _recognises(head: bytes, name: str) -> bool:
    head = head.replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return _HEAD_PAGE.search(head) is not None and _HEAD_OF_PAGE.search(head) is not None
    codes = set(_HEAD_CODES.findall(head))
    if {b"HD"} <= codes and codes & {b"LP", b"TD"} and codes & {b"PD", b"SN", b"WC"}:
        return True
    return _HEAD_WORDS.search(head) is not None and _HEAD_NUMBER.search(head) is not None


def read_factiva(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article."""
    export = read_export(stream, context)
    text = export.text
    if text.lstrip()[:1] == "<":
        starts = [match.start() for match in _ARTICLE.finditer(text)]
        yield from records(export, NAME, spans_from(starts, len(text)), _read_page)
        return
    coded = [match.start() for match in _HEADLINE.finditer(text)]
    if coded:
        yield from records(export, NAME, list(_spans_with_codes(text, coded)), _read_codes)
    else:
        yield from records(export, NAME, _spans_of_lines(text), _read_lines)


def _spans_with_codes(text: str, headlines: list[int]) -> Iterator[tuple[int, int]]:
    """The spans that begin with a headline, and what has the code of a text below a number: it has no headline."""
    for start, end in spans_from(headlines, len(text)):
        number = _CODED_NUMBER.search(text, start, end)
        if number and _TEXT_CODE.search(text, number.end(), end):
            yield start, number.end()
            yield number.end(), end
        else:
            yield start, end


def _spans_of_lines(text: str) -> list[tuple[int, int]]:
    """The spans that end with a number, and the text below the last one unless it only says what was searched."""
    start = _end_of_contents(text)
    ends = [match.end() for match in _NUMBER.finditer(text, start)]
    rest = [line for block in blocks_of_text(text[ends[-1] :]) for line in block] if ends else []
    if rest and press_labels(NAME).get(rest[0].lower()) != "end" and not all(map(_RIGHTS.match, rest)):
        ends.append(len(text))
    return list(zip([start, *ends], ends, strict=False))


def _end_of_contents(text: str) -> int:
    """Where the first article without codes begins, below a table of contents, if there is one.

    The entries of a table of contents have the headlines of the articles, and perhaps their numbers.
    """
    found = list(_NUMBER.finditer(text))
    last = {match[1]: match.start() for match in found}
    start = 0
    for match in found:
        if last[match[1]] == match.start() or _read_lines(text[start : match.end()]):
            break
        start = match.end()
    number = _NUMBER.search(text, start)
    lines = text[start : number.start() if number else start].splitlines(keepends=True)
    words = next((number for number, line in enumerate(lines) if _is_length(line.strip())), 0)
    first = first_line_below_contents([line.strip() for line in lines[:words]])
    return start + len("".join(lines[:first]))


def _read_codes(piece: str) -> Fields:
    """The fields of an article with codes; each code is alone on its line or before its value."""
    lines = piece.splitlines()
    are_alone = any(_CODE_ALONE.match(line) for line in lines[:8] if line.strip() in ("HD", "SE", "CLM"))
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        code = (_CODE_ALONE if are_alone else _CODE).match(line)
        if code:
            found.append((code[1], [] if are_alone else [code[2] or ""]))
        elif found:
            found[-1][1].append(line.strip())
        if found and found[-1][0] == "AN" and _NUMBER.search(line):
            break
    return _fields([(code, "\n".join(value).strip()) for code, value in found])


def _fields(found: list[tuple[str, str]]) -> Fields:
    """The fields under Khabar's names; the texts of several codes with one name are joined by line breaks."""
    fields: Fields = {}
    for code, value in found:
        name = CODES.get(code)
        if name in ("text", "caption"):
            fields[name] = f"{fields.get(name, '')}\n\n{value}".strip()
        elif name is not None and value:
            fields.setdefault(name, " ".join(value.split()))
    return _clean(fields)


def _clean(fields: Fields) -> Fields:
    number = _NUMBER.search(fields.pop("id", ""))
    fields["id"] = f"{NAME}:{number[1]}" if number else ""
    fields["date"] = date_in(fields.get("date", "")) or fields.get("date", "")
    return fields


def _read_lines(piece: str) -> Fields:
    """The fields of an article without codes: section, title, byline, "355 words", date, clock, outlet, text ..."""
    return _of_lines([line.strip() for line in piece.splitlines()])


def _of_lines(lines: list[str]) -> Fields:
    shown = [number for number, line in enumerate(lines) if line]
    words = next((number for number in shown if _is_length(lines[number])), None)
    rights = next(
        (number for number in shown if words is not None and number > words and _RIGHTS.match(lines[number])), None
    )
    if words is None or rights is None or rights - words > MAX_HEAD_LINES or _has_head(lines[rights + 1 :]):
        return {}
    below = [line for line in lines[words + 1 : rights] if line]
    outlets = [line for line in below if not date_in(line) and not regex.match(r"\d{1,2}:\d{2}", line)]
    text = "\n".join(lines[rights + 1 :])
    number = _NUMBER.search(text)
    return _clean(
        read_head(lines[:words])
        | {
            "length": lines[words],
            "date": next((line for line in below if date_in(line)), ""),
            "publication": outlets[0] if outlets else "",
            "text": text[: number.start()].strip() if number else text.strip(),
            "id": number[0] if number else "",
        }
    )


def _has_head(lines: list[str]) -> bool:
    """Whether a second article is in these lines, because the number between the two is missing."""
    lengths = [number for number, line in enumerate(lines) if _is_length(line)]
    return any(any(map(_RIGHTS.match, lines[number : number + MAX_HEAD_LINES])) for number in lengths)


def _is_length(line: str) -> bool:
    number, _, word = line.partition(" ")
    return number[:1].isdigit() and press_labels(NAME).get(word.lower()) == "words"


def _read_page(piece: str) -> Fields:
    tree = tree_of(piece)
    article = next(tree.iterchildren("div"), tree)
    rows = [row.findall("td") for row in article.iter("tr")]
    coded = [(text_of(row[0]), row[1]) for row in rows if len(row) > 1 and text_of(row[0]) in {*CODES, *OTHER_CODES}]
    if coded:
        fields = _fields([(code, text_of(cell)) for code, cell in coded if CODES.get(code) not in ("text", "caption")])
        body = "".join(_paragraphs(cell) for code, cell in coded if CODES.get(code) == "text")
        return fields | {"body_html": body}
    paragraphs = [p for p in article.iter("p") if "articleParagraph" in (p.get("class") or "")]
    body = "".join(f"<p>{inner_html(p)}</p>" for p in paragraphs)
    numbers = [line for line in lines_of(article) if _NUMBER.match(line)]
    for paragraph in paragraphs:
        paragraph.drop_tree()
    headline = next((text_of(each) for each in article.iter("span") if "Headline" in (each.get("class") or "")), "")
    lines = [shown for line in lines_of(article) for shown in ([line, ""] if line == headline else [line])]
    return _of_lines([*lines, *numbers[:1]]) | ({"text": "", "body_html": body} if body else {})


def _paragraphs(cell: HtmlElement) -> str:
    inner = inner_html(cell)
    return inner if cell.find(".//p") is not None else f"<p>{escape(text_of(cell))}</p>"


CONTAINER = Container(
    name=NAME,
    what="an export of Factiva as text or HTML, with field codes (HD, BY, PD ...) or without",
    recognised_by="its field codes; a word count and a document number; the classes of its HTML",
    becomes="its articles",
    recognises=_recognises,
    read=read_factiva,
)
