"""XML that no other format reads: it is rejected by name, instead of being stored as text full of tags."""

import re
from typing import NoReturn

from lxml.html.defs import tags as HTML_TAGS

from etl.documents import Document
from etl.errors import UnknownFormat
from etl.parse.format import Format
from etl.settings import Settings

WINDOW_BYTES = 4096
_XML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<!--.*?-->)*+(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<[\w.-]+:[\w.-]+[\s>]|"
    rb"<[\w.-]+\s[^>]*\bxmlns[=:])",
    re.DOTALL | re.IGNORECASE,
)
_FIRST_TAG = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<!--.*?-->)*+<([A-Za-z_][\w:.-]*)", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")


def _recognises(document: Document) -> bool:
    head = document.data[:WINDOW_BYTES].replace(b"\0", b"")
    return _XML.match(head) is not None or _is_one_element(head, document.data)


def _is_one_element(head: bytes, data: bytes) -> bool:
    """Whether the bytes are a single element that HTML does not know, from its start tag to its end tag."""
    root = _FIRST_TAG.match(head)
    if root is None or root[1].decode().lower() in HTML_TAGS:
        return False
    return data[-WINDOW_BYTES:].rstrip(b"\0 \t\r\n").endswith(b"</" + root[1] + b">")


def refuse_xml(document: Document, settings: Settings) -> NoReturn:
    """Raise UnknownFormat with the name of the root element."""
    root = _ROOT.search(document.data[:WINDOW_BYTES].replace(b"\0", b""))
    element = f"the root element {root[1].decode()}" if root else f"no root element in its first {WINDOW_BYTES} bytes"
    raise UnknownFormat(f"XML with {element}")


FORMAT = Format(
    name="xml",
    what="other XML",
    recognised_by="`<?xml`, or one element that HTML does not know",
    becomes="nothing: it is rejected, so that its tags are not loaded as text",
    recognises=_recognises,
    read=refuse_xml,
)
