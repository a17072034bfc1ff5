"""From bytes to text: byte-order mark, strict UTF-8, declaration, detector - in that order."""

import codecs
from dataclasses import dataclass

import cchardet

from etl.errors import BinaryDocument, EmptyDocument, UndecodableText

REPLACEMENT = "\ufffd"
DETECTION_CONFIDENCE = 0.5
MAX_REPLACED_SHARE = 0.02  # of the characters; above it the text is rejected, not stored with holes
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and how it was read; `text` has no NUL, no byte-order mark and no lone surrogate."""

    text: str
    encoding: str  # Python's name of the codec
    declared: str | None
    replaced_count: int  # undecodable bytes and NULs, each now one U+FFFD


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes to text.

    A declared encoding is believed only where the bytes are not valid UTF-8 and fit it.

    Raises EmptyDocument, BinaryDocument or UndecodableText.
    """
    if not data:
        raise EmptyDocument("0 bytes")
    text, encoding = _decode(data, declared)
    text = text.replace("\x00", REPLACEMENT)
    replaced = text.count(REPLACEMENT)
    if replaced > max(1, len(text) * MAX_REPLACED_SHARE):
        if data.count(0) * 10 > len(data):
            raise BinaryDocument(f"{data.count(0)} of {len(data)} bytes are NUL")
        raise UndecodableText(f"{replaced} of {len(text)} characters cannot be read as {encoding}")
    return Decoded(text=text, encoding=encoding, declared=declared, replaced_count=replaced)


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    for encoding in ("utf-8", declared, _detected(data)):
        text = _strictly(data, encoding)
        if text is not None and encoding is not None:
            return text, codecs.lookup(encoding).name
    return data.decode("utf-8", "replace"), "utf-8"


def _strictly(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _detected(data: bytes) -> str | None:
    found = cchardet.detect(data)
    if found["encoding"] is None or (found["confidence"] or 0) < DETECTION_CONFIDENCE:
        return None
    return found["encoding"]
