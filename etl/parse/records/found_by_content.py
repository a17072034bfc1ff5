"""Find the text, title, URL and date of a record with unknown keys by the form of its values."""

import re
from collections.abc import Iterable, Sequence

from etl.parse.dates.date_lines import stated_date
from etl.recognise.running_text import is_line, is_running, weight

SURE_TEXT_WEIGHT = 200  # of a text in a record without a title
MAX_DATE_CHARS = 60
MIN_DATE_DIGITS = 5
_PAGE_ADDRESS = re.compile(r"https?://[^/\s]+/[^/\s]\S*", re.IGNORECASE)
# The keys of terms of use and copyright notices, as agencies and APIs name them.
_RIGHTS = re.compile(
    r"copy_?right|usage_?terms|terms_?of_?use|disclaimer|licen[cs]e|\brights\b|rights_?info", re.IGNORECASE
)
Found = dict[str, tuple[str, str]]  # field -> its key and its value


def fields_by_content(values: Sequence[tuple[str, str]], *, is_titled: bool, min_weight: int = 0) -> Found:
    """The text of a record, its URL and, unless `is_titled`, its title, found among the given keys and values.

    The text is the longest running text of at least `min_weight`, the title the longest line that can be one, and the
    URL the first URL of a page. A text without a title must have SURE_TEXT_WEIGHT. Empty if no text is found.
    """
    running = [
        (key, value)
        for key, value in values
        if is_running(value) and weight(value) >= min_weight and not _RIGHTS.search(key)
    ]
    text = max(running, key=lambda each: weight(each[1]), default=None)
    if text is None:
        return {}
    lines = [(key, value.strip()) for key, value in values if key != text[0] and _is_title(value)]
    title = None if is_titled else max(lines, key=lambda each: weight(each[1]), default=None)
    if title is None and not is_titled and weight(text[1]) < SURE_TEXT_WEIGHT:
        return {}
    address = next(((key, value) for key, value in values if _PAGE_ADDRESS.fullmatch(value.strip())), None)
    return {field: found for field, found in (("text", text), ("title", title), ("url", address)) if found}


def full_dates(values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The keys and values that are full dates."""
    return [(key, value) for key, value in values if _full_date(value) is not None]


def _is_title(value: str) -> bool:
    return is_line(value) and _full_date(value.strip()) is None


def _full_date(value: str) -> object | None:
    is_number = value.strip().isdigit() and len(value.strip()) != 8
    if len(value) > MAX_DATE_CHARS or is_number or sum(map(str.isdigit, value)) < MIN_DATE_DIGITS:
        return None
    moment = stated_date(value, None)
    return moment.on if moment is not None else None
