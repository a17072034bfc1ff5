"""Recognise kinds of binary files by their first bytes."""

import re

# The first key of a map: its length, and as many letters; the type of its value follows.
_MESSAGEPACK_KEYS = b"|".join(bytes([0xA0 + length]) + rb"\w{%d}" % length for length in range(2, 16))
NEWSWIRE_MESSAGE = "a newswire message with control characters (IPTC 7901 or ANPA 1312)"
# Pattern of the first bytes -> kind of file; the first pattern that matches counts. Office files and e-books are zip
# files whose first members show their kind: ECMA-376, part 2; OpenDocument 1.3, part 2; EPUB 3.3. Boxes of MP4 and
# HEIF: ISO/IEC 14496-12.
SIGNATURES = {
    rb"%PDF-": "a PDF document",
    rb"PAR1": "a Parquet file",
    rb"ARROW1": "an Arrow file",
    rb"Obj\x01": "an Avro file",
    rb"ORC[^ -~\s]": "an ORC file",
    rb"SQLite format 3\x00": "an SQLite database",
    rb"\x89HDF": "an HDF5 file",
    rb"\x93NUMPY": "a NumPy array",
    rb"\xd0\xcf\x11\xe0": "an office file (Word, Excel, PowerPoint or Outlook, before 2007)",
    rb"\x89PNG": "a picture (PNG)",
    rb"\xff\xd8\xff": "a picture (JPEG)",
    rb"GIF8": "a picture (GIF)",
    rb"II\*\x00": "a picture (TIFF)",
    rb"MM\x00\*": "a picture (TIFF)",
    rb"\x00\x00\x01\x00": "a picture (icon)",
    rb"OggS": "a sound or video file (Ogg)",
    rb"ID3[\x02-\x04]": "a sound file (MP3)",
    rb"fLaC": "a sound file (FLAC)",
    rb"\x1aE\xdf\xa3": "a video file (Matroska, WebM)",
    rb"\x00\x01\x00\x00\x00": "a font",
    rb"OTTO\x00": "a font",
    rb"wOFF": "a font",
    rb"wOF2": "a font",
    rb"\x7fELF": "a program",
    rb"\xca\xfe\xba\xbe": "a program",
    rb"\x1f\x8b": "gzip data",
    rb"BZh[1-9]1AY&SY": "bzip2 data",
    rb"\xfd7zXZ": "xz data",
    rb"\(\xb5/\xfd": "zstd data",
    rb"Rar!": "a RAR archive",
    rb"7z\xbc\xaf": "a 7z archive",
    rb"RIFF.{4}WEBP": "a picture (WebP)",
    rb"RIFF.{4}WAVE": "a sound file (WAV)",
    rb"RIFF.{4}AVI ": "a video file (AVI)",
    rb".{4}ftyp(?:avif|heic|mif1)": "a picture (HEIF)",
    rb".{4}ftyp": "a sound or video file (MP4)",
    rb"PK\x03\x04.*word/": "a Word document (DOCX)",
    rb"PK\x03\x04.*xl/": "an Excel workbook (XLSX)",
    rb"PK\x03\x04.*ppt/": "a PowerPoint presentation (PPTX)",
    rb"PK\x03\x04.*mimetypeapplication/epub\+zip": "an e-book (EPUB)",
    rb"PK\x03\x04.*mimetypeapplication/vnd\.oasis\.opendocument\.text": "an OpenDocument text (ODT)",
    rb"PK\x03\x04.*mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet": "an OpenDocument spreadsheet (ODS)",
    rb"PK\x03\x04.{26}META-INF/MANIFEST\.MF": "a Java archive (JAR)",
    rb"PK\x03\x04": "a zip file",
    rb"\x80[\x02-\x05](?:\x95.{8})?[\]}(c]": "a Python pickle",
    rb".{2}[\x00-\x0f]\x00[\x01-\x13][\w$.]{1,80}\x00": "BSON data",
    rb"[\x81-\x8f](?:" + _MESSAGEPACK_KEYS + rb")[\x80-\xdf]": "MessagePack data",
    rb".{4}\x00{4}.{4}\x0a": "TFRecord data",  # the length of a record in eight bytes, most of them zero
    rb"\s*(?:\x01[^\x02\x03]{0,400}\x02|\x16\x16+\x01)": NEWSWIRE_MESSAGE,
}
# Kinds that are read as files and members of archives, so that they are rejected only inside pages, mails and records.
READ_AS_FILES = frozenset(
    {
        "a Parquet file",
        "an Arrow file",
        "an SQLite database",
        "gzip data",
        "bzip2 data",
        "xz data",
        "zstd data",
        "a Word document (DOCX)",
        "an Excel workbook (XLSX)",
        "a zip file",
    }
)
_SIGNATURES = {re.compile(pattern, re.DOTALL): kind for pattern, kind in SIGNATURES.items()}


def binary_kind(head: bytes) -> str | None:
    """The kind of a file with these first bytes, for example "a PDF document"; None if they match no kind."""
    return next((kind for pattern, kind in _SIGNATURES.items() if pattern.match(head)), None)
