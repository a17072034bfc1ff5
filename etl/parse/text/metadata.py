"""Read authors and dates from the byline and date lines of a text."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from etl.articles import Block, DateCandidate, Role
from etl.parse.credits.authors import opens_as_byline
from etl.parse.credits.inverted_names import authors_of_label
from etl.parse.dates.date_lines import NUMERIC, date_languages, read_byline_dates, read_dateline, settled_order
from etl.parse.text.bylines import without_date
from etl.parse.text.line_parts import EMAIL
from etl.words.bylines import is_byline_phrase
from etl.words.function_words import prose_language
from etl.words.staff import is_staff

PARTS = regex.compile(r"\s*[|•]\s*|\s+·\s*|\s*·\s+|\s+[-–—]\s+")  # "글·사진" is one word
MAX_DATES_PER_LINE = 2  # published and updated
LANGUAGE_CHARS = 2000  # of the text, which determine its language and script
DIGIT = regex.compile(r"\p{Nd}")


def authors_of(extra: Sequence[Block], text: str) -> tuple[str, ...]:
    """The authors in the first byline: in its part that begins with "by", else in its first part without digits."""
    for block in extra:
        if block.role is Role.BYLINE:
            text_of_names = EMAIL.sub("", block.text).strip("()（） ,;")
            parts = [without_date(part) for part in PARTS.split(text_of_names)]
            parts = [part for part in parts if DIGIT.search(part) is None and not is_byline_phrase(part)]
            names = next(filter(opens_as_byline, parts), parts[0] if parts else None)
            found = authors_of_label(names, prose_language(text[:LANGUAGE_CHARS])) if names else ()
            return tuple(name for name in found if not is_staff(name))
    return ()


def dates_of(extra: Sequence[Block], text: str) -> tuple[DateCandidate, ...]:
    """The dates of byline and date lines, at most MAX_DATES_PER_LINE each."""
    lines = [block for block in extra if block.role in (Role.BYLINE, Role.DATELINE)]
    languages = date_languages(None, text[:LANGUAGE_CHARS]) if lines else ()
    found: list[DateCandidate] = []
    for block in lines:
        found += _dates(block.text, languages, str(block.role))[:MAX_DATES_PER_LINE]
    return tuple(_settled(candidate, text) for candidate in found)


def _settled(candidate: DateCandidate, text: str) -> DateCandidate:
    """The candidate; if day and month could be exchanged, with the moment that the language of the text gives."""
    number = NUMERIC.search(candidate.text) if candidate.moment is None else None
    return replace(candidate, moment=settled_order(number[0], text)) if number is not None else candidate


def _dates(line: str, languages: tuple[str, ...], evidence: str) -> list[DateCandidate]:
    """The dates of a line, which may begin with a place and a comma."""
    place, comma, after_place = line.partition(",")
    whole = read_dateline(line, languages, evidence)
    if whole is None and comma and DIGIT.search(place) is None:
        whole = read_dateline(after_place.strip(), languages, evidence)
    return [whole] if whole else read_byline_dates(line, languages, evidence)
