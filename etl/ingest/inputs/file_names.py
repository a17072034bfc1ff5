"""File names as text that the database can store and that can be turned back into the same bytes."""

import os
import re
from pathlib import Path

# A percent sign before two hex digits is escaped too, so that every name can be turned back.
_ESCAPED = re.compile(rb"%(?=[0-9A-Fa-f]{2})|\x00")
_ESCAPE = re.compile(rb"%([0-9A-F]{2})")
_UNDECODABLE_BASE = 0xDC00  # surrogateescape puts byte b at this code point plus b


def text_of_name(name: bytes) -> str:
    """A name as text: NUL and bytes that are not UTF-8 are percent-encoded. Nothing is normalised."""
    escaped = _ESCAPED.sub(lambda match: b"%%%02X" % match[0][0], name)
    text = escaped.decode("utf-8", "surrogateescape")
    if text.isascii():
        return text
    return "".join(f"%{ord(c) - _UNDECODABLE_BASE:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)


def name_of_text(text: str) -> bytes:
    """The bytes of a name, given what text_of_name returned for it."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode())


def uri_of_path(path: Path, root: Path) -> str:
    """The path relative to its root, with forward slashes, as text of text_of_name."""
    return text_of_name(os.fsencode(os.path.relpath(path, root))).replace(os.sep, "/")


def path_of_uri(root: Path, uri: str) -> Path:
    """The path, given what uri_of_path returned for it."""
    return root / os.fsdecode(name_of_text(uri))
