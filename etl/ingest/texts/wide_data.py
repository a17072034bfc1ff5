"""JSON and mail in UTF-16 or UTF-32: what is inside is read like a file in UTF-8."""

import codecs
from collections.abc import Iterator

import regex

from etl.decoding.decode import BYTE_ORDER_MARKS, wide_encoding
from etl.ingest.container import Container, Context, Expanded, Item
from etl.ingest.stream import READ_BYTES, Stream

UNIT_BYTES = 4  # of the widest character
# JSON, a mailbox, and a field with which mail begins. All else is recognised in any encoding.
_BEGINNING = regex.compile(
    r"\ufeff?\s*(?:[\[{]\s*[\"\[{\]}]|From \S|(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version"
    r"|Delivered-To|Content-Type|Reply-To|Sender|Newsgroups|X-[\w-]+) ?: ?)",
    regex.IGNORECASE,
)


def _recognises(head: bytes, name: str) -> bool:
    encoding = _encoding(head)
    return encoding is not None and _BEGINNING.match(head.decode(encoding, "replace")) is not None


def read_wide_data(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the content in UTF-8. Bytes that are no character in the encoding become U+FFFD."""
    encoding = _encoding(stream.peek(READ_BYTES))
    assert encoding is not None  # the beginning was recognised
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def next_bytes() -> bytes:
        text = ""
        while not text:
            data = stream.read_some(READ_BYTES)
            text = decoder.decode(data, final=not data)
            if not data:
                break
        return text.encode("utf-8", "replace")

    yield Expanded(name=context.name, content=Stream(next_bytes))


def _encoding(head: bytes) -> str | None:
    """The encoding of UTF-16 or UTF-32, by its mark or its bytes; None for others. Never raises."""
    marks = (encoding for mark, encoding in BYTE_ORDER_MARKS if head.startswith(mark))
    marked = next(marks, None)
    if marked is not None:
        return marked if marked != "utf-8" else None
    return wide_encoding(head[: len(head) // UNIT_BYTES * UNIT_BYTES] if len(head) > READ_BYTES // 2 else head)


CONTAINER = Container(
    name="wide_data",
    what="JSON, JSON Lines and mail in UTF-16 or UTF-32",
    recognised_by="its encoding, and the beginning of JSON or of a mail in it",
    becomes="the content in UTF-8, read like a file",
    recognises=_recognises,
    read=read_wide_data,
    nests=True,
)
