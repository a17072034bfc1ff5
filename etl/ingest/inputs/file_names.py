"""File names as text that can be stored and turned back into the same bytes."""

import os
import re
from pathlib import Path

# A percent sign before two hex digits is escaped too: what is read back is then always what was written.
_ESCAPED = re.compile(rb"%(?=[0-9A-Fa-f]{2})|\x00")
_ESCAPE = re.compile(rb"%([0-9A-F]{2})")
_UNDECODABLE_BASE = 0xDC00  # surrogateescape puts byte b at this code point plus b


def text_of_name(name: bytes) -> str:
    """Return a name as text: what is not UTF-8, and NUL, percent-encoded. Nothing is normalised."""
    escaped = _ESCAPED.sub(lambda match: b"%%%02X" % match[0][0], name)
    text = escaped.decode("utf-8", "surrogateescape")
    if text.isascii():
        return text
    return "".join(f"%{ord(c) - _UNDECODABLE_BASE:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)


def name_of_text(text: str) -> bytes:
    """Return the bytes of a name that text_of_name returned."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode())


def uri_of_path(path: Path, root: Path) -> str:
    """Return the path relative to its root, with forward slashes, as storable text."""
    return text_of_name(os.fsencode(os.path.relpath(path, root))).replace(os.sep, "/")


def path_of_uri(root: Path, uri: str) -> Path:
    """Return the path that uri_of_path was given."""
    return root / os.fsdecode(name_of_text(uri))
