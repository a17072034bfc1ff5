"""Data in a Markdown code fence, as language models return it; the content is read like a file."""

from collections.abc import Iterator

import regex

from etl.ingest.container import Container, Context, Expanded, Item
from etl.ingest.stream import READ_BYTES, Stream

# At most three short lines, a code fence, and the beginning of JSON or HTML.
_OPENING = regex.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^\r\n`{\[<]{0,400}\r?\n){0,5}[ \t]*(?P<signs>`{3,}|~{3,})[ \t]*"
    rb"(?:json|jsonl|jsonc|json5|ndjson|html|xml)?[ \t]*\r?\n\s*(?=\{\s*\"|\[\s*[{\]]|<!doctype html|<html)",
    regex.IGNORECASE,
)


def _recognises(head: bytes, name: str) -> bool:
    return _OPENING.match(head) is not None


def read_fenced_data(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the content of the code fence, which ends at the second fence or at the end of the file.

    Raises LimitExceeded if the file exceeds max_document_bytes.
    """
    data = stream.read_all(context.settings.max_document_bytes)
    opening = _OPENING.match(data)
    assert opening is not None  # the beginning was recognised
    closing = regex.compile(rb"\r?\n[ \t]*" + regex.escape(opening["signs"])).search(data, opening.end())
    inside = data[opening.end() : closing.start() if closing else len(data)]
    pieces = iter([inside[start : start + READ_BYTES] for start in range(0, len(inside), READ_BYTES)])
    yield Expanded(name=context.name, content=Stream(lambda: next(pieces, b""), offset=opening.end()))


CONTAINER = Container(
    name="fenced_data",
    what="JSON, JSON Lines or HTML in a Markdown code fence, as language models return it",
    recognised_by="a code fence, with at most a few lines before it, and its content",
    becomes="the content of the fence, read like a file; the lines around it are left out",
    recognises=_recognises,
    read=read_fenced_data,
    nests=True,
)
