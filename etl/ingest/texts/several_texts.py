"""A text file with several articles, each under the same kind of head."""

from collections.abc import Iterator

from etl.decoding.decode import BYTE_ORDER_MARKS, Decoded, decode
from etl.errors import RejectedDocument
from etl.ingest.container import HEAD_BYTES, Container, Context, Item, Record
from etl.ingest.stream import Stream
from etl.ingest.texts.cut_texts import cut_texts

NO_TEXT = (b"<", b"{", b"[", b"%PDF", b"PK\x03\x04")


def _recognises(head: bytes, name: str) -> bool:
    """Whether two articles begin in the first bytes."""
    if not head or head.lstrip().startswith(NO_TEXT):
        return False
    if len(head) == HEAD_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        return bool(cut_texts(decode(head).text))
    except RejectedDocument:
        return False


def read_several_texts(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each article with its position in the file, without the separator lines between the articles.

    If damaged bytes make it impossible to compute the position in bytes, the whole text is one record.
    Raises LimitExceeded if the file exceeds max_document_bytes, and the errors of decode.
    """
    data = stream.read_all(context.settings.max_document_bytes)
    decoded = decode(data)
    records = list(_records(data, decoded))
    yield from records if len(records) > 1 else [Record(data=data)]


def _records(data: bytes, decoded: Decoded) -> Iterator[Record]:
    text, encoding = decoded.text, decoded.encoding
    mark = next((mark for mark, _ in BYTE_ORDER_MARKS if data.startswith(mark)), b"")
    spans = cut_texts(text)
    if decoded.replaced_count or mark + text.encode(encoding, "replace") != data:
        return
    reached, offset = 0, len(mark)
    for start, end in spans:
        offset += len(text[reached:start].encode(encoding))
        length = len(text[start:end].encode(encoding))
        reached = end
        yield Record(
            data=data[offset : offset + length],
            byte_offset=offset,
            byte_length=length,
            charset=None if encoding == "utf-8" else encoding,
        )
        offset += length


CONTAINER = Container(
    name="several_texts",
    what=(
        "a text file with several articles, each under the same kind of head: metadata (front matter, header "
        'blocks), "Document 3 of 50", a title of level 1 with headings below it, or labels of facts and summary'
    ),
    recognised_by="a second head of the same kind",
    becomes="the articles, without the separator lines between them",
    recognises=_recognises,
    read=read_several_texts,
)
