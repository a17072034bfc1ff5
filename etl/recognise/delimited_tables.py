"""Whether a text is a table with a separator between its cells: CSV, TSV and similar formats.

The separator, quotes and header of a file whose rows are read are found in etl/ingest/records/delimited_dialect.py.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import islice

import regex

from etl.words.characters import ends_sentence

SEPARATORS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars", "\x01": "the control character U+0001"}
MAX_ROWS = 200
MIN_ROWS = 2
MIN_ROWS_WITHOUT_HEADER = 3
MIN_LABELLED = 9  # rows that each begin with one of a few labels
MIN_COLUMNS = {",": 3, "\t": 2, ";": 2, "|": 3, "\x01": 2}
MIN_CELLS = 5  # of a first row, if no other row has its length
MAX_NAME_CHARS = 40  # of a column
MAX_KEY_CHARS = 60  # of the first cell of a row, in a table without a header
MAX_EVENT_CHARS = 120  # of an event in a programme
SAME_SHARE = 0.9  # of the rows that must have the same number of cells

# A comment, the rules of a drawn table, the number of rows below it, and Excel's declaration of the separator.
_COMMENT = regex.compile(r"#|[ +|:]*[-=]{2}[-=+|: ]*$|\(?\d+ rows?\b|sep=.$")
_NUMBER = regex.compile(r"[-+]?[\d.,:/%]*\d[\d.,:/% ]*$")
_WHEN = regex.compile(r"(?:\d{1,2}[.:h]\d{2}|(?:1[5-9]|20)\d{2})(?:\s?[-–]\s?\d[\d.:h]*)?$")
# The name of a column: a few words without a full stop.
_NAME = regex.compile(r"[\p{L}_@#][\p{L}\p{M}\p{N}_ .:/()#-]*")
# The name of a column as programs write it: an underscore or a capital inside, or all small letters.
_IDENTIFIER = regex.compile(r"\p{Ll}[\p{Ll}\d]*(?:_[\p{L}\d]+|\p{Lu}[\p{Ll}\d]+)*")
# The mark of a list, the time of an event, or a speaker.
_MARK = regex.compile(r"(?:[-*•·–—+>]|\d{1,2}[.:h]\d{2}|\(?(?:\d{1,3}|\p{L})[.):]|.*[:：])?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table at the beginning of a text."""

    kind: str  # "a table with 9 columns separated by commas"
    rows: list[list[str]]  # MAX_ROWS at most
    names: list[str]  # of the columns; empty without a header


def delimited_table(head: str, *, is_whole: bool) -> Table | None:
    """The table whose rows have the same number of cells; None if the text is no table.

    `head` is the beginning of a text, `is_whole` whether it is all of it: a last row that may be cut is not counted.
    """
    for separator, words in SEPARATORS.items():
        rows = _without_title(_rows(head, is_whole, separator), separator)
        columns = _columns(rows, separator)
        if (
            columns
            and not _is_programme(rows)
            and (
                (separator == "," and _is_labelled(rows) and not _is_spaced(head, separator))
                or (has_header(rows, columns) and not (_is_spaced(head, separator) and _ends_sentences(rows)))
                or (not _is_spaced(head, separator) and _is_table_without_header(rows, columns, separator))
            )
        ):
            names = rows[0] if has_header(rows, columns) else []
            return Table(kind=f"a table with {columns} columns separated by {words}", rows=rows, names=names)
    return _one_row(head)


def _one_row(head: str) -> Table | None:
    """The table with only one row of many cells, because unquoted line ends in cells split the others."""
    line = next((line for line in head.splitlines() if line.strip()), "")
    cells = [cell for cell in line.split("\t") if cell.strip()]
    if len(cells) < MIN_CELLS:
        return None
    return Table(kind=f"a table with at least {len(cells)} columns separated by tabs", rows=[cells], names=[])


def _without_title(rows: list[list[str]], separator: str) -> list[list[str]]:
    """The rows below a title. A sentence above the rows stays, because then they are part of a text."""
    is_title = len(rows) > MIN_ROWS and len(rows[0]) == 1 < len(rows[1]) and separator in ",;"
    return rows[1:] if is_title and not ends_sentence(rows[0][0]) else rows


