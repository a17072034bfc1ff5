"""Convert the rows of a database or a Parquet file to records."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import chain, islice

from etl.ingest.container import Fault, Record
from etl.ingest.records.columns import hold_articles, name_articles
from etl.ingest.records.json_lines import MEDIA_TYPE

SAMPLE_ROWS = 100
MAX_DEPTH = 3  # of objects in a row

Row = Mapping[str, object]


def articles_in(rows: Iterable[Row]) -> Iterator[Row] | None:
    """All rows, from the first one on, if the first SAMPLE_ROWS look like articles; otherwise None."""
    iterator = iter(rows)
    sample = list(islice(iterator, SAMPLE_ROWS))
    texts = [_texts(row) for row in sample]
    names = tuple(dict.fromkeys(name for row in texts for name in row))
    cells = [[row.get(name, "") for name in names] for row in texts]
    if cells and (name_articles(names, cells) or hold_articles(cells)):
        return chain(sample, iterator)
    return None


def record_of(row: Row, limit: int) -> Record | Fault:
    """The record of a row, without empty values; a row over `limit` bytes is a fault."""
    values = {name: value for name, value in row.items() if value is not None and value != ""}
    size = sum(len(value) for value in values.values() if isinstance(value, str | bytes))
    if size > limit:
        return Fault(reason="document_too_large", detail=f"a row of more than {size} bytes")
    data = json.dumps(values, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    if len(data) > limit:
        return Fault(reason="document_too_large", detail=f"a row of {len(data):,} bytes; at most {limit:,} are read")
    return Record(data=data, media_type=MEDIA_TYPE)


def _texts(row: Row, depth: int = MAX_DEPTH) -> dict[str, str]:
    """Name -> text, also of the objects in a row, at most MAX_DEPTH deep; the texts of a list are one."""
    found: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and depth:
            for inner, text in _texts(value, depth - 1).items():
                found.setdefault(inner, text)
        else:
            found.setdefault(name, _text(value, depth))
    return found


def _text(value: object, depth: int) -> str:
    if isinstance(value, list) and depth:
        values = [list(_texts(each, depth - 1).values()) if isinstance(each, Mapping) else each for each in value]
        return "\n".join(text for each in values if (text := _text(each, depth - 1)))
    plain = _plain(value) if isinstance(value, bytes) else value
    return plain if isinstance(plain, str) else ""


def _plain(value: object) -> object:
    """A value of a type that JSON does not have: a date as ISO 8601, UTF-8 bytes as text, any other value as str()."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    return str(value)
