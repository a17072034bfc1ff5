"""Exports of Europresse (Eureka): as HTML, one element `article` for each article; as text, a number below each."""

import re
from collections.abc import Iterator

import regex
from lxml.html import HtmlElement

from etl.ingest.container import Container, Context, Item
from etl.ingest.press.cut_export import (
    Fields,
    blocks_of_text,
    date_in,
    inner_html,
    may_be_names,
    read_export,
    records,
    spans_from,
    text_of,
    tree_of,
)
from etl.ingest.stream import Stream
from etl.words.press_labels import press_labels

NAME = "europresse"
MAX_AUTHOR_CHARS = 200
BODIES = ("docOcurrContainer", "DocText", "texteArticle", "rdp__docText")
_ARTICLE = regex.compile(r"<article\b", regex.IGNORECASE)
_NUMBER = regex.compile(r"(?<![a-z])[a-z]+[·.](\d{4})(\d{2})(\d{2})[·.][\w·.]+")
_NUMBER_LINE = regex.compile(rf"^[ \t]*{_NUMBER.pattern}[ \t]*\r?$", regex.MULTILINE)
_FOOTER = regex.compile(
    r"(?:©|\(c\)) ?\d{4}|Le présent document est protégé|This document is protected|Certificat émis|Ce certificat"
    rf"|Certificate issued|This certificate|{_NUMBER.pattern}$",
    regex.IGNORECASE,
)
_LENGTH = regex.compile(r"\p{Nd}[\p{Nd}\s]{0,9}\s(\p{L}+)")
_PLACE = regex.compile(r"\bpp?\. ?\S+|n[o°]\.? ?\d+", regex.IGNORECASE)
_HEAD_NUMBER = re.compile(rb"(?m)^[ \t]*[a-z]+\xc2?\xb7\d{8}\xc2?\xb7\w+\xc2?\xb7\w+[ \t]*\r?$")
_HEAD_WORDS = re.compile(rb"(?m)^[^\r\n]{0,80}\b\d+ (?:mots|words)\b")
_HEAD = re.compile(rb"""class=["'][^"'<>]*\bDocPublicationName\b""")


def _recognises(head: bytes, name: str) -> bool:
    head = head.replace(b"\0", b"")
    if _HEAD.search(head) is not None:
        return b"<article" in head.lower()
    return _HEAD_NUMBER.search(head) is not None and _HEAD_WORDS.search(head) is not None


