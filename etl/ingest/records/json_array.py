"""JSON arrays: one record per element."""

import codecs
import re
from collections.abc import Iterator

from etl.errors import MalformedDocument
from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.records.json_elements import STEP_BYTES, WHITE_SPACE, read_elements
from etl.ingest.records.json_lines import MEDIA_TYPE
from etl.ingest.records.json_lines import SUFFIXES as LINES_SUFFIXES
from etl.ingest.stream import Stream

# An empty list must be all of the file: "[] Bring water" is prose.
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*(\{|\]\s*\Z)?")


def _recognises(head: bytes, name: str) -> bool:
    match = _START.match(head)
    if match is None:
        return False
    return bool(match[1]) or name.lower().endswith((".json", *LINES_SUFFIXES))


def read_json_array(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each element of the array. Only brackets and strings are scanned; parsing checks that it is JSON.

    If the array does not end, the last unit is a fault with the beginning of the truncated element. Raises
    MalformedDocument if anything but white space follows the array.
    """
    if stream.peek(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
        stream.skip(len(codecs.BOM_UTF8))
    for element in read_elements(stream, context.settings.max_document_bytes):
        yield element if isinstance(element, Fault) else Record(data=element, media_type=MEDIA_TYPE)
    while data := stream.read_some(STEP_BYTES):
        if data.strip(WHITE_SPACE):
            raise MalformedDocument("more data after the end of the list (JSON)")


CONTAINER = Container(
    name="json_array",
    what="a JSON file that is a list",
    recognised_by="`[` and the beginning of an object; if other values follow, the name must end with `.json`",
    becomes="its elements",
    recognises=_recognises,
    read=read_json_array,
)
