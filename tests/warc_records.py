"""WARC records for tests."""

import gzip

PAGE = b"<html><body><p>The ferry ran again on Tuesday.</p></body></html>"


def warc_record(
    kind: str = "response",
    block: bytes | None = None,
    *,
    url: str = "https://news.example/1",
    content_type: str = "application/http; msgtype=response",
    length: int | None = None,
    fields: str = "",
) -> bytes:
    """One record; without a block, a page by HTTP."""
    block = http_response(PAGE) if block is None else block
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-06T10:00:00Z\r\n{fields}"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def http_response(
    payload: bytes, headers: str = "Content-Type: text/html; charset=utf-8\r\n", status: str = "200 OK"
) -> bytes:
    """The block of a response record."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + payload


def compressed(*records: bytes) -> bytes:
    """Each record in a gzip member of its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
