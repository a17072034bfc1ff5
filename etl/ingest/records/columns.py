"""Recognise tables of articles by the names and the content of their columns."""

from collections.abc import Callable

from etl.recognise.running_text import is_line, is_running, weight
from etl.words.record_keys import BODY_FIELDS, KEYS, folded_key

SURE_WEIGHT = 200  # mean of a column of texts in a table without a column of titles
HALF = 0.5  # of the cells of a column
BODIES = frozenset(key for field in BODY_FIELDS for key in KEYS[field])
TITLES = frozenset(KEYS["title"]) - {"name"}
SUMMARIES = frozenset(KEYS["summary"])


def name_articles(names: tuple[str, ...], rows: list[list[str]], *, is_single: bool = False) -> bool:
    """Whether columns have known names for text, title and summary, and contain running text."""
    folded = [folded_key(name) for name in names]
    bodies = [number for number, name in enumerate(folded) if name in BODIES]
    summaries = [number for number, name in enumerate(folded) if name in SUMMARIES]
    titles = [number for number, name in enumerate(folded) if name in TITLES]
    if is_single:  # the first row is longer than the bytes at hand
        return bool(bodies and titles)
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


def _share(column: tuple[str, ...], look: Callable[[str], bool]) -> float:
    filled = [cell for cell in column if cell]
    return sum(map(look, filled)) / len(filled) if filled else 0.0
