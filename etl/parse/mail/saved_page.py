"""The format mhtml: a page that a browser saved with its pictures in one file (MHTML, RFC 2557)."""

import re
from dataclasses import replace
from email.message import Message

from etl.documents import Document
from etl.errors import EmptyArticle, MalformedDocument
from etl.parse.format import Format
from etl.parse.html.format import HtmlReading
from etl.parse.mail.header_text import header_text
from etl.parse.mail.message import bytes_of, parse_message, parts_of, root_part
from etl.parse.mail.recognise_mail import is_saved_page
from etl.settings import Settings

PAGE_TYPES = ("text/html", "application/xhtml+xml")
MAX_DEPTH = 10
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def read_saved_page(document: Document, settings: Settings) -> HtmlReading:
    """Read the page, and the URL from which it was saved. The date in the fields is ignored: it is that of saving.

    Raises EmptyArticle if no part is a page, MalformedDocument for parts without their boundary, LimitExceeded, and the
    same errors as HtmlReading.
    """
    message = parse_message(document.data)
    part = _page_part(message)
    address = next(filter(_WEB_ADDRESS.fullmatch, map(_address, (part, message))), None)
    data = bytes_of(part)
    if not data:
        raise EmptyArticle("a saved page without text")
    page = replace(
        document,
        origin=replace(document.origin, target_url=address or document.origin.target_url),
        data=data,
        name="page.html",
        media_type="text/html",
        charset=part.get_content_charset(),
    )
    return HtmlReading(page, settings)


def _page_part(part: "Message[str, str]") -> "Message[str, str]":
    """The root part if it is a page, otherwise the first page among the parts. Raises EmptyArticle for no page."""
    for _ in range(MAX_DEPTH):
        if not part.get_content_type().startswith("multipart/"):
            break
        inner = parts_of(part)
        if not inner:
            raise MalformedDocument("a saved page (MHTML) without the lines that separate its parts")
        root = root_part(part, inner)
        part = root if _is_page(root) else next(filter(_is_page, inner), root)
    if part.get_content_type() not in PAGE_TYPES:
        raise EmptyArticle(f"a saved file (MHTML) that contains no page, but {part.get_content_type()}")
    return part


def _is_page(part: "Message[str, str]") -> bool:
    return part.get_content_type() in PAGE_TYPES


def _address(part: "Message[str, str]") -> str:
    value = part.get("content-location") or part.get("snapshot-content-location") or ""
    return "".join(header_text(str(value)).split())


FORMAT = Format(
    name="mhtml",
    what="a page that a browser saved with its pictures in one file (MHTML)",
    recognised_by="its header fields and the media type `multipart/related`",
    becomes="the page, with its URL",
    recognises=is_saved_page,
    read=read_saved_page,
)
