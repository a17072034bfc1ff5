"""Mailboxes in the mbox format (RFC 4155): one record per mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.stream import Stream

MEDIA_TYPE = "message/rfc822"
FIELD_WINDOW_BYTES = 200
# The sender and the time as written by asctime(3); Gmail adds a zone, Mailman writes "ann at news.example".
_SEPARATOR = re.compile(
    rb"From \S[^\r\n]{0,200}?\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat),?[ ]+[^\r\n]{0,20}?\d{1,2}:\d{2}[^\r\n]{0,40}(?:\r?\n)?"
)
_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_START = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # an escaped line of a mail that begins with "From "


def _recognises(head: bytes, name: str) -> bool:
    start = _START.match(head)
    first = _SEPARATOR.match(head, start.end() if start else 0)
    return first is not None and first[0].endswith(b"\n") and _FIELD.match(head, first.end()) is not None


def read_mbox(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each mail without its separator line ("From ...") and without the ">" that escapes such lines in its text.

    A separator must be followed by a field, because a line of text may begin with "From", too. A mail over the limit
    yields the fault `document_too_large`. The last mail may be incomplete; parsing checks that.
    """
    limit = context.settings.max_document_bytes
    mail = None
    while stream.read_head(1):
        start = stream.offset
        line = stream.read_line(limit)
        if line is not None and _SEPARATOR.fullmatch(line) and _FIELD.match(stream.peek(FIELD_WINDOW_BYTES)):
            if mail is not None:
                yield mail.item(start, limit)
            mail = _Mail(start=start, separator_bytes=len(line))
        if mail is not None:
            mail.add(line, limit)
    if mail is not None:
        yield mail.item(stream.offset, limit)


@dataclass(slots=True)
class _Mail:
    """The bytes of one mail that have been read."""

    start: int
    separator_bytes: int
    data: bytearray = field(default_factory=bytearray)
    is_too_large: bool = False

    def add(self, line: bytes | None, limit: int) -> None:
        """Add the next line; None stands for a line over the limit."""
        if line is None or len(self.data) + len(line) > limit:
            self.is_too_large = True
            self.data.clear()
        elif not self.is_too_large:
            self.data += line

    def item(self, end: int, limit: int) -> Record | Fault:
        """The record of the mail, which ends at this offset, or a fault if the mail is too large."""
        if self.is_too_large:
            detail = f"a mail of more than {limit} bytes"
            return Fault(
                reason="document_too_large", detail=detail, byte_offset=self.start, byte_length=end - self.start
            )
        stored = bytes(self.data)
        return Record(
            data=_QUOTED.sub(rb"\1", stored[self.separator_bytes :]),
            stored=stored,
            byte_offset=self.start,
            byte_length=end - self.start,
            media_type=MEDIA_TYPE,
        )


CONTAINER = Container(
    name="mbox",
    what="a mailbox in one file (mbox), as Thunderbird, Gmail Takeout and Mailman write it",
    recognised_by="a line `From ...` and a header field of a mail below it",
    becomes="its mails",
    recognises=_recognises,
    read=read_mbox,
    is_private=True,
)