def read_europresse(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article. The date of the certificate, which is the day of the request, is never used as its date."""
    export = read_export(stream, context)
    if export.text.lstrip()[:1] != "<":
        yield from records(export, NAME, _spans_of_text(export.text), _read_text)
        return
    starts = [match.start() for match in _ARTICLE.finditer(export.text)]
    yield from records(export, NAME, spans_from(starts, len(export.text)), _read_piece)


def _read_piece(piece: str) -> Fields:
    end = piece.lower().find("</article")
    tree = tree_of(piece[:end] if end >= 0 else piece)
    article = next(tree.iter("article"), tree)
    header = next(article.iter("header"), article)
    about = _text(article, "DocHeader")
    number = _NUMBER.search(_text(article, "publiC-lblNodoc") or _shown(article, "footer"))
    body = next((found for name in BODIES if (found := _named(article, name)) is not None), None)
    day = "-".join(number.groups()) if number else ""
    date = date_in(about)
    return {
        "title": _text(article, "titreArticleVisu")
        or _text(article, "titreArticle")
        or _text(article, "rdp__articletitle"),
        "publication": _text(article, "DocPublicationName").partition(",")[0],
        "date": date or day,
        "section": _section(about, date),
        "author": _author(header),
        "body_html": inner_html(body) if body is not None else "",
        "id": f"{NAME}:{number[0]}" if number else "",
    }


def _section(about: str, date: str) -> str:
    """The section, which is before the day of the week and the date: "Culture, mercredi 9 février 2026, p. 4"."""
    before, found, _ = about.partition(date) if date else ("", "", "")
    parts = [part.strip() for part in before.split(",")]
    return parts[0] if found and len(parts) > 1 and parts[0] else ""


def _author(header: HtmlElement) -> str:
    found = [text_of(each) for each in header.iter("div", "p") if "sm-margin-bottomNews" in (each.get("class") or "")]
    return found[-1] if found and len(found[-1]) <= MAX_AUTHOR_CHARS else ""


def _spans_of_text(text: str) -> list[tuple[int, int]]:
    """The spans that end with the number of a document, and the text below the last one if it is no certificate."""
    ends = [match.end() for match in _NUMBER_LINE.finditer(text)]
    rest = blocks_of_text(text[ends[-1] :]) if ends else []
    if any(_FOOTER.match(line) is None for block in rest for line in block):
        ends.append(len(text))
    return list(zip([0, *ends], ends, strict=False))


def _read_text(piece: str) -> Fields:
    """The fields of an article as text: outlet, date, "350 mots, p. 4", title, author, text, rights, number."""
    blocks = blocks_of_text(piece)
    while blocks and _FOOTER.match(blocks[0][0]):
        del blocks[0]  # the certificate of the article before
    dated = next((number for number, block in enumerate(blocks[:2]) if any(map(date_in, block))), None)
    if dated is None:
        return {}
    head = [line for block in blocks[: dated + 1] for line in block]
    rest = blocks[dated + 1 :]
    while rest and all(_is_about(line) for line in rest[0]):
        head += rest.pop(0)
    if not date_in(head[1] if len(head) > 1 else "") or not all(map(_is_about, head[2:])) or not rest:
        return {}
    number = _NUMBER_LINE.search(piece)
    date = date_in(head[1])
    return _title_and_author(rest) | {
        "publication": head[0].partition(",")[0],
        "date": date,
        "section": _section(head[1], date),
        "length": next(filter(None, map(_length, head[1:])), ""),
        "id": f"{NAME}:{number[0].strip()}" if number else "",
    }


def _title_and_author(blocks: list[list[str]]) -> Fields:
    """Title, author and text; nothing if it is not sure which lines are the title."""
    title, *below = blocks[0]
    paragraphs = blocks[1:]
    if not below and paragraphs and len(paragraphs[0]) == 1 and _is_author(paragraphs[0][0]):
        below = paragraphs.pop(0)
    if len(below) > 1 or (below and not _is_author(below[0])):
        return {}
    lines = [line for block in paragraphs for line in (*block, "")]
    end = next((number for number, line in enumerate(lines) if _FOOTER.match(line)), len(lines))
    return {"title": title, "author": below[0] if below else "", "text": "\n".join(lines[:end]).strip()}


def _is_author(line: str) -> bool:
    """Whether a line has at least two words that may be names, and perhaps a function after a comma."""
    names = line.partition(",")[0]
    return " " in names and may_be_names(names)


def _length(line: str) -> str:
    found = (match for match in _LENGTH.finditer(line) if press_labels(NAME).get(match[1].lower()) == "words")
    return next((match[0] for match in found), "")


def _is_about(line: str) -> bool:
    """Whether a line gives the length or the page and nothing else: "350 mots, p. 4"."""
    return not _PLACE.sub("", line.replace(_length(line) or " ", "")).strip(" ,;•")


def _named(article: HtmlElement, name: str) -> HtmlElement | None:
    return next((each for each in article.iter() if name in (each.get("class") or "").split()), None)


def _text(article: HtmlElement, name: str) -> str:
    found = _named(article, name)
    return text_of(found) if found is not None else ""


def _shown(article: HtmlElement, tag: str) -> str:
    return " ".join(text_of(each) for each in article.iter(tag))


CONTAINER = Container(
    name=NAME,
    what="an export of Europresse as HTML or text",
    recognised_by="the class `DocPublicationName`; in text, a word count and the number of a document",
    becomes="its articles",
    recognises=_recognises,
    read=read_europresse,
)
