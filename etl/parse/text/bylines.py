"""Recognise the bylines and date lines of a text by their words."""

from functools import cache

import regex

from etl.articles import Role
from etl.parse.text.line_parts import are_names
from etl.parse.text.marks import strip_closing_colon
from etl.words.boilerplate import BoilerplateRole, find_boilerplate
from etl.words.bylines import find_byline
from etl.words.characters import cell_width, ends_sentence
from etl.words.date_labels import find_date_label
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.fact_labels import label_kind
from etl.words.openings import Opening
from etl.words.page_notes import PhraseKind, find_phrase
from etl.words.person_names import between_names, is_particle
from etl.words.sources import find_source

MAX_LINE_WIDTH = 130  # columns; a longer line is text
MAX_NAME_WORDS = 8  # of a byline without a date
MAX_UNCASED_WORDS = 4  # of a byline in a script without capitals
MAX_HAN_NAME_CHARS = 4
MAX_WORDS_BESIDE_DATE = 3
MAX_WORDS_BESIDE_TIME = 8  # of a date with a time of day
MAX_WIDTH_BESIDE_DATE = 40
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
PARTS = regex.compile(r"\s*[|•·]\s*")


def head_role(text: str) -> Role | None:
    """The role of a line below a title, if it is a byline or a date line."""
    return role_of_head_line(text, is_first=False)


def has_date(text: str) -> bool:
    """Whether a line gives a full date or a time of day."""
    return _date().search(text) is not None or _time().search(text) is not None


def without_date(text: str) -> str:
    """The part of a byline without the date behind its names: "By Ann Lee, 8 March 2026"; else the text unchanged."""
    date, opening = _date().search(text), find_byline(text)
    if date is None or opening is None or opening.rest > date.start():
        return text
    names = text[: date.start()].rstrip(" ,،，、;(（–—-")
    return names if _looks_like_names(names[opening.rest :], is_glued=opening.rest == opening.end) else text


def find_opening(text: str, roles: tuple[Role, ...]) -> tuple[Role | None, Opening | None]:
    """The longest phrase of these roles at the start of the text, with its role; (None, None) without one."""
    found = [(role, opening) for role in roles if (opening := _opening_of(text, role)) is not None]
    return max(found, key=lambda of_role: len(of_role[1].phrase), default=(None, None))


def has_colon(text: str, opening: Opening) -> bool:
    """Whether a colon or the like follows a phrase, and text follows that."""
    return opening.has_sign and opening.rest < len(text)


def role_of_head_line(text: str, *, is_first: bool) -> Role | None:
    """The role of one of the first lines, if it is a byline or a date line; the very first may also be a title."""
    if cell_width(text) > MAX_LINE_WIDTH or label_kind(strip_closing_colon(text)) is not None:
        return None
    has_moment = has_date(text)
    if ends_sentence(text) and not has_moment:
        return None
    role, opening = find_opening(text, (Role.BYLINE, Role.DATELINE))
    if opening is not None and role is Role.BYLINE:
        is_name = not is_first and _looks_like_names(text[opening.rest :], is_glued=opening.rest == opening.end)
        if has_moment or is_name or has_colon(text, opening):
            return Role.BYLINE
    if has_moment and (parted := _role_of_parts(text)) is not None:
        return parted
    is_labelled = role is Role.DATELINE and has_moment and (not ends_sentence(text) or _has_little_beside(text))
    return (
        Role.DATELINE if is_labelled or _is_date_line(text) or _is_date_among_names(text, is_first=is_first) else None
    )


def _is_date_among_names(text: str, *, is_first: bool) -> bool:
    """Whether a line is a date and names, also of more words; the very first line also has the number of a page."""
    date = _date().search(text)
    return date is not None and are_names(_without(date, text), needs_page=is_first)


def _role_of_parts(text: str) -> Role | None:
    """The role of a line of short parts, one of which is a date: "The Post · 4 May 2026 · 4 · By Ann Lee"."""
    parts = PARTS.split(text)
    if len(parts) < 2 or any(cell_width(part) > MAX_WIDTH_BESIDE_DATE for part in parts):
        return None
    if not any(map(_is_date_line, parts)):
        return None
    return Role.BYLINE if any(find_byline(part) is not None for part in parts) else Role.DATELINE


def _is_date_line(text: str) -> bool:
    """Whether a line has a date and few other words, and does not end like a sentence."""
    date = _date().search(text)
    return date is not None and not ends_sentence(_without(date, text)) and _has_little_beside(text)


def _has_little_beside(text: str) -> bool:
    """Whether a line has only a few words besides its date."""
    date = _date().search(text)
    beside = WORD.findall(_without(date, text) if date is not None else text)
    most = MAX_WORDS_BESIDE_TIME if _time().search(text) is not None else MAX_WORDS_BESIDE_DATE
    return len(beside) <= most and cell_width("".join(beside)) <= MAX_WIDTH_BESIDE_DATE


def _without(date: regex.Match[str], text: str) -> str:
    return text[: date.start()] + " | " + text[date.end() :]


def _looks_like_names(text: str, *, is_glued: bool) -> bool:
    """Whether the text after a byline phrase may be names; the last of several must be full ("By Land and Sea")."""
    names = [name.split() for name in between_names().split(text)]
    words = [word for name in names for word in name]
    if not 0 < len(words) <= MAX_NAME_WORDS or (is_glued and not _may_be_glued(words)):
        return False
    if any(word[0].islower() and not is_particle(word) for word in words):
        return False
    if any(word[0].isupper() for word in words):
        return len(names) == 1 or len(names[-1]) > 1
    return len(words) <= MAX_UNCASED_WORDS


def _may_be_glued(words: list[str]) -> bool:
    """Whether words that follow a phrase without a space are short enough for names."""
    return len(words) == 2 or all(len(word) <= MAX_HAN_NAME_CHARS for word in words)


def _opening_of(text: str, role: Role) -> Opening | None:
    """The phrase of one role at the start of the text; a picture credit counts as a source."""
    if role is Role.BYLINE:
        return find_byline(text)
    if role is Role.DATELINE:
        return find_date_label(text)
    if role is Role.SOURCE:
        return find_source(text) or find_phrase(text, PhraseKind.PICTURE_CREDIT)
    return find_boilerplate(text, BoilerplateRole(role))


@cache
def _time() -> regex.Pattern[str]:
    hour = unit_words(DateUnit.HOUR)
    return regex.compile(
        rf"(?<!\d)\p{{Nd}}{{1,2}}[:.h٫]\p{{Nd}}{{2}}(?!\p{{Nd}})|\p{{Nd}}{{1,2}}{hour}|\b(?:GMT|UTC|AM|PM)\b"
    )


@cache
def _date() -> regex.Pattern[str]:
    year, month, day = map(unit_words, (DateUnit.YEAR, DateUnit.MONTH, DateUnit.DAY))
    return regex.compile(
        r"\b\p{Nd}{1,2}\S{0,2}\s+(?:\p{L}{1,3}\s+)?\p{L}[\p{L}\p{M}/]+[.,،]?\s+(?:\p{L}{1,3}\s+)?\p{Nd}{4}\b(?:\s\p{L}{1,2}\.(?![\p{L}\p{N}]))?"
        r"|\b\p{L}[\p{L}\p{M}]+\.?\s+\p{Nd}{1,2},?\s+\p{Nd}{4}\b"
        r"|\b\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\b\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{2,4}\b"
        rf"|\p{{Nd}}{{2,4}}\s?{year}\s?\p{{Nd}}{{1,2}}\s?{month}\s?\p{{Nd}}{{1,2}}\s?{day}?"
    )
