"""Turn XML into text that a strict parser accepts: decoded, without document type, with common errors repaired."""

import codecs
import contextlib
import html
import re
from html.entities import html5

import cchardet

from etl.decoding.detect_encoding import known_encoding
from etl.errors import MalformedDocument, RejectedDocument

REPLACEMENT = "\ufffd"
WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "iso-10646-ucs")
MAX_UNDECLARED = 100  # libxml2 compares each prefix with all namespaces
UNDECLARED_NAMESPACE = "urn:khabar:undeclared:"
ENCODING_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),  # XML 1.0, appendix F: a document begins with "<"
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_PROLOG = re.compile(r"^(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(\d+);|#[xX]([0-9A-Fa-f]+);|(\w+);)?", re.DOTALL
)
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[\w.-]+(?=[\s/>])")
_DECLARED_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=")
_FIRST_TAG = re.compile(r"<[\w:.-]+")


class ForbiddenEntities(RejectedDocument):
    """The XML declares its own entities, which may name files or expand without limit. None is ever resolved."""

    reason = "xml_entities"


def clean_xml(data: bytes) -> str:
    """The XML text, without declaration and document type.

    Characters that XML forbids become U+FFFD, HTML entities become their characters, a bare ampersand becomes `&amp;`,
    and undeclared prefixes get a namespace. Raises ForbiddenEntities, or MalformedDocument for too many such prefixes.
    """
    text = _ILLEGAL.sub(REPLACEMENT, decode_xml(data))
    text = _PROLOG.sub("", text, count=1)
    document_type = _DOCUMENT_TYPE.match(text)
    if document_type is not None:
        if "<!entity" in (document_type[1] or "").lower():
            raise ForbiddenEntities(
                "XML that declares abbreviations of its own (entities), which Khabar does not replace"
            )
        text = text[document_type.end() :]
    return _declare_prefixes(_REFERENCE.sub(_put_right, text))


def decode_xml(data: bytes) -> str:
    """The text by byte-order mark, strict UTF-8, declaration or detector, in this order: declarations may be wrong.

    If none of them fits, undecodable bytes become U+FFFD.
    """
    for mark, encoding in ENCODING_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    named = (known_encoding(declared_encoding(data)), known_encoding(cchardet.detect(data)["encoding"]))
    for candidate in ("utf-8", *filter(None, named)):
        with contextlib.suppress(UnicodeError):
            return data.decode(candidate)
    return data.decode("utf-8", "replace")


def declared_encoding(data: bytes) -> str | None:
    """The encoding in the XML declaration, which may be wrong; None without one.

    UTF-16 and UTF-32 are always wrong: the declaration was found in ASCII.
    """
    declaration = _DECLARATION.match(data)
    name = declaration[1].decode("ascii") if declaration else ""
    return None if name.lower().startswith(WIDE) else name or None


def _put_right(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if match[0].startswith("<"):
        return match[0]
    if decimal or hexadecimal:
        return match[0] if _is_legal(decimal, hexadecimal) else REPLACEMENT
    character = html5.get(f"{name};")
    if character is not None:
        return html.escape(character)
    return "&amp;" + match[0][1:]


def _is_legal(decimal: str | None, hexadecimal: str | None) -> bool:
    digits = (decimal or hexadecimal or "").lstrip("0")
    if not digits or len(digits) > len(str(0x10FFFF)):
        return False
    number = int(digits, 10 if decimal else 16)
    return number <= 0x10FFFF and _ILLEGAL.match(chr(number)) is None


def _declare_prefixes(text: str) -> str:
    missing = sorted({*_PREFIX.findall(text)} - {*_DECLARED_PREFIX.findall(text), "xml"})
    if len(missing) > MAX_UNDECLARED:
        raise MalformedDocument(f"{len(missing):,} prefixes of XML without a namespace")
    declarations = "".join(f' xmlns:{prefix}="{UNDECLARED_NAMESPACE}{prefix}"' for prefix in missing)
    return _FIRST_TAG.sub(lambda root: root[0] + declarations, text, count=1)
