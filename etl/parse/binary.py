"""Bytes that are no text in any encoding."""

import re

HEAD_BYTES = 8 * 1024
MAX_CONTROL_SHARE = 0.1
SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"PK\x03\x04", "an office file or e-book"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # of UTF-16 and UTF-32
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]+")  # not tab, line ends, form feed, escape


def binary_kind(data: bytes) -> str | None:
    """Return what kind of bytes these are if they cannot be text: by signature, or by their control characters.

    NUL is not counted here: UTF-16 and UTF-32 are full of it.
    """
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:HEAD_BYTES]
    controls = sum(map(len, _CONTROLS.findall(head)))
    if controls > len(head) * MAX_CONTROL_SHARE and not data.startswith(WIDE_MARKS):
        return f"{controls} control characters in {len(head)} bytes"
    return None
