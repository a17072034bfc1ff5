"""XML as a sequence of events, with one piece of it in memory."""

from collections.abc import Iterator, Mapping
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from etl.decoding.xml_text import ForbiddenEntities
from etl.errors import LimitExceeded, MalformedDocument
from etl.ingest.stream import READ_BYTES, Stream

START, TEXT, END = "start", "text", "end"

# The kind; the name of the element without its prefix, or the text; the attributes by their names without prefixes.
Event = tuple[str, str, Mapping[str, str]]
NOTHING: Mapping[str, str] = {}


def read_events(stream: Stream, limit: int) -> Iterator[Event]:
    """Yield the start and end of each element, and the text between them, in pieces of any length.

    Raises MalformedDocument if it is not well-formed, ForbiddenEntities if it has a document type, which office files
    never have, LimitExceeded for a tag of more than `limit` bytes, and the stream's fault.
    """
    found: list[Event] = []
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: found.append((START, _local(name), _locals(attributes)))
    parser.EndElementHandler = lambda name: found.append((END, _local(name), NOTHING))
    parser.CharacterDataHandler = lambda text: found.append((TEXT, text, NOTHING))
    parser.StartDoctypeDeclHandler = _refuse
    while data := stream.read_some(READ_BYTES):
        _parse(parser, data, is_final=False)
        yield from found
        found.clear()
        if stream.offset - max(0, parser.CurrentByteIndex) > limit:
            raise LimitExceeded("document_too_large", f"a tag of more than {limit} bytes")
    _parse(parser, b"", is_final=True)
    yield from found


def _parse(parser: XMLParserType, data: bytes, *, is_final: bool) -> None:
    try:
        parser.Parse(data, is_final)
    except (ExpatError, ValueError, LookupError) as error:  # the last two for encodings that it does not know
        raise MalformedDocument(f"not well-formed XML: {error}") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _locals(attributes: dict[str, str]) -> Mapping[str, str]:
    return {_local(name): value for name, value in attributes.items()} if attributes else NOTHING


def _refuse(*_: object) -> NoReturn:
    raise ForbiddenEntities("an office file whose XML has a document type, as no office program writes it")
