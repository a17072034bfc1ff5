"""XML that no other format reads: it is rejected by name, instead of being stored as text full of tags."""

import re
from typing import NoReturn

from lxml.html.defs import tags as HTML_TAGS

from etl.documents import Document
from etl.errors import EmptyArticle, UnknownFormat
from etl.parse.agency.xml_kinds import KINDS, SGML, WITHOUT_ARTICLES
from etl.parse.format import Format
from etl.parse.not_prose import corpora
from etl.parse.not_prose.sample import Sample
from etl.settings import Settings

WINDOW_BYTES = 4096
_XML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<!--.*?-->)*+(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<[\w.-]+:[\w.-]+[\s>]|"
    rb"<[\w.-]+\s[^>]*\bxmlns[=:])",
    re.DOTALL | re.IGNORECASE,
)
_FIRST_TAG = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<!--.*?-->)*+<([A-Za-z_][\w:.-]*)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_DECLARED = re.compile(r"<\?xml\b|\bxmlns[=:]", re.IGNORECASE)


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
    """Raise UnknownFormat with the kind of the file and its first element; EmptyArticle for one of WITHOUT_ARTICLES."""
    text = document.data.replace(b"\0", b"").decode("utf-8", "replace")
    if corpora.words_in_elements(Sample(text)):
        raise UnknownFormat("looks like a language corpus with one word per line (VRT), which Khabar does not read")
    head = _COMMENT.sub("", text[:WINDOW_BYTES])
    first = _ELEMENT.search(head)
    if first is None:
        raise UnknownFormat(f"XML without an element in its first {WINDOW_BYTES} bytes, which Khabar does not read")
    name = first[1]
    root = name.rpartition(":")[2]
    if not _is_xml(head, text, name):
        kind = SGML.get(name, "markup")
        raise UnknownFormat(f"{kind}, which Khabar does not read (SGML or XML, first element {name})")
    if root in WITHOUT_ARTICLES:
        raise EmptyArticle(f"{WITHOUT_ARTICLES[root]}, which has no article text (XML, root element {name})")
    if root in KINDS:
        raise UnknownFormat(f"{KINDS[root]}, which Khabar does not read (XML, root element {name})")
    raise UnknownFormat(f"XML of a kind that Khabar does not read (root element {name})")


def _is_xml(head: str, text: str, name: str) -> bool:
    """Whether a text is XML, not SGML: it says so, or the end tag of its first element occurs only once."""
    return _DECLARED.search(head) is not None or text.count(f"</{name}>") == 1


FORMAT = Format(
    name="xml",
    what="other XML",
    recognised_by="`<?xml`, or one element that HTML does not know",
    becomes="nothing: it is rejected, so that its tags are not loaded as text",
    recognises=_recognises,
    read=refuse_xml,
)
