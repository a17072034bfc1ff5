"""JSON objects with the records of several articles: in lists, by their ids, or as a table of pandas."""

import codecs
import json
import re
from collections.abc import Iterator

from etl.errors import MalformedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import HEAD_BYTES, Container, Context, Fault, Item, Record
from etl.ingest.records.json_beginning import object_in, value_in
from etl.ingest.records.json_elements import IN_STRING, read_elements
from etl.ingest.records.json_layouts import MAX_LEVELS, Path, holds_records, lists_in, table_in
from etl.ingest.records.json_lines import MEDIA_TYPE
from etl.ingest.records.json_tables import read_table
from etl.ingest.stream import Stream

WINDOW_BYTES = 1024
MAX_KEY_BYTES = 1_000  # a longer key is not that of a list
LOOK_BYTES = 16 * 1024  # of a list beyond the file's first bytes, to recognise its first element
_KEY = re.compile(rb'\s*"(?:[^"\\]|\\.)*+"\s*:\s*', re.DOTALL)
_MARK = re.compile(rb'["{}\[\],:]')
_OBJECTS = re.compile(rb"\[\s*\{")


def _recognises(head: bytes, name: str) -> bool:
    value = object_in(head)
    return bool(value) and (table_in(value) is not None or bool(lists_in(value)))


def read_json_list(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each record of every list; of a table, each row as an object. Everything outside the lists is left out.

    Raises TruncatedData if the object does not end, MalformedDocument if its brackets do not match, and LimitExceeded
    for a table over max_document_bytes.
    """
    if stream.peek(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
        stream.skip(len(codecs.BOM_UTF8))
    head = object_in(stream.peek(HEAD_BYTES))
    limit = context.settings.max_document_bytes
    if table := table_in(head):
        yield from read_table(stream.read_all(limit), table)
        return
    for _ in _lists(stream, frozenset(lists_in(head))):
        for element in read_elements(stream, limit):
            yield element if isinstance(element, Fault) else _record(element)
            if isinstance(element, Fault) and element.reason == TruncatedData.reason:
                return


def _record(element: bytes) -> Record:
    """The record of an element of a list, or of a key with its value."""
    key = _KEY.match(element)
    return Record(data=element[key.end() :] if key else element, media_type=MEDIA_TYPE)


def _lists(stream: Stream, known: frozenset[Path]) -> Iterator[Path]:
    """Yield the path of each list of records when the stream is at its beginning; the caller reads the list."""
    keys: list[str | None] = []  # of the open objects and arrays; None without a key
    key, string = None, b""
    while mark := _next_mark(stream):
        if mark == b'"':
            string = _read_string(stream)
        elif mark == b":":
            key = _decoded(string)
        elif mark == b",":
            key = None
        elif mark in b"]}":
            if not keys:
                raise MalformedDocument("JSON with a closing bracket that was never opened")
            keys.pop()
        elif (path := _path(keys, key)) is not None and _is_list(mark, path, stream, known):
            yield path
        else:
            keys.append(key)
            key = None
    if keys:
        raise TruncatedData("the JSON object has no end")


def _path(keys: list[str | None], key: str | None) -> Path | None:
    """The keys that lead to a value; None if it is inside an array, or too deep for a list of records."""
    path = [*keys[1:], key] if keys else []
    names = tuple(name for name in path if name is not None)
    return names if len(names) == len(path) <= MAX_LEVELS else None


def _is_list(mark: bytes, path: Path, stream: Stream, known: frozenset[Path]) -> bool:
    """Whether the value that begins with this mark is a list of records; if so, the mark goes back into the stream."""
    stream.push_back(mark)
    beside = bool(path) and any(path[:-1] == each[:-1] for each in known)
    is_list = path in known
    if not is_list and beside and _OBJECTS.match(stream.peek(WINDOW_BYTES)):
        is_list = holds_records(path[-1], value_in(stream.peek(LOOK_BYTES)))
    if not is_list:
        stream.skip(len(mark))
    return is_list


def _next_mark(stream: Stream) -> bytes:
    """Read to the next bracket, quote, comma or colon, and return that; b"" at the end."""
    while window := stream.read_head(WINDOW_BYTES):
        found = _MARK.search(window)
        stream.skip(found.end() if found else len(window))
        if found:
            return found[0]
    return b""


def _read_string(stream: Stream) -> bytes:
    """Read to the end of a string, and return its first bytes."""
    string, has_escape = b"", False
    while window := stream.read_head(WINDOW_BYTES):
        found = IN_STRING.match(window, has_escape)
        end = found.end() if found else len(window)
        is_over = bool(found and found[1])
        string = (string + window[:end])[: MAX_KEY_BYTES + 1]
        has_escape = not is_over and end < len(window)
        stream.skip(end if is_over else len(window))
        if is_over:
            break
    return string


def _decoded(string: bytes) -> str | None:
    """The key in a string as written in the source, with its closing quote; None if it is too long or not a string."""
    try:
        value = json.loads(b'"' + string, strict=False) if len(string) <= MAX_KEY_BYTES else None
    except ValueError:
        return None
    return value if isinstance(value, str) else None


CONTAINER = Container(
    name="json_list",
    what=(
        "a JSON object with lists of articles, at most three keys deep: responses of NewsAPI, Guardian, New York "
        "Times, Event Registry and Elasticsearch, JSON Feed, JSON-LD with `@graph`, objects that map ids to articles, "
        "and tables written by pandas (columns, split, index, table, lists)"
    ),
    recognised_by="`{` and, near the beginning, a list of articles or a table of pandas",
    becomes="the elements of the lists, the rows",
    recognises=_recognises,
    read=read_json_list,
)
