"""Lines above the title of an article that are not part of it: its number in the file, a section, an agency's slug."""

from collections.abc import Iterator, Sequence

import regex

from etl.heads.head import Span
from etl.heads.kickers import is_kicker
from etl.heads.text_lines import TextLine, lines_from
from etl.words.above_titles import is_release, is_title_prefix, stands_above_title
from etl.words.characters import UNSPACED_LETTER, ends_sentence
from etl.words.document_numbers import is_document_number

MAX_LINES = 6
MAX_OUTLET_CHARS = 40
MAX_TITLE_CHARS = 300
_MARKS = " \t#*_[]【】"
# "a0312fin", "BC-Harbour-Fire, 1st Ld", "abc0123 4 pl 210 xyz 0456", "Umwelt-Energie-Gemeinden", "Verkehr/Bahn/Norden"
_SLUG = regex.compile(
    r"(?:AM|PM|BC)-{1,2}\p{L}[^\s,]*(?:,.*)?"
    r"|[A-Za-z]{2,4}\p{Nd}{3,5}\s+\p{Nd}\s+\p{L}{1,3}\b.{0,80}"
    r"|(?=\S*\p{Nd}{3})[\p{Ll}\p{Nd}]*\p{L}[\p{Ll}\p{Nd}]{4,15}"
    r"|[\p{L}\p{M}\p{N}'’.]+(?:[-/][\p{L}\p{M}\p{N}'’.]+){2,}"
)
_NUMBERED_PREFIX = regex.compile(r"\s*(?P<words>\p{Lu}{4,12})(?:\s?\p{Nd}{1,2})?\s?[-–—](?=\S)")
# "6 July 2006", "2006-07-06": a year and another number.
_DATED = regex.compile(
    r"(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd}).*(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})"
    r"|(?<!\p{Nd})\p{Nd}{4}\D{1,3}\p{Nd}{1,2}(?!\p{Nd})"
)
_KEYED = regex.compile(r"\s*\p{Lu}[\p{Lu} -]{2,14}:\s+\S")  # "SECTION: Health"
_SLASH_PREFIX = regex.compile(r"\s*(?P<words>\p{L}[\p{L}\p{M}]{1,12})\s*/\s+(?=\S)")


def above_title(text: str) -> tuple[Span, ...]:
    """The spans of the lines above the title, and of an agency's prefix at its beginning; () if there are none.

    A section or slug is such a line only if a title and text follow, because alone it may be the title.
    """
    lines = [line for line in lines_from(text) if not line.is_blank]
    found: list[Span] = []
    number = 0
    while number < min(MAX_LINES, len(lines) - 1):
        if _is_above(lines, number):
            found.append(_span(lines[number]))
        elif not _is_metadata(lines, number):
            break
        number += 1
    found.extend(_prefix(lines[number:]))
    return tuple(found)


def _is_metadata(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a line with a date or a key in capitals may be above a section, too; or the outlet above such a line."""
    found = [_DATED.search(line.text) or _KEYED.match(line.text) for line in lines[number : number + 2]]
    return bool(found[0]) or (number == 0 and bool(found[-1]) and len(lines[0].text) <= MAX_OUTLET_CHARS)


def _is_above(lines: Sequence[TextLine], number: int) -> bool:
    line = lines[number].text
    if (place := is_document_number(line)) and place[1] is not None:
        return True
    bare = line.strip(_MARKS)
    below = lines[number + 1].text
    is_slug = _SLUG.fullmatch(bare) is not None and UNSPACED_LETTER.search(bare) is None
    has_text = number + 2 < len(lines) and not ends_sentence(below) and len(below) <= MAX_TITLE_CHARS
    if is_release(bare):
        return True
    if has_text and (stands_above_title(bare) or (is_slug and " " in below.strip(_MARKS))):
        return True
    return is_kicker(lines, number)


def _prefix(lines: Sequence[TextLine]) -> Iterator[Span]:
    """The span of the prefix of the first line, if text follows below."""
    if len(lines) < 2:
        return
    found = _NUMBERED_PREFIX.match(lines[0].text) or _SLASH_PREFIX.match(lines[0].text)
    if found is not None and is_title_prefix(found["words"]):
        start = lines[0].start + found.start("words")
        yield start, start + len(found[0].strip())


def _span(line: TextLine) -> Span:
    return line.start + line.indent, line.start + len(line.text.rstrip())
