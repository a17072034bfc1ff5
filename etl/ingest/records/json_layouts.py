"""Find the records in a JSON object: in lists, by their ids, or in a table of pandas."""

from collections.abc import Container, Iterator
from enum import StrEnum

from etl.recognise.running_text import is_line, is_running
from etl.words.metadata_keys import folded_key, keys_of
from etl.words.record_fields import BODY_FIELDS
from etl.words.record_structure import WRAPPERS, StructureKind, structure_keys

MAX_LEVELS = 3  # of keys above the records
MIN_BY_ID = 2  # records by their ids, unless these are numbers

JsonObject = dict[str, object]
Path = tuple[str, ...]


class Table(StrEnum):
    """The orientations of a table that pandas writes as one object."""

    COLUMNS = "columns"  # {"title": {"0": ...}, "text": {"0": ...}}
    LISTS = "list"  # {"title": [...], "text": [...]}
    SPLIT = "split"  # {"columns": [...], "index": [...], "data": [[...], ...]}


def table_in(head: JsonObject) -> Table | None:
    """The orientation of a table; None if the object is not a table. Its end may be missing."""
    names, rows = head.get("columns"), head.get("data")
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return Table.SPLIT if isinstance(rows, list) and rows[:1] and isinstance(rows[0], list) else None
    if head and all(_is_column(value) for value in head.values()) and _has_record_keys(head):
        return Table.COLUMNS
    lists = [value for value in head.values() if isinstance(value, list) and _are_cells(value)]
    lengths = {len(value) for value in lists[:-1]}  # the last one may be cut
    are_rows = len(lists) == len(head) > 1 and len(lengths) == 1 and max(lengths) > 1
    names = set(map(folded_key, head))
    return Table.LISTS if are_rows and names & _titles() and names & _bodies() else None


def lists_in(head: JsonObject) -> list[Path]:
    """The keys that lead to lists of records, or to objects with records by their ids; () is the object itself.

    An object with a text is itself an article, so it has no lists of records. Under a known key of lists, an element
    with a title or a text is a record; under other keys, it needs a title, a text, and a date, author, URL or id.
    """
    return list(_lists_in(head, ()))


def holds_records(key: str, value: object) -> bool:
    """Whether a value is a list of records, or an object with records by their ids; its end may be missing."""
    name = folded_key(key)
    if name in _parts():
        return False
    if isinstance(value, dict):
        return _are_records_by_id(value)
    elements = value if isinstance(value, list) else []
    objects = [element for element in elements if isinstance(element, dict)]
    return any(_is_record(each) if name in _lists() else _is_marked_record(each) for each in objects)


def _lists_in(value: JsonObject, path: Path) -> Iterator[Path]:
    if any(folded_key(key) in _bodies() and _is_text(inner) for key, inner in value.items()):
        return
    if not path and _are_records_by_id(value):
        yield path
        return
    has_title = any(folded_key(key) in _titles() and _is_text(inner) for key, inner in value.items())
    for key, inner in value.items() if len(path) < MAX_LEVELS else ():
        if has_title and folded_key(key) not in _lists():
            continue
        if holds_records(key, inner):
            yield (*path, key)
        elif isinstance(inner, dict) and folded_key(key) not in _parts():
            yield from _lists_in(inner, (*path, key))


def _are_records_by_id(value: JsonObject) -> bool:
    """Whether the values of an object are records, and its keys are not names of fields."""
    names = [folded_key(key) for key in value]
    if not value or not all(isinstance(inner, dict) for inner in value.values()):
        return False
    if any(name in WRAPPERS or name in _lists() or name in _parts() or name in _titles() | _bodies() for name in names):
        return False
    records = [inner for inner in value.values() if isinstance(inner, dict) and _is_titled_record(inner)]
    needed = 1 if all(name.isdigit() for name in names) else MIN_BY_ID
    return len(records) >= max(needed, len(value) - 1)  # the last one may be cut


def _is_record(value: JsonObject) -> bool:
    """Whether an element of a list of articles is a record; a name alone, as of a person or a shop, is no title.

    Without known names for title, text and summary, it needs a running text and a line.
    """
    names = _names(value)
    if not names & (keys_of("title", "summary") | _bodies()):
        cells = [inner for inner in value.values() if isinstance(inner, str)]
        return any(map(is_running, cells)) and any(map(is_line, cells))
    return (
        bool(names & _bodies())
        or bool(names & _titles() and names & _marks())
        or bool("name" in names and names & keys_of("published"))
    )


def _is_titled_record(value: JsonObject) -> bool:
    names = _names(value)
    return bool(names & _titles() and names & (_bodies() | keys_of("summary")))


def _is_marked_record(value: JsonObject) -> bool:
    return _is_titled_record(value) and bool(_names(value) & (_marks() | {"id"}))


def _names(value: JsonObject, levels: int = 2) -> set[str]:
    """The names of a record's fields that have a value, including those inside its wrappers."""
    found = {folded_key(key) for key, inner in value.items() if inner}
    for key in WRAPPERS if levels else ():
        inner = value.get(key)
        found |= _names(inner, levels - 1) if isinstance(inner, dict) else set()
    return found


def _is_text(value: object) -> bool:
    """Whether a value is a text, or a list of texts only."""
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(each, str) and each for each in values)


def _is_column(value: object) -> bool:
    """Whether a value is a column: an object from row numbers to cells."""
    if not isinstance(value, dict) or not value:
        return False
    return all(key.isdigit() for key in value) and _are_cells(list(value.values()))


def _are_cells(values: list[object]) -> bool:
    return not any(isinstance(value, dict) for value in values)


def _has_record_keys(head: JsonObject) -> bool:
    return any(folded_key(key) in _titles() | _bodies() for key in head)


def _titles() -> frozenset[str]:
    return keys_of("title") - {"name"}


def _bodies() -> frozenset[str]:
    return keys_of(*BODY_FIELDS)


def _marks() -> frozenset[str]:
    return keys_of("published", "url", "authors")


def _lists() -> Container[str]:
    return structure_keys(StructureKind.LIST)


def _parts() -> Container[str]:
    return structure_keys(StructureKind.PART)
