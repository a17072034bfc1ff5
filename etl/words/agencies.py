"""The spellings of news agencies, and the words at the end of a dateline in Chinese: "新华社北京5月5日电"."""

from functools import cache

import regex

from etl.words.characters import HAN
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_CASED_CHARS = 4
MAX_CHARS_BEFORE = 4  # of a word such as "据", before an agency
MAX_PLACE_CHARS = 14
EDGES = " .:：©®*\u200e\u200f"


def agency_of(text: str) -> str | None:
    """The agency of which the whole text is a spelling; short spellings must have the same case: AP, not "ap"."""
    text = text.strip(EDGES)
    if text.isascii() and len(text) <= MAX_CASED_CHARS:
        return _written().get(text)
    return _spellings().get(folded(text))


@cache
def unspaced_dispatch() -> regex.Pattern[str]:
    """The dateline of a dispatch in Chinese: agency, place, day and the word for a dispatch, without spaces."""
    spellings = "|".join(sorted(filter(HAN.match, _written()), key=lambda spelling: (-len(spelling), spelling)))
    words = "|".join(row["word"] for row in read_rows("dispatches.tsv"))
    day = rf"\d{{0,2}}{unit_words(DateUnit.MONTH)}?\d{{0,2}}{unit_words(DateUnit.DAY)}?"
    return regex.compile(
        rf"^\s*[（(【]?(?P<agency>{HAN.pattern}{{0,{MAX_CHARS_BEFORE}}}?(?:{spellings}))"
        rf"(?={HAN.pattern}{{0,{MAX_PLACE_CHARS}}}{day}(?:{words}))"
    )


@cache
def _spellings() -> dict[str, str]:
    """Agencies by their folded spellings."""
    return {folded(spelling): agency for spelling, agency in reversed(_written().items())}


@cache
def _written() -> dict[str, str]:
    """Agencies by their spellings."""
    return {row["spelling"]: row["agency"] for row in reversed(read_rows("agencies.tsv"))}
