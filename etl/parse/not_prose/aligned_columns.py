"""Tables with aligned columns: separated by spaces, perhaps with rules."""

from collections import Counter

import regex

from etl.parse.not_prose.sample import Sample

MIN_ROWS = 3
MIN_COLUMNS = 3
SAME_SHARE = 0.9  # of the rows that must have the same number of cells
NUMBER_SHARE = 0.8  # of the cells of a column of numbers

_GAP = regex.compile(r"\s{2,}")
_RULE = regex.compile(r"[-=]{2,}(?:\s+[-=]{2,})+$")
_NUMBER = regex.compile(r"[-+]?[\d.,:/%]*\d[\d.,:/%]*$")


def columns(sample: Sample) -> str | None:
    """The kind of a table with a column of numbers, or with a rule below the names of its columns."""
    rows = [_GAP.split(line) for line in sample.lines if not _RULE.match(line)]
    has_rule = any(map(_RULE.match, sample.lines[:3]))
    if len(rows) < MIN_ROWS:
        return None
    width, count = Counter(map(len, rows[1:])).most_common(1)[0]
    is_even = count >= SAME_SHARE * len(rows[1:]) and abs(len(rows[0]) - width) <= 1  # an index column has no name
    if not is_even or width < (2 if has_rule else MIN_COLUMNS):
        return None
    return f"a table with {width} columns separated by spaces" if has_rule or _has_numbers(rows, width) else None


def _has_numbers(rows: list[list[str]], width: int) -> bool:
    """Whether a column has numbers below its name; without numbers, the columns may be text of a newspaper."""
    body = [row for row in rows[1:] if len(row) == width]
    counts = [sum(_NUMBER.match(row[column]) is not None for row in body) for column in range(width)]
    return bool(body) and max(counts) >= NUMBER_SHARE * len(body)
