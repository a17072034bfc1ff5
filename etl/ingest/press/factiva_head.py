"""The lines above the number of words in an article of Factiva without codes: section, headline and byline."""

import regex

from etl.ingest.press.cut_export import Fields, blocks_of_text, may_be_names
from etl.words.above_titles import stands_above_title
from etl.words.bylines import find_byline

MAX_HEAD_LINES = 4
MAX_BYLINE_CHARS = 120
MAX_SECTION_CHARS = 60
_PAGE_NUMBER = regex.compile(r"(?<![\s.…·_])[\s.…·_]+\p{Nd}+$")


def read_head(lines: list[str]) -> Fields:
    """Title, author and section; nothing if there are more lines than these, or one of them twice.

    `lines` are those above the number of words, with the blank ones. The headline may have a line with the section
    above it, and a line with the author below it. A headline in two lines is one title.
    """
    above = [line for line in lines if line]
    if not above or len(above) > MAX_HEAD_LINES or len(set(above)) < len(above):
        return {}
    end = _end_of_headline(lines, above)
    has_section = end > 1 and _is_section(above[0], above[1])
    author = above[end] if end < len(above) else ""
    return {
        "title": " ".join(above[has_section:end]),
        "author": author if len(author) <= MAX_BYLINE_CHARS else "",
        "section": above[0] if has_section else "",
    }


def first_line_below_contents(lines: list[str]) -> int:
    """The number of the line with which the first article begins; 0 without a table of contents above it.

    `lines` are those above the first number of words. A table of contents is known by the headline of that article,
    which is in it, too. A section directly above the headline belongs to the article.
    """
    seen: set[str] = set()
    headline = 0
    for number, line in enumerate(lines):
        if line in seen and not (stands_above_title(line) or may_be_names(line)):
            headline = number
        seen.update({line, _PAGE_NUMBER.sub("", line)} - {""})
    has_section = headline > 1 and lines[headline - 1] and not lines[headline - 2]
    return headline - 1 if has_section else headline


def _end_of_headline(lines: list[str], above: list[str]) -> int:
    """How many of the lines are above the byline."""
    signed = (number for number in range(1, len(above)) if find_byline(above[number]) and may_be_names(above[number]))
    found = next(signed, None)
    if found is not None or len(above) == 1:
        return found or 1
    is_known = stands_above_title(above[0])
    byline = blocks_of_text("\n".join(lines))[-1]  # if it touches the number of words, and the headline does not
    end = len(above) - len(byline)
    if lines[-1] and end > is_known and (len(byline) == 1 or may_be_names(byline[0])):
        return end
    is_title_and_author = len(above) == 2 and may_be_names(above[1]) and not is_known
    return 2 if _is_section(above[0], above[1]) and not is_title_and_author else 1


def _is_section(line: str, headline: str) -> bool:
    return stands_above_title(line) or (len(line) <= MAX_SECTION_CHARS and len(line) < len(headline))
