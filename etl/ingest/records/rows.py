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

Row = Mapping[str, object]


def articles_in(rows: Iterable[Row]) -> Iterator[Row] | None:
    """All rows, from the first one on, if the first SAMPLE_ROWS look like articles; otherwise None."""
    iterator = iter(rows)
    sample = list(islice(iterator, SAMPLE_ROWS))
    names = tuple(sample[0]) if sample else ()
    cells = [[_cell(row.get(name)) for name in names] for row in sample]
    if cells and (name_articles(names, cells) or hold_articles(cells)):
        return chain(sample, iterator)
    return None


def record_of(row: Row, limit: int) -> Record | Fault:
    """The record of a row, without empty values; a row over `limit` bytes is a fault."""
    values = {name: value for name, value in row.items() if value is not None and value != ""}
    data = json.dumps(values, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    if len(data) > limit:
        return Fault(reason="document_too_large", detail=f"a row of {len(data)} bytes")
    return Record(data=data, media_type=MEDIA_TYPE)


def _cell(value: object) -> str:
    return value if isinstance(value, str) else ""


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
