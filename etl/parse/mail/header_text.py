"""Decode the values of header fields into one line of text without control characters."""

import binascii
import quopri
import re

from etl.decoding.decode import NEVER_IN_TEXT, decode
from etl.decoding.detect_encoding import known_encoding
from etl.errors import RejectedDocument
from etl.words.folding import tidied

# RFC 2047; some programs also write spaces inside, and RFC 2231 adds a language after the charset.
_WORD = re.compile(r"=\?([\w.:-]+)(?:\*[\w-]*)?\?([bBqQ])\?([^?]*)\?=")
# White space between two encoded words is ignored (RFC 2047), except a second blank after a fold: Python's email writes
# one for a space between the words.
_FOLD = re.compile(r"\r?\n[ \t]( ?)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def header_text(raw: str, charset: str | None = None) -> str:
    """A field's value as text, in NFC.

    `raw` is the value from email's parser, in which bytes beyond ASCII are surrogates. They are decoded as UTF-8 or
    `charset`, the charset of the mail; bytes that cannot be decoded become U+FFFD. The bytes of a character may be
    divided between two encoded words.
    """
    text = _without_surrogates(raw, charset)
    pieces: list[str] = []
    pending, encoding, position = b"", "", 0
    for word in _WORD.finditer(text):
        between = _between(text[position : word.start()], is_first=not position)
        if between or word[1].lower() != encoding:
            pieces += [_decoded(pending, encoding), between]
            pending, encoding = b"", word[1].lower()
        pending += _bytes_of(word[2], word[3])
        position = word.end()
    pieces += [_decoded(pending, encoding), text[position:]]
    return tidied(NEVER_IN_TEXT.sub("\ufffd", _CONTROLS.sub(" ", "".join(pieces))))


def _between(text: str, *, is_first: bool) -> str:
    """The text before an encoded word, without white space between two encoded words."""
    if is_first or text.strip():
        return text
    fold = _FOLD.fullmatch(text)
    return fold[1] if fold else ""


def _without_surrogates(raw: str, charset: str | None) -> str:
    if raw.isascii():
        return raw
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return decode(data, charset).text
    except RejectedDocument:
        return data.decode("utf-8", "replace")


def _bytes_of(kind: str, text: str) -> bytes:
    """The bytes of an encoded word; of damaged base64, those that can be decoded."""
    if kind in "qQ":
        return quopri.decodestring(text.replace("_", " ").encode(), header=False)
    letters = _NOT_BASE64.sub("", text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _decoded(data: bytes, charset: str) -> str:
    return data.decode(known_encoding(charset) or "utf-8", "replace")
