"""Lines around an article that are not part of its text: byline, date, source, copyright, "read more"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from etl.articles import Role
from etl.parse.text.hard_wraps import Unit
from etl.parse.text.marks import ROW_FAMILY, Mark, strip_closing_colon
from etl.words.above_titles import names_outlet
from etl.words.boilerplate import BoilerplateRole, find_boilerplate
from etl.words.bylines import find_byline
from etl.words.characters import cell_width, ends_sentence
from etl.words.date_labels import find_date_label
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.key_point_labels import LabelKind, label_kind
from etl.words.llm_phrases import is_count
from etl.words.openings import Opening
from etl.words.page_notes import PhraseKind, find_phrase
from etl.words.person_names import between_names, is_particle
from etl.words.sources import find_source

MAX_HEAD_LINES = 5  # first units that may be a byline or date
MAX_TAIL_LINES = 12  # last units that may be a source, copyright or "read more"
MAX_LINE_WIDTH = 130  # columns; a longer line is text
MAX_NAME_WORDS = 8  # of a byline without a date
MAX_UNCASED_WORDS = 4  # of a byline in a script without capitals
MAX_HAN_NAME_CHARS = 4

# Not after Ã: "Ã©" is é in UTF-8, decoded as Western European.
COPYRIGHT = regex.compile(r"(?<!Ã)©|Ⓒ|℗|^\(c\)\s|\(c\)\s*\p{Nd}{4}", regex.IGNORECASE)
TAG_LINE = regex.compile(r"(?:[^\s:：#]{1,20}[:：])?\s*(?:[#＃][\p{L}\p{M}\p{N}_\u200c-]+[\s,،、]*)+")
# "سبق - الرياض", "محمد العلي - سبق - الرياض:", "الرياض - «الحياة»"
WIRE_LINE = regex.compile(
    r"(?P<part>[\p{Arabic}\p{M} ]{2,25}\s*[-–—]\s*){1,2}"
    r"(?:(?P<part>[\p{Arabic}\p{M} ]{2,25})|(?P<quoted>[«\"“][\p{Arabic}\p{M} ]{2,20}[»\"”]))\s*(?P<sign>[:؛])?"
)
MAX_WIRE_WORDS = 6
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
PARTS = regex.compile(r"\s*[|•·]\s*")
MAX_WORDS_BESIDE_DATE = 3
MAX_WORDS_BESIDE_TIME = 8  # of a date with a time of day
MAX_WIDTH_BESIDE_DATE = 40
TAIL_ROLES = (Role.SOURCE, Role.COPYRIGHT, Role.READ_MORE, Role.BYLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnits:
    """The units of a text, split into content and the lines around it, which have roles."""

    content: list[Unit]
    around: list[tuple[Unit, Role]]


def split_around(units: Sequence[Unit]) -> SplitUnits:
    """The units split into content and the lines around it.

    Around it are rules anywhere, byline and date lines near the top, and other lines at the end. At least one unit
    stays content, unless all are rules.
    """
    roles: dict[int, Role] = {
        position: Role.RULE for position, unit in enumerate(units) if unit.marked.mark is Mark.RULE
    }
    roles.update((position, Role.OTHER) for position in range(1, len(units) - 1) if _heads_facts(units, position))
    places = [position for position in range(len(units)) if position not in roles]
    roles.update(_head_roles(units, places))
    roles.update(_wire_line(units, [position for position in places if roles.get(position) is not Role.OTHER]))
    roles.update(_tail_roles(units, places))
    if all(position in roles for position in places):
        roles = {position: role for position, role in roles.items() if role is Role.RULE}
    return SplitUnits(
        content=[unit for position, unit in enumerate(units) if position not in roles],
        around=[(units[position], roles[position]) for position in sorted(roles)],
    )


def _heads_facts(units: Sequence[Unit], position: int) -> bool:
    """Whether a unit is the header row of a table right under the label of the facts, so it is not a fact."""
    above, head, below = units[position - 1 : position + 2]
    is_head = head.marked.family == below.raw[:1] == ROW_FAMILY and below.marked.mark is Mark.RULE
    return is_head and label_kind(strip_closing_colon(above.marked.text)) is LabelKind.FACTS


def is_around_line(text: str) -> bool:
    """Whether a line, in any place, is a byline with a date, or begins with a phrase of boilerplate and a colon."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    if has_date(text) and head_role(text) is Role.BYLINE:
        return True
    _, opening = _opening(text, (Role.SOURCE, Role.READ_MORE, Role.BYLINE))
    return opening is not None and _has_colon(text, opening)


def head_role(text: str) -> Role | None:
    """The role of a line below a title, if it is a byline or a date line."""
    return _head_role(text, is_first=False)


