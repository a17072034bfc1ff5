"""Recognise timelines: texts whose paragraphs are each below the date of an event."""

from collections.abc import Sequence

from etl.articles import Role
from etl.parse.text.bylines import head_role
from etl.words.characters import ends_sentence
from etl.words.date_labels import find_date_label


def begins_timeline(lines: Sequence[str], number: int) -> bool:
    """Whether one of these lines is a bare date, and another such date is above a later text: dates of events.

    The text above the later date must end like a sentence; a title would be that of a second article.
    """
    if not _is_bare_date(lines[number]):
        return False
    later = zip(lines[number + 1 :], lines[number + 2 :], lines[number + 3 :], strict=False)
    return any(
        _is_bare_date(line) and ends_sentence(above) and not _is_bare_date(below) for above, line, below in later
    )


def _is_bare_date(line: str) -> bool:
    """Whether a line is a date without a label such as "Published"."""
    return head_role(line) is Role.DATELINE and find_date_label(line) is None
