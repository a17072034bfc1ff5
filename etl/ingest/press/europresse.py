"""Exports of Europresse (Eureka) as HTML: one element `article` for each article."""

import re
from collections.abc import Iterator

import regex
from lxml.html import HtmlElement

from etl.ingest.container import Container, Context, Item
from etl.ingest.press.cut_export import Fields, date_in, inner_html, read_export, records, spans_from, text_of, tree_of
from etl.ingest.stream import Stream

NAME = "europresse"
MAX_AUTHOR_CHARS = 200
BODIES = ("docOcurrContainer", "DocText", "texteArticle", "rdp__docText")
_ARTICLE = regex.compile(r"<article\b", regex.IGNORECASE)
_NUMBER = regex.compile(r"[a-z]+[·.](\d{4})(\d{2})(\d{2})[·.][\w·.]+")
_HEAD = re.compile(rb"""class=["'][^"'<>]*\bDocPublicationName\b""")


def _recognises(head: bytes, name: str) -> bool:
    head = head.replace(b"\0", b"")
    return _HEAD.search(head) is not None and b"<article" in head.lower()


def read_europresse(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article. The date of the certificate, which is the day of the request, is never used as its date."""
    export = read_export(stream, context)
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


def _named(article: HtmlElement, name: str) -> HtmlElement | None:
    return next((each for each in article.iter() if name in (each.get("class") or "").split()), None)


def _text(article: HtmlElement, name: str) -> str:
    found = _named(article, name)
    return text_of(found) if found is not None else ""


def _shown(article: HtmlElement, tag: str) -> str:
    return " ".join(text_of(each) for each in article.iter(tag))


CONTAINER = Container(
    name=NAME,
    what="an export of Europresse as HTML",
    recognised_by="the class `DocPublicationName`",
    becomes="its articles",
    recognises=_recognises,
    read=read_europresse,
)
