"""Recognise tables of articles by the names and the content of their columns."""

from collections.abc import Callable

from etl.recognise.delimited_tables import has_header
from etl.recognise.running_text import is_line, is_running, weight
from etl.words.metadata_keys import folded_key, keys_of, known_keys
from etl.words.record_fields import BODY_FIELDS

SURE_WEIGHT = 200  # required mean of a column of texts in a table without a column of titles
SURE_NAMES = 3  # known names of columns that only a table of articles has
MIN_WEIGHT = 15  # of a text below such names
HALF = 0.5  # of the cells of a column


def name_articles(names: tuple[str, ...], rows: list[list[str]], *, is_single: bool = False) -> bool:
    """Whether columns have known names for text, title and summary, and contain running text.

    With SURE_NAMES known names, among them text and title, the texts may be short.
    """
    folded = [folded_key(name) for name in names]
    bodies = [number for number, name in enumerate(folded) if name in keys_of(*BODY_FIELDS)]
    summaries = [number for number, name in enumerate(folded) if name in keys_of("summary")]
    titles = [number for number, name in enumerate(folded) if name in keys_of("title") - {"name"}]
    if is_single:  # the first row is longer than the bytes at hand
        return bool(bodies and titles)
    is_sure = bodies and titles and sum(name in known_keys() for name in folded) >= SURE_NAMES
    if is_sure and any(weight(row[number]) >= MIN_WEIGHT for row in rows for number in bodies):
        return True
    if any(is_running(row[number]) for row in rows for number in bodies):
        return True
    return bool(titles) and any(is_running(row[number]) for row in rows for number in summaries)


def hold_articles(rows: list[list[str]]) -> bool:
    """Whether a column contains running texts and another one titles; without titles, the texts must be long."""
    columns = list(zip(*rows, strict=True))
    running = [column for column in columns if _share(column, is_running) >= HALF]
    if not running:
        return False
    longest = max(running, key=lambda column: sum(map(weight, column)))
    has_titles = any(_share(column, is_line) >= HALF for column in columns if column is not longest)
    return has_titles or sum(map(weight, longest)) >= SURE_WEIGHT * len(rows)


def is_header(first: list[str], rows: list[list[str]], columns: int) -> bool:
    """Whether the first row is a header: it has two known names, or one and no possible title, or looks like names."""
    known = sum(folded_key(name) in known_keys() for name in first)
    is_short = all(len(name) <= 60 and "\n" not in name for name in first) and len(set(first)) >= len(first) - 1
    return is_short and (known >= 2 or (known == 1 and not any(map(is_line, first))) or has_header(rows, columns))


def column_names(first: list[str]) -> tuple[str, ...]:
    """The names of the columns; the number of the column is added to repeated and missing names."""
    names: dict[str, None] = {}
    for number, name in enumerate(first, start=1):
        is_new = name != "" and name not in names
        names[name if is_new else f"{name or 'column'} {number}"] = None
    return tuple(names)


def _share(column: tuple[str, ...], look: Callable[[str], bool]) -> float:
    filled = [cell for cell in column if cell]
    return sum(map(look, filled)) / len(filled) if filled else 0.0