def is_read_more(text: str) -> bool:
    """Whether a line is a phrase that leads to other articles ("Read more"), alone or with a colon."""
    if cell_width(text) > MAX_LINE_WIDTH:
        return False
    _, opening = _opening(text, (Role.READ_MORE,))
    return opening is not None and (opening.rest == len(text) or _has_colon(text, opening))


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


def _head_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Position -> role of the bylines and dates that begin the text, or follow its first line directly."""
    roles: dict[int, Role] = {}
    for order, position in enumerate(places[:MAX_HEAD_LINES]):
        role = _head_role(units[position].raw, is_first=order == 0)
        if role is not None and units[position].marked.mark in (Mark.NONE, Mark.EMPHASIS):
            roles[position] = role
        elif order > 0:
            break
    return roles


def _wire_line(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """The line "outlet - city" of an Arabic wire text, as the first line or right below a title, above a paragraph."""
    for order, (position, below) in enumerate(pairwise(places[:3])):
        found = WIRE_LINE.fullmatch(units[position].raw)
        words = WORD.findall(units[position].raw)
        is_above_text = ends_sentence(units[below].raw) and cell_width(units[below].raw) > MAX_WIDTH_BESIDE_DATE
        if found and is_above_text and len(words) <= (MAX_WIRE_WORDS if order or _is_wire(found) else 2):
            return {position: Role.DATELINE}
    return {}


def _is_wire(found: "regex.Match[str]") -> bool:
    """Whether a line "outlet - city" is no title, even as the first line: it has quotes, a colon or "agency"."""
    return bool(found["quoted"] or found["sign"]) or any(map(names_outlet, found.captures("part")))


def _head_role(text: str, *, is_first: bool) -> Role | None:
    if cell_width(text) > MAX_LINE_WIDTH or label_kind(strip_closing_colon(text)) is not None:
        return None
    has_moment = has_date(text)
    if ends_sentence(text) and not has_moment:
        return None
    role, opening = _opening(text, (Role.BYLINE, Role.DATELINE))
    if opening is not None and role is Role.BYLINE:
        is_name = not is_first and _looks_like_names(text[opening.rest :], is_glued=opening.rest == opening.end)
        if has_moment or is_name or _has_colon(text, opening):
            return Role.BYLINE
    if has_moment and (parted := _role_of_parts(text)) is not None:
        return parted
    is_labelled = role is Role.DATELINE and has_moment and (not ends_sentence(text) or _has_little_beside(text))
    return Role.DATELINE if is_labelled or _is_date_line(text) else None


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
    return text[: date.start()] + " " + text[date.end() :]


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


def _has_colon(text: str, opening: Opening) -> bool:
    return opening.has_sign and opening.rest < len(text)


def _tail_roles(units: Sequence[Unit], places: Sequence[int]) -> dict[int, Role]:
    """Position -> role of the lines at the end of the text; a list below "read more" belongs to it."""
    roles: dict[int, Role] = {}
    listed: list[int] = []
    for position in reversed(places[1:][-MAX_TAIL_LINES:]):
        role = _tail_role(units[position].raw)
        if role is Role.READ_MORE or (role is not None and not listed):
            roles[position] = role
            roles.update(dict.fromkeys(listed, Role.READ_MORE))
            listed = []
        elif not ends_sentence(units[position].raw) and cell_width(units[position].raw) <= MAX_LINE_WIDTH:
            listed.append(position)
        else:
            break
    return roles


def _tail_role(text: str) -> Role | None:
    if cell_width(text) > MAX_LINE_WIDTH:
        return None
    if COPYRIGHT.search(text):
        return Role.COPYRIGHT
    if TAG_LINE.fullmatch(text) or is_count(text):
        return Role.OTHER
    role, opening = _opening(text, TAIL_ROLES)
    if opening is None or _has_colon(text, opening):
        return role
    return role if role is Role.COPYRIGHT or (role is Role.READ_MORE and not ends_sentence(text)) else None


def _opening(text: str, roles: tuple[Role, ...]) -> tuple[Role | None, Opening | None]:
    """The longest phrase of these roles at the start of the text, with its role; (None, None) without one."""
    found = [(role, opening) for role in roles if (opening := _opening_of(text, role)) is not None]
    return max(found, key=lambda of_role: len(of_role[1].phrase), default=(None, None))


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
        r"\b\p{Nd}{1,2}\S{0,2}\s+(?:\p{L}{1,3}\s+)?\p{L}[\p{L}\p{M}/]+[.,،]?\s+(?:\p{L}{1,3}\s+)?\p{Nd}{4}\b"
        r"|\b\p{L}[\p{L}\p{M}]+\.?\s+\p{Nd}{1,2},?\s+\p{Nd}{4}\b"
        r"|\b\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\b\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{2,4}\b"
        rf"|\p{{Nd}}{{2,4}}\s?{year}\s?\p{{Nd}}{{1,2}}\s?{month}\s?\p{{Nd}}{{1,2}}\s?{day}?"
    )
