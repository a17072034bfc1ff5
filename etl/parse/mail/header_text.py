"""The values of header fields as people read them: decoded, on one line, without control characters."""

import binascii
import quopri
import re

from etl.decoding.decode import NEVER_IN_TEXT, decode
from etl.decoding.detect_encoding import known_encoding
from etl.errors import RejectedDocument
from etl.words.folding import folded

# RFC 2047; programs also write spaces inside, and RFC 2231 adds a language behind the charset.
_WORD = re.compile(r"=\?([\w.:-]+)(?:\*[\w-]*)?\?([bBqQ])\?([^?]*)\?=")
# A fold is one blank. Python's email, when it folds a long field, writes a blank between two encoded words as a second
# one, where RFC 2047 has it ignored.
_FOLD = re.compile(r"\r?\n[ \t]( ?)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def header_text(raw: str, charset: str | None = None) -> str:
    """A field's value as text, in NFC.

    `raw` is as email's parser gives it: bytes beyond ASCII are surrogates. They are read as UTF-8 or in `charset`, that
    of the mail; what cannot be decoded becomes U+FFFD. A character may be cut between two encoded words.
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
    return folded(NEVER_IN_TEXT.sub("\ufffd", _CONTROLS.sub(" ", "".join(pieces))))


def _between(text: str, *, is_first: bool) -> str:
    """What stands before an encoded word; white space between two of them is nothing."""
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
    """The bytes of an encoded word; those of damaged base64 as far as they go."""
    if kind in "qQ":
        return quopri.decodestring(text.replace("_", " ").encode(), header=False)
    letters = _NOT_BASE64.sub("", text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(known_encoding(charset) or "utf-8", "replace")
    except UnicodeError:  # some codecs, such as idna, replace nothing
        return data.decode("utf-8", "replace")
