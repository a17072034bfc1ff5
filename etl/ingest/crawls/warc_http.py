"""The HTTP response in a WARC record: its status, its declared types, and its decoded payload."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from etl.errors import LimitExceeded, MalformedDocument

READ_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An HTTP response without its payload."""

    status: int
    media_type: str | None
    charset: str | None
    language: str | None
    is_encoded: bool  # a Transfer-Encoding or Content-Encoding is declared


def read_response(record: bytes) -> Response:
    """The status and the declared types of a record's HTTP response. Raises MalformedDocument without HTTP headers."""
    headers = _first(record, "none").http_headers
    if headers is None or headers.status_code is None:
        raise MalformedDocument("a response of a web server (HTTP) without its header")
    media_type, charset = parse_content_type(headers.get("Content-Type"))
    languages = (headers.get("Content-Language") or "").split(",")
    return Response(
        status=headers.status_code,
        media_type=media_type,
        charset=charset,
        language=languages[0].strip() or None if len(languages) == 1 else None,
        is_encoded=any(headers.get(name) for name in ("Transfer-Encoding", "Content-Encoding")),
    )


def parse_content_type(value: str | None) -> tuple[str | None, str | None]:
    """Media type, in lower case, and charset of a Content-Type, each None if absent."""
    media_type, *parameters = (value or "").split(";")
    charset = None
    for parameter in parameters:
        name, _, text = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = text.strip().strip("\"'") or None
    return media_type.strip().lower() or None, charset


def read_payload(record: bytes, is_encoded: bool, limit: int) -> bytes:
    """The payload of an HTTP response, decoded as its headers say.

    Headers may be wrong: some crawlers decode the payload but keep "chunked" and "gzip" in the headers. Then fastwarc
    raises, and warcio looks at the bytes; if neither can decode them, the payload is returned as stored. Raises
    LimitExceeded for a payload of more than `limit` bytes.
    """
    if is_encoded:
        for read in (_decoded_by_fastwarc, _decoded_by_warcio):
            try:
                return read(record, limit)
            except (MalformedDocument, OSError, EOFError, ValueError, zlib.error):
                continue
    return _read_all(_first(record, "none").reader.read, limit)


def _decoded_by_fastwarc(record: bytes, limit: int) -> bytes:
    return _read_all(_first(record, "all").reader.read, limit)


def _decoded_by_warcio(record: bytes, limit: int) -> bytes:
    from warcio.archiveiterator import ArchiveIterator as WarcioIterator  # seldom needed, and slow to import
    from warcio.exceptions import ArchiveLoadFailed

    try:
        first = next(iter(WarcioIterator(io.BytesIO(record))))
        return _read_all(first.content_stream().read, limit)
    except (ArchiveLoadFailed, AttributeError) as error:  # AttributeError: it treats any decompressor as one of zlib
        raise MalformedDocument(f"not a response of a web server (HTTP): {error}") from error


def _first(record: bytes, auto_decode: Literal["none", "all"]) -> WarcRecord:
    try:
        return next(iter(ArchiveIterator(io.BytesIO(record), auto_decode=auto_decode)))
    except (StopIteration, OSError) as error:
        raise MalformedDocument(f"not a response of a web server (HTTP): {error}") from error


def _read_all(read: Callable[[int], bytes], limit: int) -> bytes:
    pieces = []
    size = 0
    while piece := read(READ_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise LimitExceeded("document_too_large", f"a page of more than {limit:,} bytes")
    return b"".join(pieces)