def _rows(head: str, is_whole: bool, separator: str) -> list[list[str]]:
    """The rows as a CSV reader reads them, without comment lines; quoted cells may have line ends."""
    if separator not in head:
        return []
    lines = [line for line in head.splitlines(keepends=True) if not _COMMENT.match(line)]
    try:
        rows = list(islice(csv.reader(lines, delimiter=separator), MAX_ROWS + 1))
    except csv.Error:
        rows = [line.split(separator) for line in lines[: MAX_ROWS + 1]]
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    return _trimmed(rows if is_whole and len(rows) <= MAX_ROWS else rows[:-1])


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without columns at either end that are empty in all rows."""
    left = min((next(n for n, cell in enumerate(row) if cell) for row in rows), default=0)
    right = max((len(row) - next(n for n, cell in enumerate(reversed(row)) if cell) for row in rows), default=0)
    return [row[left:right] for row in rows]


def _columns(rows: list[list[str]], separator: str) -> int:
    """The number of cells that nearly every row has; 0 if the rows differ or are too few."""
    if len(rows) < MIN_ROWS:
        return 0
    columns, count = Counter(map(len, rows)).most_common(1)[0]
    return columns if columns >= _min_columns(rows, separator) and count >= SAME_SHARE * len(rows) else 0


def _min_columns(rows: list[list[str]], separator: str) -> int:
    """The minimum number of columns.

    With commas, two suffice if the second has only numbers or quoted commas, if the first row has two identifiers, or
    if the first has only a few labels.
    """
    is_pair = separator == "," and all(len(row) == 2 for row in rows)
    is_listed = is_pair and all(_NUMBER.match(row[1]) or "," in row[1] for row in rows[1:])
    is_named = is_pair and len(rows) >= MIN_ROWS_WITHOUT_HEADER and all(map(_IDENTIFIER.fullmatch, rows[0]))
    return 2 if is_listed or is_named or _is_labelled(rows) else MIN_COLUMNS[separator]


def _is_labelled(rows: list[list[str]]) -> bool:
    """Whether the rows, but perhaps the first, are pairs that begin with one of a few labels of one word."""
    labels = {row[0] for row in rows[1:]}
    is_few = len(rows) >= MIN_LABELLED and len(labels) <= len(rows) // 3
    return is_few and all(len(row) == 2 for row in rows) and not any(" " in label for label in labels)


def has_header(rows: list[list[str]], columns: int) -> bool:
    """Whether the first row names the columns; one of them, the index, may have no name."""
    first, names = rows[0], [name for name in rows[0] if name]
    return (
        len(first) == columns
        and len(names) >= columns - 1
        and len(set(map(str.casefold, names))) == len(names)
        and all(len(name) <= MAX_NAME_CHARS and _NAME.fullmatch(name) for name in names)
        and any(row != first and any(map(_is_value, row)) for row in rows[1:])
    )


def _is_spaced(head: str, separator: str) -> bool:
    """Whether white space follows nearly every comma or semicolon, as in running text."""
    pieces = head.split(separator)[1:]
    return separator in ",;" and sum(piece[:1].isspace() for piece in pieces) >= SAME_SHARE * len(pieces)


def _is_programme(rows: list[list[str]]) -> bool:
    """Whether the rows below the first are a time or year and an event: a programme or the dates of a life."""
    body = rows[1:]
    is_timed = all(len(row) == 2 and _WHEN.match(row[0]) for row in body)
    return is_timed and not any(_NUMBER.match(row[1]) or len(row[1]) > MAX_EVENT_CHARS for row in body)


def _ends_sentences(rows: list[list[str]]) -> bool:
    """Whether most rows end like sentences."""
    return sum(ends_sentence(row[-1]) for row in rows) > len(rows) / 2


def _is_value(cell: str) -> bool:
    """Whether a cell cannot be the name of a column: a number, an address, a longer text."""
    return cell != "" and (len(cell) > MAX_NAME_CHARS or _NAME.fullmatch(cell) is None)


def _is_table_without_header(rows: list[list[str]], columns: int, separator: str) -> bool:
    """Whether rows without a header are a table, and not lines of text that happen to have the same separators."""
    if len(rows) < MIN_ROWS_WITHOUT_HEADER:
        return False
    if separator == ",":
        return any(sum(_is_value(cell) and "," in cell for cell in row) for row in rows) and not _reads_on(rows)
    if _is_grid(rows, columns) or _is_parallel(rows):
        return True
    keys = [row[0] for row in rows if len(row) == columns]
    return not _reads_on(rows) and all(len(key) <= MAX_KEY_CHARS and not _MARK.match(key) for key in keys)


def _is_grid(rows: list[list[str]], columns: int) -> bool:
    """Whether all rows except the first are a name and numbers, and the top left cell is empty."""
    return rows[0][0] == "" and all(
        len(row) == columns and row[0] and all(_NUMBER.match(cell) for cell in row[1:] if cell) for row in rows[1:]
    )


def _is_parallel(rows: list[list[str]]) -> bool:
    """Whether the rows are pairs of sentences, as in a parallel corpus of translations."""
    ends = sum(len(row) == 2 and all(map(ends_sentence, row)) and _MARK.match(row[0]) is None for row in rows)
    return ends >= SAME_SHARE * len(rows)


def _reads_on(rows: list[list[str]]) -> bool:
    """Whether the first cell of a row ends like a sentence, so that the rows are running text."""
    return any(ends_sentence(row[0]) for row in rows)
