"""Read the rows of a table that pandas, or a similar program, wrote as one JSON object."""

import json
from collections.abc import Iterator

from etl.errors import MalformedDocument
from etl.ingest.container import Fault, Record
from etl.ingest.records.json_layouts import JsonObject, Table
from etl.ingest.records.json_lines import MEDIA_TYPE

SHOWN_BYTES = 200


def read_table(data: bytes, table: Table) -> Iterator[Record | Fault]:
    """Yield each row as an object: column -> cell. A row with more or fewer cells than columns is a fault.

    Raises MalformedDocument if the bytes are not JSON.
    """
    try:
        value = json.loads(data, strict=False)
    except (ValueError, RecursionError) as error:
        raise MalformedDocument(f"not valid JSON: {error}") from error
    rows = {Table.COLUMNS: _by_columns, Table.LISTS: _by_lists, Table.SPLIT: _split}[table](value)
    for row in rows:
        yield row if isinstance(row, Fault) else Record(data=_bytes(row), stored=data, media_type=MEDIA_TYPE)


def _by_columns(value: JsonObject) -> Iterator[JsonObject | Fault]:
    columns = {name: cells for name, cells in value.items() if isinstance(cells, dict)}
    for number in dict.fromkeys(number for cells in columns.values() for number in cells):
        yield {name: cells[number] for name, cells in columns.items() if number in cells}


def _by_lists(value: JsonObject) -> Iterator[JsonObject | Fault]:
    columns = {name: cells for name, cells in value.items() if isinstance(cells, list)}
    for number in range(max(map(len, columns.values()), default=0)):
        yield {name: cells[number] for name, cells in columns.items() if number < len(cells)}


def _split(value: JsonObject) -> Iterator[JsonObject | Fault]:
    names, rows = value.get("columns"), value.get("data")
    columns = [str(name) for name in names] if isinstance(names, list) else []
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, list) and len(row) == len(columns):
            yield dict(zip(columns, row, strict=True))
        else:
            cells = len(row) if isinstance(row, list) else 0
            yield Fault(
                reason=MalformedDocument.reason,
                detail=f"a row of {cells} cells, where the table has {len(columns)} columns",
                head=_bytes(row)[:SHOWN_BYTES],
            )


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
